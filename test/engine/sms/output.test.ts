import type { INodeParameters } from 'n8n-workflow';

import { NODE } from '../support';
import { mobile, mobiles, special, useSandbox } from './support';

const world = useSandbox();

const optionsOf = (options: INodeParameters) => ({ parameters: { options } });

describe('Execution hints', () => {
	it('say how many numbers were skipped and why, and which opt-outs cannot be read', async () => {
		const entries = [
			{ message: 'Hi', phones: [mobile(1), mobile(1), '1133334444', '<b>1</b>'] },
			{ message: 'Hi', phones: [mobile(2), '2133334444'] },
		];
		const run = await world.send(entries, optionsOf({ doNotSend: `={{ ['x & <y'] }}` }));
		const [numbers, optOuts, ...more] = run.hints(NODE).map(({ message }) => message);
		expect(numbers).toBe(
			'2 of 2 items sent to 2 recipients in 2 campaigns, 2 credits. Numbers left out: 2 landlines, 1 duplicate, 1 with too few digits.',
		);
		expect(optOuts).toMatch(/^'Opt-Out Numbers' holds 1 entry that cannot be read/);
		expect(optOuts).toContain('x &amp; &lt;y');
		expect(more).toEqual([]);
	});

	it('sum up a run in which all went well', async () => {
		const run = await world.send([{ message: 'Hi', phones: mobiles(1, 3) }]);
		expect(run.hints(NODE)).toEqual([
			expect.objectContaining({
				message: '1 of 1 item sent to 3 recipients in 1 campaign, 3 credits.',
				type: 'info',
			}),
		]);
	});

	it('sum up why items were not sent, by reason', async () => {
		const entries = [
			{ message: 'Hi', phones: '1133334444' },
			{ message: 'Hi', phones: '1133334445' },
			{ message: 'Hi', phones: '' },
			{ message: '', phones: mobile(1) },
			{ message: 'Hi', phones: special('http-400') },
			{ message: 'Hi', phones: special('http-500-after') },
			{ message: 'Hi', phones: mobile(9) },
			{ message: 'Hi', phones: mobile(2) },
		];
		const run = await world.send(entries, {
			...optionsOf({ doNotSend: mobile(9) }),
			onError: 'continueErrorOutput',
		});
		expect(run.hints(NODE)).toEqual([
			expect.objectContaining({
				message:
					"1 of 8 items sent to 1 recipient in 1 campaign, 1 credit. Not sent: 2 landlines, 1 without a phone, 1 opted out, 1 refused for 'Message', 1 rejected by LigueLead, 1 of unknown outcome.",
				type: 'warning',
			}),
		]);
	});

	it('say what a preview would send', async () => {
		const entries = [
			{ message: 'x'.repeat(161), phones: mobile(1) },
			{ message: 'Hi', phones: mobile(2) },
			{ message: 'Hi', phones: '1133334444' },
		];
		const run = await world.send(entries, { parameters: { operation: 'preview' } });
		expect(run.hints(NODE).map(({ message }) => message)).toEqual([
			'Would send 2 of 3 items to 2 recipients in 2 campaigns, 3 credits. Not sent: 1 landline.',
		]);
		expect(run.json(NODE).map(({ characters }) => characters)).toEqual([161, 2, undefined]);
	});
});

describe('Include Input Fields', () => {
	const entries = [
		{ message: 'Hi', phones: mobile(1), order: 'A' },
		{ message: 'Hi', phones: '1133334444', order: 'B' },
	];
	const on = optionsOf({ includeInput: true });
	const withInput = entries.map((input) => expect.objectContaining({ input }));

	it.each(['send', 'preview'])('puts them under `input` (%s)', async (operation) => {
		const run = await world.send(entries, {
			onError: 'continueRegularOutput',
			parameters: { ...on.parameters, operation },
		});
		expect(run.json(NODE)).toEqual(withInput);
	});

	it('leaves a field of that name alone on the error output, where n8n adds them', async () => {
		const run = await world.send(
			entries.map((entry) => ({ ...entry, input: 'own' })),
			{ ...on, onError: 'continueErrorOutput' },
		);
		const [, [failed] = []] = run.outputs(NODE);
		expect(failed?.json).toMatchObject({ order: 'B', input: 'own' });
	});
});
