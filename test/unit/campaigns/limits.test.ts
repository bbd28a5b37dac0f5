import { limitCreditsSteps, prepare, readCreditLimit } from '../../../nodes/LigueLead/campaigns';
import { sms } from '../../../nodes/LigueLead/resources/sms/channel';
import { finish } from '../../../nodes/LigueLead/steps';
import { mobile, mobiles, request, type Parameters } from './support';

const prepared = (items: readonly Parameters[]) =>
	prepare(
		items.map((item, n) => request(n, item)),
		sms,
		0,
	);

describe('the credits of a run', () => {
	const LONG = 'x'.repeat(161);
	const LIST = [
		{ phones: mobiles(1, 2).join() },
		{ phones: mobiles(2, 2).join() },
		{ message: LONG },
	];

	test.each([
		[undefined, 0],
		[null, 0],
		['', 0],
		[' 12 ', 12],
		[7, 7],
		['1.5', undefined],
		[-1, undefined],
		['five', undefined],
		[{}, undefined],
	])('a limit of %j is read as %j', (value, limit) => {
		expect(readCreditLimit(value)).toBe(limit);
	});

	test.each([
		['perItem', 6, true],
		['perItem', 5, false],
		['perMessage', 5, true],
		['perMessage', 4, false],
		['perItem', 0, true],
	] as const)('%s, at most %i: goes out %s', (grouping, limit, goesOut) => {
		const before = prepared([...LIST, { phones: '1' }]);
		const after = finish(limitCreditsSteps(before, grouping, limit));
		if (goesOut) expect(after).toBe(before);
		else {
			expect(after.drafts).toEqual([]);
			expect(after.refusals.map(({ item, parameter }) => [item, parameter])).toEqual([
				[0, 'Maximum Credits per Run'],
				[1, 'Maximum Credits per Run'],
				[2, 'Maximum Credits per Run'],
				[3, 'Phones'],
			]);
		}
	});

	test('has both numbers, with thousands apart', () => {
		const many = prepared([{ phones: mobiles(0, 1_500).join(), message: LONG }]);
		const [refusal] = finish(limitCreditsSteps(many, 'perItem', 2_000)).refusals;
		expect(refusal).toMatchObject({
			message:
				"This run would cost 3,000 credits for 1,500 recipients, more than the 2,000 of 'Maximum Credits per Run'",
			remedy: expect.stringContaining("Raise Options → 'Maximum Credits per Run'"),
		});
	});
});

describe('the only numbers that may be sent to', () => {
	const plan = (onlySendTo: unknown, more: Parameters = {}) =>
		prepared([
			{ phones: `${mobile(1)}, ${mobile(2)}`, ...more, options: { ...more.options, onlySendTo } },
		]).planned[0];

	test.each([
		[mobile(1), [mobile(1)]],
		[
			[mobile(1), mobile(2)],
			[mobile(1), mobile(2)],
		],
	])('%j', (list, phones) => {
		expect(plan(list)).toMatchObject({ kind: 'draft', phones });
	});

	test.each([
		[mobile(3), {}, 'notAllowed', "Nothing to send: no valid number is in 'Only to These Numbers'"],
		[mobile(3), { options: { doNotSend: mobile(1) } }, 'notAllowed', expect.any(String)],
		[
			mobile(1),
			{ phones: mobile(1), options: { doNotSend: mobile(1) } },
			'doNotSend',
			"Nothing to send: every valid number is in 'Opt-Out Numbers'",
		],
		[mobile(3), { options: { invalidPhones: 'failIfAny' } }, 'notAllowed', expect.any(String)],
	])('%j skips (%j): %s', (list, more, reason, message) => {
		expect(plan(list, more)).toMatchObject({ kind: 'skip', reason, message });
	});

	test.each([
		['', "'Only to These Numbers' is set and holds no mobile, so nobody may get the message"],
		[
			'11 98000-000',
			/^'Only to These Numbers' holds "11 98000-000", which cannot be read as one mobile: /,
		],
		[
			'11 98000-000, 11 98000-001',
			/^'Only to These Numbers' holds "11 98000-000" and 1 more, which/,
		],
		['11 98000-000, 11 98000-001, 11 98000-002', /"11 98000-000" and 2 more/],
		[{ phone: mobile(1) }, /^'Only to These Numbers'.*a list of phone numbers/],
	])('%j is refused', (list, message) => {
		expect(plan(list)).toMatchObject({
			kind: 'refusal',
			parameter: 'Only to These Numbers',
			message: expect.stringMatching(message),
		});
	});

	test('are read once for many items', () => {
		const list = mobiles(0, 50);
		const items = Array.from({ length: 3 }, (_, n) => ({
			options: { onlySendTo: n === 2 ? mobile(9) : [...list] },
		}));
		expect(prepared(items).planned.map(({ kind }) => kind)).toEqual(['draft', 'draft', 'skip']);
	});
});
