import type { IDataObject, OnError } from 'n8n-workflow';
import pLimit from 'p-limit';

import { startSandbox, type Sandbox } from '../../../sandbox';
import { readStopped, verdictOf } from '../../support/verdict';
import { NODE, type EngineRun, type NodeRunOptions } from '../support';
import {
	expectedOutcome,
	faults,
	isSlow,
	OUTCOMES,
	startBadServer,
	stopBadServer,
	type Fault,
} from './matrixFaults';
import { accountOf, mobile, useSandbox } from './support';

const world = useSandbox({ keep: true });

type Cell = {
	fault: Fault;
	onError: OnError;
	retryOnFail: boolean;
	campaigns: 'perItem' | 'perMessage';
};

/** For the faults that no number provokes. */
const own: Sandbox[] = [];
const OWN_SANDBOXES = 6;

const cells: Cell[] = faults.flatMap((fault) =>
	(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const).flatMap((onError) =>
		[false, true].flatMap((retryOnFail) =>
			(['perItem', 'perMessage'] as const).map((campaigns) => ({
				fault,
				onError,
				retryOnFail,
				campaigns,
			})),
		),
	),
);

const nameOf = ({ fault, onError, retryOnFail, campaigns }: Cell) =>
	`${fault.name}, ${onError}${retryOnFail ? ', retry' : ''}, ${campaigns}`;

/** Four items: the faulty one, one that shares its message, and two with a message of their own. */
function entriesOf(cell: Cell, index: number) {
	const [faulty, ...good] = [0, 1, 2, 3].map((n) => mobile(index * 4 + n));
	const first = cell.fault.phone ?? faulty ?? '';
	return [first, ...good].map((phones, n) => ({
		message: `${n < 2 ? 'faulty' : 'good'} ${index}`,
		phones,
	}));
}

function optionsOf(cell: Cell, sandbox: Sandbox): NodeRunOptions {
	const { fault, onError, retryOnFail, campaigns } = cell;
	const account = accountOf(sandbox);
	// Which of several requests comes first is a matter of chance.
	const parallelRequests = fault.rules === undefined ? 2 : 1;
	return {
		onError,
		retryOnFail,
		maxTries: 2,
		credential: fault.baseUrl
			? { ...account, data: { ...account.data, baseUrl: fault.baseUrl() } }
			: account,
		parameters: {
			campaigns,
			options: { maxTries: 2, parallelRequests, timeout: isSlow(fault) ? 400 : 30_000 },
		},
	};
}

/** What an item was told: an outcome; `accepted` with its campaign's id. */
interface Told {
	outcome: string;
	id?: string;
}

function toldBy(json: IDataObject): Told {
	const { campaign_id: id } = (json.data ?? {}) as { campaign_id?: string };
	return { outcome: verdictOf(json), ...(id !== undefined && { id }) };
}

/** The stopping error names accepted campaigns and items in doubt; of the others nothing was sent. */
function toldByError({ error }: EngineRun, message: string, phone: string, item: number): Told {
	const { outcomes, acceptedIds } = readStopped(error);
	const outcome = outcomes.get(item);
	if (outcome !== undefined) return { outcome };
	const id = acceptedIds.find((one) => sentIn(message, phone).includes(one));
	return id === undefined ? { outcome: 'notSent' } : { outcome: 'accepted', id };
}

let campaignsByMessage: Map<string, Array<{ id: string; phones: readonly string[] }>> | undefined;

const acceptedBy = ({ control }: Sandbox) => control.campaigns({ limit: 100_000 }).campaigns;

/** The campaigns that really took a phone with this message. */
function sentIn(message: string, phone: string): string[] {
	if (campaignsByMessage === undefined) {
		campaignsByMessage = new Map();
		for (const campaign of [world.sandbox, ...own].flatMap(acceptedBy)) {
			const list = campaignsByMessage.get(campaign.message) ?? [];
			campaignsByMessage.set(campaign.message, [...list, campaign]);
		}
	}
	const list = campaignsByMessage.get(message) ?? [];
	return list.filter(({ phones }) => phones.includes(phone)).map(({ id }) => id);
}

