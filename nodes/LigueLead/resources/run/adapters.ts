import { sleep, UserError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

import { checkBaseUrl } from '../../api/baseUrl';
import { setDeadline } from '../../api/deadline';
import type { Account } from '../../api/request';
import { CREDENTIAL } from '../../api/request';
import type { Clock } from '../../memory/clock';
import { perNode } from '../../memory/perNode';
import { SharedRow } from '../../memory/sharedRow';
import type { Row, RowView } from '../../memory/sharedRow';
import { readTestPhone, type TestPhone } from './testPhone';

const SLICE = 1_000;

/** Real time, ended by the cancellation of the execution. */
export function executionClock(context: IExecuteFunctions): Clock {
	const cancelled = () => context.getExecutionCancelSignal()?.aborted === true;
	return {
		now: () => Date.now(),
		random: () => Math.random(),
		cancelled,
		// In slices, because n8n's sleep does not listen to the signal in every version.
		sleep: async (ms) => await sleep(Math.min(ms, SLICE)),
	};
}

/** Decrypts the node's credential. Throws n8n's own error if it has none. */
export async function readAccount(
	context: IExecuteFunctions,
): Promise<{ account?: Account; problem?: string; testPhone?: TestPhone }> {
	const data = await context.getCredentials(CREDENTIAL);
	const { url: baseUrl, problem } = checkBaseUrl(data.baseUrl);
	if (problem !== undefined) return { problem };
	const { id, name } = context.getNode().credentials?.[CREDENTIAL] ?? { id: null, name: '' };
	const account = { baseUrl, credential: { id: id ?? '', name, type: CREDENTIAL, data } };
	const testPhone = readTestPhone(context, data);
	return { account, ...(testPhone !== undefined && { testPhone }) };
}

// A database that hangs must not hold an execution for ever.
const LONGEST_CALL = 60_000;

async function inTime<T>(call: Promise<T>): Promise<T> {
	const deadline = setDeadline(LONGEST_CALL);
	const late = deadline.over.then(() => {
		throw new UserError("n8n's database gave no answer within 60 s");
	});
	try {
		return await Promise.race([call, late]);
	} finally {
		deadline.release();
	}
}

// Every execution in this process has to go through the same one.
const rowOf = perNode(() => new SharedRow({ now: () => Date.now(), sleep }));

/**
 * n8n's deduplication store for this node. Takes how many entries to keep. A node cannot know whether
 * other processes (n8n's queue mode) use the store as well.
 */
export function openRow(context: IExecuteFunctions, entries: number): RowView {
	const row: Row = {
		record: async (recorded, maxEntries) => {
			const options = { mode: 'entries' as const, maxEntries };
			const { processed } = await inTime(
				context.helpers.checkProcessedAndRecord([...recorded], 'node', options),
			);
			return processed.map(String);
		},
		forget: async (forgotten) => {
			await inTime(context.helpers.removeProcessed([...forgotten], 'node', { mode: 'entries' }));
		},
	};
	return rowOf(context).view(row, entries);
}
