import type { INodeParameters } from 'n8n-workflow';

import { EngineInstance, NODE, dedupe } from '../support';
import { accountOf, items, mobile, special, useSandbox } from '../sms/support';
import { CHANNELS, TEMPLATE, WAV } from '../channels/channels';
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

describe.each(CHANNELS)('Send and Wait for Delivery: $resource', (channel) => {
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
			parameters: {
				resource: channel.resource,
				operation: 'sendWait',
				phones: '={{ $json.phones }}',
				...(await channel.parameters(world.sandbox)),
				options,
			},
		});

	it('fits its schema', async () => {
		const waiting = await run('11 8765-4321, 0800 123 4567', {
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
			{
				sent: true,
				delivery: {
					status: channel.resource === 'voice' ? 'answer' : 'delivered',
					phone: mobile(0),
				},
			},
		]);
		const runs = [delivered, silent, repeated, unsettled, arrived, closed];
		expect(runs.map((one) => one.status)).toEqual(runs.map(() => 'success'));
		expectToFit(
			channel.resource,
			'sendWait',
			runs.flatMap((one) => one.json(NODE)),
		);
	});
});

describe.each(CHANNELS.filter(({ resource }) => resource !== 'sms'))('$resource', (channel) => {
	const { resource } = channel;
	const more: Record<string, INodeParameters> = {
		voice: { groupId: 'g1' },
		rcs: {},
	};
	const options: Record<string, INodeParameters> = {
		voice: { retryAttempts: 2, retryInterval: 30, retryEndTime: '21:45' },
		rcs: {},
	};
	const templated: INodeParameters = {
		sendAs: 'template',
		template: { __rl: true, mode: 'id', value: TEMPLATE },
		templateVariables: {
			variable: [
				{ key: '1', value: 'Ana' },
				{ key: '2', value: '7' },
			],
		},
	};
	const run = async (
		entries: Array<Record<string, unknown>>,
		operation: string,
		own: INodeParameters = {},
		credential = accountOf(world.sandbox),
	) => {
		const parameters = {
			resource,
			operation,
			phones: '={{ $json.phones }}',
			...(await channel.parameters(world.sandbox)),
			...more[resource],
			...own,
			options: { ...options[resource], ...(ALL.options as object), ...(own.options as object) },
		};
		return (await world.send(entries, { parameters, credential })).json(NODE);
	};
	// At night, an end of today is no matter; in the last minutes of dialling, there is none left.
	beforeEach(() => {
		jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-11-27T12:00:00-03:00'));
	});
	afterEach(() => jest.restoreAllMocks());
	const LOST = { message: 'Hi', phones: special('reset-after'), key: 'B' };

	it('Test Without Sending', async () => {
		const entries = [...ENTRIES, { message: 'Hi', phones: [{ a: 1 }], invalid: 'x' }];
		const refused = await run([{ message: '', phones: '' }], 'preview', {
			options: { invalidPhones: 'failIfNone' },
		});
		const closed = await run(ENTRIES.slice(0, 1), 'preview', { options: CLOSED });
		const other = resource === 'rcs' ? await run(ENTRIES.slice(0, 1), 'preview', templated) : [];
		expectToFit(resource, 'preview', [
			...(await run(entries, 'preview')),
			...refused,
			...closed,
			...other,
		]);
	});

	it('Send', async () => {
		const outputs = await run(ENTRIES, 'send');
		outputs.push(...(await run(ENTRIES, 'send')));
		await run([LOST], 'send', { options: { timeout: 2_000 } });
		outputs.push(...(await run([LOST], 'send')));
		outputs.push(...(await run([LOST], 'send', { options: CLOSED })));
		outputs.push(...(await run([{ ...LOST, key: '' }], 'send', {}, tryingOut())));
		expectToFit(resource, 'send', outputs);
	});
});

describe('Audio', () => {
	const run = async (parameters: INodeParameters) => {
		const data = { data: WAV.toString('base64'), mimeType: 'audio/wav', fileName: 'a.wav' };
		const own = { resource: 'audio', ...parameters };
		const all = { items: [{ json: {}, binary: { data } }], parameters: own };
		return (await world.send([], all)).json(NODE);
	};

	it('Upload and Get Many', async () => {
		expectToFit('audio', 'upload', await run({ operation: 'upload' }));
		expectToFit('audio', 'getAll', await run({ operation: 'getAll' }));
	});
});
