import type { INodeParameters } from 'n8n-workflow';

import { EngineInstance, NODE, dedupe } from '../support';
import { accountOf, FROM_ITEM, items, mobile, special, useSandbox } from '../sms/support';
import { expectToFit } from './shipped';

const world = useSandbox();
beforeEach(() => dedupe.reset());

const ALL: INodeParameters = {
	title: 'Orders',
	groupId: 'g1',
	options: {
		doNotSend: mobile(9),
		addNinthDigit: true,
		invalidPhones: 'skip',
		idempotencyKey: '={{ $json.key }}',
		statusWebhookUrl: 'https://n8n.example.com/webhook/sms-status',
		includeInput: true,
	},
};

/** Sending hours that are over now, whatever the day. */
const CLOSED = {
	sendingHours: {
		window: {
			from: '09:00',
			to: '20:00',
			weekdays: [((new Date().getDay() + 3) % 7) + 1],
			outside: 'skip',
		},
	},
};

// Together they lead to every field that an item which did not fail can have.
const ENTRIES = [
	{ message: 'Hi', phones: `${mobile(1)}, ${mobile(1)}, 11 8765-4321, 1133334444` },
	{ message: 'Hi', phones: mobile(9) },
	{ message: 'Hi', phones: 'none' },
	{ message: 'Hi', phones: mobile(2), key: 'A' },
	{ message: 'Hi', phones: mobile(2), key: 'A' },
	{ message: 'Hi', phones: Array.from({ length: 10_001 }, (_, n) => mobile(n + 10)).join() },
];

/** The sandbox's account, with a test phone. */
function tryingOut() {
	const { type, data } = accountOf(world.sandbox);
	return { type, data: { ...data, testPhone: mobile(0), testPhoneUse: 'always' } };
}

it.each(['perItem', 'perMessage'])('Test Without Sending, %s', async (campaigns) => {
	const entries = [...ENTRIES, { message: '', phones: mobile(1) }];
	const run = await world.send(entries, {
		parameters: { ...ALL, operation: 'preview', campaigns },
	});
	expect(run.json(NODE)).toHaveLength(entries.length);
	const closed = await world.send(ENTRIES.slice(0, 1), {
		parameters: { operation: 'preview', options: CLOSED },
	});
	expectToFit('sms', 'preview', [...run.json(NODE), ...closed.json(NODE)]);
});

it('Send', async () => {
	const first = await world.send(ENTRIES, { parameters: ALL });
	const again = await world.send(ENTRIES, { parameters: ALL });
	const lost = { message: 'Hi', phones: special('reset-after'), key: 'B' };
	const parameters = { ...ALL, options: { ...(ALL.options as object), timeout: 2000 } };
	await world.send([lost], { parameters });
	const unsettled = await world.send([lost], { parameters });
	const tried = await world.send([lost], { mode: 'manual', credential: tryingOut() });
	const closed = await world.send([lost], { parameters: { options: CLOSED } });
	const outputs = [first, again, unsettled, tried, closed].flatMap((run) => run.json(NODE));
	expect(outputs).toHaveLength(2 * ENTRIES.length + 3);
	expectToFit('sms', 'send', outputs);
});

describe('Send and Wait for Delivery', () => {
	let n8n: EngineInstance;
	beforeAll(async () => void (n8n = await EngineInstance.start()));
	afterAll(async () => await n8n.close());

	const run = async (
		phones: string,
		options: INodeParameters,
		credential = accountOf(world.sandbox),
	) =>
		await n8n.runNode({
			credential,
			items: items({ message: 'Hi', phones }),
			parameters: { ...FROM_ITEM, operation: 'sendWait', options },
		});

	it('Send and Wait', async () => {
		const waiting = await run('11 8765-4321, 1133334444', {
			addNinthDigit: true,
			idempotencyKey: 'C',
		});
		await world.control.settled();
		await n8n.executions.settled();
		const delivered = n8n.executions.find(waiting.id);
		const silent = await (await run(special('no-status'), {})).resume();
		const repeated = await run('11 8765-4321', { addNinthDigit: true, idempotencyKey: 'C' });
		await run(special('reset-after'), { idempotencyKey: 'D' });
		const unsettled = await run(special('reset-after'), { idempotencyKey: 'D' });
		const tried = await run(mobile(1), { includeInput: true }, tryingOut());
		const closed = await run(mobile(1), CLOSED);
		await world.control.settled();
		await n8n.executions.settled();
		const arrived = n8n.executions.find(tried.id);
		if (delivered === undefined || delivered === 'running') throw new Error('It is still running');
		if (arrived === undefined || arrived === 'running') throw new Error('It is still running');
		expect(arrived.json(NODE)).toMatchObject([
			{ sent: true, delivery: { status: 'delivered', phone: mobile(0) } },
		]);
		const runs = [delivered, silent, repeated, unsettled, arrived, closed];
		expect(runs.map((one) => one.status)).toEqual(runs.map(() => 'success'));
		expectToFit(
			'sms',
			'sendWait',
			runs.flatMap((one) => one.json(NODE)),
		);
	});
});
