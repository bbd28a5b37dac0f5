import { randomUUID } from 'node:crypto';

import type { FaultName } from '../../sandbox';
import type { Execution } from '../../n8n/src/types';
import { useStand } from './support/stand';
import { mobile } from '../support/phones';
import { readStopped } from '../support/verdict';
import { activate, call, chain, itemsNode, smsNode, webhookNode } from '../support/workflow';

jest.setTimeout(300_000);

const ITEMS = 1_000;
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
/** One request in a hundred each: before and after acceptance, refused and in doubt. */
const FAULTS: FaultName[] = [
	'http-402',
	'http-503',
	'http-500-after',
	'reset-after',
	'cut-off-after',
];
/** More than a run in which every fault stops an execution of its own can need. */
const MOST_RETRIES = 100;

const stand = useStand();

const told = ({ data }: Execution) => readStopped(data.resultData.error);

function isSettled(execution: Execution): boolean {
	if (execution.status === 'success') return true;
	const { outcomes, notSent } = told(execution);
	return notSent === 0 && [...outcomes.values()].every((outcome) => outcome === 'unknown');
}

test.each(SEEDS)(
	'1,000 items, faults on 5 %% of requests, retried until settled: seed %i',
	async (seed) => {
		const { client, sandbox, credential } = stand;
		sandbox.control.reset();
		const path = randomUUID();
		const sms = smsNode(credential, { message: 'Pedido enviado', phones: '={{ $json.phone }}' });
		const workflow = await activate(client, chain([webhookNode(path), itemsNode(), sms]));
		FAULTS.forEach((fault, n) =>
			sandbox.control.queueFault({ fault, fraction: 0.01, seed: seed * 100 + n }),
		);

		const items = Array.from({ length: ITEMS }, (_, n) => ({ phone: mobile(n) }));
		let { execution } = await call(client, workflow, path, { items });
		let retries = 0;
		while (!isSettled(execution) && retries < MOST_RETRIES) {
			const id = await client.retryExecution(execution.id);
			execution = await client.finishedExecution(id, 120_000);
			retries++;
			expect(JSON.stringify(execution)).not.toContain(sandbox.token);
		}

		expect(isSettled(execution)).toBe(true);
		const unknown = execution.status === 'success' ? new Map() : told(execution).outcomes;
		const deliveries = sandbox.control.deliveries();
		const counts = items.map(({ phone }) => deliveries.get(phone) ?? 0);
		expect(Math.max(...counts)).toBe(1);
		const missing = counts.flatMap((count, item) => (count === 0 ? [item] : []));
		expect(missing.filter((item) => unknown.get(item) !== 'unknown')).toEqual([]);
		// With 1,000 requests, that no fault at all was met is out of the question.
		expect(retries + unknown.size).toBeGreaterThan(0);
	},
);
