import type { INodeParameters } from 'n8n-workflow';

import { rcsAgents, rcsTemplates } from '../../../sandbox/rcs';
import type { Sandbox } from '../../../sandbox';

/** A channel that sends, as all tests of this folder go through them. */
export interface TestedChannel {
	readonly resource: 'sms' | 'voice' | 'rcs';
	/** The parameters of a message to `{{ $json.phones }}`, that differs by `{{ $json.message }}`. */
	parameters(sandbox: Sandbox): Promise<INodeParameters>;
	/** What of it differs by item in what the sandbox gets. */
	readonly differsBy: 'message' | 'title';
}

export const CHANNELS: readonly TestedChannel[] = [
	{
		resource: 'sms',
		parameters: async () => ({ message: '={{ $json.message }}' }),
		differsBy: 'message',
	},
	{
		resource: 'voice',
		parameters: async (sandbox) => ({
			audio: { __rl: true, mode: 'id', value: String(await uploadAudio(sandbox)) },
			title: '={{ $json.message }}',
		}),
		differsBy: 'title',
	},
	{
		resource: 'rcs',
		parameters: async ({ appId }) => ({
			sendAs: 'message',
			agent: { __rl: true, mode: 'id', value: rcsAgents(appId)[0]?.id ?? '' },
			message: '={{ $json.message }}',
		}),
		differsBy: 'message',
	},
];

/** The first bytes of a WAV file. */
export const WAV = Buffer.from('RIFF$\0\0\0WAVEfmt ', 'latin1');

/** Uploads an audio file without the node; returns its id. */
export async function uploadAudio({ apiUrl, token, appId }: Sandbox): Promise<number> {
	const body = new FormData();
	body.set('title', 'Lembrete');
	body.set('file', new Blob([new Uint8Array(WAV)]), 'lembrete.wav');
	const headers = { 'api-token': token, 'app-id': appId };
	const answer = await fetch(`${apiUrl}/voice/uploads`, { method: 'POST', headers, body });
	return ((await answer.json()) as { data: { id: number } }).data.id;
}

/** The template of the sandbox that has variables. */
export const TEMPLATE = rcsTemplates[0]?.id ?? '';
