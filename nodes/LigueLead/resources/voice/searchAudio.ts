import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { fetchList } from '../../api/fetchList';

/** Path of the list of audio files. */
export const AUDIO_PATH = '/voice/uploads';

/** The audio files of the account for the list of the parameter Audio; takes what the user typed into its search. */
export async function searchAudio(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const files = await fetchList(this, AUDIO_PATH);
	const wanted = filter.trim().toLowerCase();
	const results = files.map(({ id, title }) => ({
		name: typeof title === 'string' && title !== '' ? title : `Audio ${String(id)}`,
		value: String(id),
	}));
	return {
		results: results.filter(
			({ name, value }) => name.toLowerCase().includes(wanted) || value.includes(wanted),
		),
	};
}