/** Items by their place in the input, whichever branch they left through. */
function outputsByItem(run: EngineRun): IDataObject[] {
	const all = run.outputs(NODE).flat();
	return all
		.map(({ json, pairedItem }) => ({ json, item: (pairedItem as { item: number }).item }))
		.sort((a, b) => a.item - b.item)
		.map(({ json }) => json);
}

interface Result {
	run: EngineRun;
	/** The retry from the executions list, if the first run stopped the workflow. */
	again?: EngineRun;
}

const results = new Map<Cell, Result>();

beforeAll(async () => {
	await startBadServer();
	for (let n = 0; n < OWN_SANDBOXES; n++) own.push(await startSandbox());
	const limit = pLimit(48);
	// One after the other at each.
	const turns = own.map((sandbox) => ({ sandbox, limit: pLimit(1) }));
	const runCell = async (cell: Cell, index: number, sandbox: Sandbox) => {
		sandbox.control.queueFaults(cell.fault.rules ?? []);
		// A workflow of its own: cells do not wait for each other's turns in the store.
		const options = { ...optionsOf(cell, sandbox), id: `matrix-${index}` };
		const run = await world.send(entriesOf(cell, index), options);
		const again = run.status === 'error' ? await run.retry() : undefined;
		results.set(cell, { run, ...(again && { again }) });
	};
	const inTurn = async (cell: Cell, index: number) => {
		const turn = cell.fault.rules && turns[index % turns.length];
		await (turn?.limit ?? limit)(
			async () => await runCell(cell, index, turn?.sandbox ?? world.sandbox),
		);
	};
	await Promise.all(cells.map(inTurn));
}, 240_000);

afterAll(async () => {
	stopBadServer();
	await Promise.all(own.map(async (sandbox) => await sandbox.close()));
});

describe.each(faults.map((fault) => [fault.name, fault] as const))('%s', (_, fault) => {
	const ofFault = cells.filter((cell) => cell.fault === fault);

	it.each(ofFault.map((cell) => [nameOf(cell), cell] as const))('%s', (_name, cell) => {
		const index = cells.indexOf(cell);
		const entries = entriesOf(cell, index);
		const { run, again } = results.get(cell) as Result;
		const last = again ?? run;
		const stopped = last.status === 'error';
		const outputs = outputsByItem(last);
		expect(stopped || outputs.length === entries.length).toBe(true);
		const told = entries.map(({ message, phones }, item) =>
			stopped ? toldByError(last, message, phones, item) : toldBy(outputs[item] as IDataObject),
		);
		for (const [item, { message, phones }] of entries.entries()) {
			const ids = sentIn(message, phones);
			const { outcome, id } = told[item] as Told;
			expect(OUTCOMES).toContain(outcome);
			// Accepted: delivered once, by that campaign. Unknown: at most once. Anything else: not at all.
			expect(ids.length).toBeLessThanOrEqual(1);
			expect(outcome === 'unknown' ? ids : outcome === 'accepted' ? [id] : []).toEqual(ids);
		}
		const expected = expectedOutcome(fault);
		expect(told[0]?.outcome).toBe(expected);
		const sharing = cell.campaigns === 'perMessage' || fault.baseUrl !== undefined;
		// On a busy machine the short timeout of these may end a good request too.
		const good = isSlow(fault) ? /^(accepted|unknown)$/ : /^accepted$/;
		const allowed = sharing ? new RegExp(`^(${expected}|notSent)$`) : good;
		expect(told[1]?.outcome).toMatch(allowed);
	});
});

it('follows no redirect', () => {
	const redirected = [world.sandbox, ...own].flatMap(({ control }) => control.stats().redirected);
	expect(redirected).toEqual([]);
});

it('tells nobody the API token', () => {
	const { token } = world.sandbox;
	const saved = [...results.values()].flatMap(({ run, again }) => [run, ...(again ? [again] : [])]);
	const text = saved.map((run) => JSON.stringify([run.saved, run.error]));
	expect(text.filter((one) => one.includes(token))).toEqual([]);
	expect(text.filter((one) => one.includes('faulty'))).not.toEqual([]);
});
