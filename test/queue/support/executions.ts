import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Item } from '../../../n8n/src/types';
import type { Cluster } from './cluster';

const OPEN = ['new', 'running', 'unknown'];

/** One execution of a workflow. */
export interface ExecutionRow {
	id: string;
	status: string;
}

/** All executions of a workflow, in the order of their starts. */
export function listExecutions({ postgres }: Cluster, workflowId: string): Promise<ExecutionRow[]> {
	return postgres.rows<ExecutionRow>(
		`select e.id::text, e.status from execution_entity e
			where e."workflowId" = '${workflowId}' order by e.id`,
	);
}

/**
 * Waits until a workflow has so many executions, none of which is queued, running or, where told, in
 * one of `more` statuses.
 *
 * @throws Error with the counts by status when that takes longer than `timeout` milliseconds
 */
export async function allEnded(
	cluster: Cluster,
	workflowId: string,
	count: number,
	timeout: number,
	more: string[] = [],
): Promise<ExecutionRow[]> {
	const deadline = Date.now() + timeout;
	for (;;) {
		const rows = await listExecutions(cluster, workflowId);
		if (rows.length >= count && rows.every(({ status }) => ![...OPEN, ...more].includes(status)))
			return rows;
		if (Date.now() > deadline) {
			throw new Error(`Not all of ${count} executions end: ${JSON.stringify(byStatus(rows))}`);
		}
		await sleep(250);
	}
}

/** How many executions there are of each status. */
export function byStatus(rows: readonly ExecutionRow[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { status } of rows) counts[status] = (counts[status] ?? 0) + 1;
	return counts;
}

/** What a node gave out in an execution, all outputs together; empty if it did not end. */
export async function outputOf(
	{ client }: Cluster,
	executionId: string,
	nodeName: string,
): Promise<Item[]> {
	const { data } = await client.getExecution(executionId);
	const runs = data.resultData.runData[nodeName] ?? [];
	return (runs.at(-1)?.data?.main ?? []).flatMap((items) => items ?? []);
}

/** The body that an execution's webhook was called with. */
export async function calledWith(
	{ client }: Cluster,
	executionId: string,
): Promise<Record<string, unknown>> {
	const { data } = await client.getExecution(executionId);
	const [webhook] = Object.values(data.resultData.runData);
	return webhook?.[0]?.data?.main[0]?.[0]?.json.body as Record<string, unknown>;
}

/** Which worker ran an execution, counted from 0, by the execution's id: from what the workers log. */
export function workersOf({ workers }: Cluster): Map<string, number> {
	return new Map(
		workers.flatMap(({ logFile }, worker) =>
			[...readFileSync(logFile, 'utf8').matchAll(/Worker started execution (\d+)/g)].map(
				([, id = '']): [string, number] => [id, worker],
			),
		),
	);
}

/** The messages of executions of all workflows that failed, without those that are pruned already. */
export async function failures({ client, postgres }: Cluster): Promise<string[]> {
	const rows = await postgres.rows<ExecutionRow>(
		`select id::text, status from execution_entity where status not in ('success', 'waiting')`,
	);
	return await Promise.all(
		rows.map(async ({ id, status }) => {
			const { data } = await client.getExecution(id);
			return `${status}: ${data.resultData.error?.message ?? 'no message'}`;
		}),
	);
}
