import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { fetchList } from '../../api/fetchList';
import type { Operation } from '../operation';
import { messageOf } from '../run/messageOf';
import { toOutput } from '../run/output';
import { AUDIO_PATH } from '../voice/searchAudio';
import { limit, returnAll } from './fields';

/** Audio → Get Many: one item per audio file, once for all input items, paired with the first. */
async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	if (!context.continueOnFail()) return await list(context);
	try {
		return await list(context);
	} catch (cause) {
		const failure = {
			message: messageOf(cause),
			remedy: 'Check the LigueLead API credential of this node, then try again.',
			details: {},
		};
		return await toOutput([{ kind: 'failure', failure }], context);
	}
}

async function list(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const files = await fetchList(context, AUDIO_PATH);
	const most = context.getNodeParameter('returnAll', 0, false)
		? files.length
		: (context.getNodeParameter('limit', 0, 50) as number);
	return files
		.slice(0, most)
		.map((json) => ({ json: json as IDataObject, pairedItem: { item: 0 } }));
}

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many audio files',
	description: 'List the audio files of the account',
	sends: true,
	fields: [returnAll, limit],
	execute,
};
