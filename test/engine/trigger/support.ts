import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { statusEvent } from '../../support/statusEvents';
import { EngineInstance, PASS, type EngineRun, type SavedCredential } from '../support';

/** The credential's App ID. */
export const APP_ID = 'app-1';

const CREDENTIAL: SavedCredential = {
	type: 'ligueLeadApi',
	data: { apiToken: 'token', appId: APP_ID, baseUrl: '' },
};

/** A delivered event as LigueLead posts it; `n` makes it another campaign's. */
export function eventOf(
	n: number,
	campaign: Record<string, unknown> = {},
	fields: Record<string, unknown> = {},
) {
	const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
	return statusEvent({ id, ...campaign }, { app_id: APP_ID, ...fields });
}

export interface TriggerOptions {
	parameters?: INodeParameters;
	/** null: the node has none. Default: one whose App ID is {@link APP_ID}. */
	credential?: SavedCredential | null;
	/** Whether the node still has the credential, and n8n cannot read it. */
	unreadable?: boolean;
	/** The workflow's; default: one of its own. */
	id?: string;
	staticData?: IDataObject;
	mode?: 'manual' | 'webhook';
}

/** An active workflow that begins with the trigger. */
export interface ListeningTrigger {
	url: string;
	/** Posts a body, text as it is, and returns the status and what came with it. */
	post: (body: unknown, contentType?: string) => Promise<{ status: number; body: unknown }>;
	/** What its executions put out, in order of their start. */
	started: () => Promise<IDataObject[]>;
	runs: () => Promise<EngineRun[]>;
}

/** A sender's view of a trigger in an instance of n8n's engine, for all tests of a file. */
export function useTrigger() {
	let n8n: EngineInstance | undefined;
	let workflows = 0;
	beforeAll(async () => {
		n8n = await EngineInstance.start();
	});
	afterAll(async () => await n8n?.close());

	return {
		get n8n() {
			if (n8n === undefined) throw new Error('The instance has not started');
			return n8n;
		},
		async listen(options: TriggerOptions = {}): Promise<ListeningTrigger> {
			workflows += 1;
			const { id = `trigger-${workflows}`, credential = CREDENTIAL } = options;
			const { parameters = {}, staticData = {}, mode, unreadable } = options;
			const trigger = {
				name: 'Trigger',
				type: 'n8n-nodes-liguelead.ligueLeadTrigger',
				typeVersion: 2,
				parameters,
				webhookId: `hook-${workflows}`,
				...(credential && { credentials: { ligueLeadApi: { id: '1', name: 'Saved' } } }),
			};
			const { urls } = await this.n8n.activate(
				{ id, staticData, nodes: [trigger, { name: 'After', type: PASS }] },
				{
					...(credential && !unreadable && { credentials: { 1: credential } }),
					...(mode && { mode }),
				},
			);
			const url = urls.Trigger ?? '';
			const runs = async () => {
				const all = await this.n8n.executions.settled();
				return all.filter(
					({ base }) => base.id === id && base.nodes[0]?.webhookId === trigger.webhookId,
				);
			};
			return {
				url,
				post: async (body, contentType) => await post(url, body, contentType),
				runs,
				started: async () => (await runs()).flatMap((run) => run.json('After')),
			};
		},
	};
}

async function post(url: string, body: unknown, contentType = 'application/json') {
	const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': contentType },
		...(text !== undefined && { body: text }),
	});
	const answer = await response.text();
	return { status: response.status, body: answer === '' ? undefined : JSON.parse(answer) };
}
