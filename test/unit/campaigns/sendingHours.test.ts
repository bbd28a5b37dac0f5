import { prepare } from '../../../nodes/LigueLead/campaigns';
import { isAreaCode } from '../../../nodes/LigueLead/recipients/numberingPlan';
import { timeZonesOf } from '../../../nodes/LigueLead/recipients';
import { sms } from '../../../nodes/LigueLead/resources/sms/channel';
import { request } from './support';

/** A Friday. */
const FRIDAY = '2026-11-27';
const WEEKDAYS = [1, 2, 3, 4, 5];

interface Case {
	readonly hours?: Record<string, unknown>;
	readonly at: string;
	readonly phones?: string;
}

const plan = ({ hours, at, phones = '11987654321' }: Case) => {
	const window = { from: '09:00', to: '20:00', weekdays: WEEKDAYS, ...hours };
	const item = request(0, { phones, options: { sendingHours: { window } } });
	return prepare([item], sms, Date.parse(at)).planned[0];
};

/** When an item may go out: 'now', or from when on. */
const told = (one: Case): string | undefined => {
	const planned = plan(one);
	if (planned?.kind === 'draft') return 'now';
	return planned?.sendAfter ?? (planned?.kind === 'refusal' ? planned.message : undefined);
};

const MANAUS = '92987654321';
const ACRE = '68987654321';
const SPLIT = '97987654321';

describe('when an item may go out', () => {
	test.each<[what: string, one: Case, expected: string]>([
		['within them', { at: `${FRIDAY}T12:00:00-03:00` }, 'now'],
		['at the first moment', { at: `${FRIDAY}T09:00:00-03:00` }, 'now'],
		['at the last one', { at: `${FRIDAY}T19:59:59.999-03:00` }, 'now'],
		['just before', { at: `${FRIDAY}T08:59:59.999-03:00` }, `${FRIDAY}T09:00:00-03:00`],
		[
			'at their end, over the weekend',
			{ at: `${FRIDAY}T20:00:00-03:00` },
			'2026-11-30T09:00:00-03:00',
		],
		['on a day off', { at: '2026-11-29T12:00:00-03:00' }, '2026-11-30T09:00:00-03:00'],
		[
			'one day a week',
			{ hours: { weekdays: [4] }, at: `${FRIDAY}T09:00:00-03:00` },
			'2026-12-03T09:00:00-03:00',
		],
		[
			'one day a week, on its evening',
			{ hours: { weekdays: [5] }, at: `${FRIDAY}T20:00:00-03:00` },
			'2026-12-04T09:00:00-03:00',
		],
		[
			'without weekdays in an old workflow',
			{ hours: { weekdays: undefined }, at: '2026-11-29T12:00:00-03:00' },
			'now',
		],
		['Manaus, an hour behind', { at: `${FRIDAY}T20:30:00-03:00`, phones: MANAUS }, 'now'],
		[
			'Manaus, at nine in São Paulo',
			{ at: `${FRIDAY}T09:00:00-03:00`, phones: MANAUS },
			`${FRIDAY}T09:00:00-04:00`,
		],
		[
			'Acre, two hours behind',
			{ at: `${FRIDAY}T10:59:00-03:00`, phones: ACRE },
			`${FRIDAY}T09:00:00-05:00`,
		],
		[
			'an area in two zones: both have to be open',
			{ at: `${FRIDAY}T09:30:00-04:00`, phones: SPLIT },
			`${FRIDAY}T09:00:00-05:00`,
		],
		[
			'an area in two zones, in the evening',
			{ at: `${FRIDAY}T19:30:00-05:00`, phones: SPLIT },
			'2026-11-30T09:00:00-05:00',
		],
		[
			'São Paulo and Acre together',
			{ at: `${FRIDAY}T19:00:00-03:00`, phones: `11987654321,${ACRE}` },
			'now',
		],
		[
			'São Paulo and Acre, one of them asleep',
			{ at: `${FRIDAY}T09:00:00-03:00`, phones: `11987654321,${ACRE}` },
			`${FRIDAY}T11:00:00-03:00`,
		],
		[
			'never together',
			{
				hours: { from: '9:00', to: '10:00' },
				at: `${FRIDAY}T09:00:00-03:00`,
				phones: `11987654321,${ACRE}`,
			},
			"There is no time at which all recipients of this item are within 'Sending Hours'",
		],
		[
			'one zone for all',
			{ hours: { timeZone: 'America/Sao_Paulo' }, at: `${FRIDAY}T09:00:00-03:00`, phones: ACRE },
			'now',
		],
		[
			'a zone of another country, with summer time',
			{ hours: { timeZone: 'America/New_York' }, at: '2026-03-06T20:00:00-05:00' },
			'2026-03-09T09:00:00-04:00',
		],
		[
			'an hour that the clock skips',
			{
				hours: { from: '02:30', timeZone: 'America/New_York', weekdays: [7] },
				at: '2026-03-08T01:00:00-05:00',
			},
			'2026-03-08T03:30:00-04:00',
		],
		[
			'over midnight, before it',
			{ hours: { from: '22:00', to: '06:00' }, at: `${FRIDAY}T23:00:00-03:00` },
			'now',
		],
		[
			'over midnight, on the morning after the last day',
			{ hours: { from: '22:00', to: '06:00' }, at: '2026-11-28T05:59:00-03:00' },
			'now',
		],
		[
			'over midnight, the evening after',
			{ hours: { from: '22:00', to: '06:00' }, at: '2026-11-28T23:00:00-03:00' },
			'2026-11-30T22:00:00-03:00',
		],
		['to 24:00', { hours: { to: '24:00' }, at: `${FRIDAY}T23:59:59-03:00` }, 'now'],
		[
			'after 24:00',
			{ hours: { to: '24:00' }, at: '2026-11-28T00:00:00-03:00' },
			'2026-11-30T09:00:00-03:00',
		],
		[
			'the whole day',
			{ hours: { from: '00:00', to: '24:00', weekdays: [5, 6] }, at: '2026-11-28T12:00:00-03:00' },
			'now',
		],
	])('%s', (_, one, expected) => {
		expect(told(one)).toBe(expected);
	});
});

describe('when a run has to stop', () => {
	const closes = (one: Case) => {
		const planned = plan(one);
		const window = planned?.kind === 'draft' ? planned.window : undefined;
		return window && [new Date(window.closes).toISOString(), window.reopens];
	};

	it('at the end of the hours, of the recipient where they end first', () => {
		expect(closes({ at: `${FRIDAY}T12:00:00-03:00`, phones: `${ACRE},11987654321` })).toEqual([
			`${FRIDAY}T23:00:00.000Z`,
			'2026-11-30T09:00:00-05:00',
		]);
	});

	it('not at midnight, if the hours go on', () => {
		const hours = { from: '00:00', to: '24:00', weekdays: [5, 6] };
		expect(closes({ hours, at: `${FRIDAY}T12:00:00-03:00` })).toEqual([
			'2026-11-29T03:00:00.000Z',
			'2026-12-04T00:00:00-03:00',
		]);
	});
});

describe('the option', () => {
	const read = (sendingHours: unknown) => {
		const now = Date.parse(`${FRIDAY}T12:00:00-03:00`);
		return prepare([request(0, { phones: '11987654321', options: { sendingHours } })], sms, now)
			.planned[0];
	};

	test.each([
		['9', '20'],
		['9h', '20h'],
		['9h00', '20h30'],
		[' 09:00 ', '20:00:00'],
		[9, 20],
	])('reads times like %j and %j', (from, to) => {
		expect(read({ window: { from, to } })).toMatchObject({ kind: 'draft' });
	});

	test.each([[['5']], ['1,5'], [5], ['5']])('reads weekdays like %j', (weekdays) => {
		const window = { from: '9:00', to: '20:00', weekdays };
		expect(read({ window })).toMatchObject({ kind: 'draft' });
	});

	test.each<[option: unknown, message: string]>([
		[{}, "'Sending Hours' is set and holds no hours"],
		[null, "'Sending Hours' is set and holds no hours"],
		['9-20', "'Sending Hours' is set and holds no hours"],
		[
			{ window: { from: '', to: '20:00' } },
			"'Sending Hours' → 'From' is no time of the day: it is empty",
		],
		[
			{ window: { from: '24:00', to: '20:00' } },
			"'Sending Hours' → 'From' is no time of the day: it is \"24:00\"",
		],
		[
			{ window: { from: '9:00 AM', to: '20:00' } },
			"'Sending Hours' → 'From' is no time of the day: it is \"9:00 AM\"",
		],
		[
			{ window: { from: '09:60', to: '20:00' } },
			"'Sending Hours' → 'From' is no time of the day: it is \"09:60\"",
		],
		[
			{ window: { from: '09:00', to: '24:01' } },
			"'Sending Hours' → 'To' is no time of the day: it is \"24:01\"",
		],
		[
			{ window: { from: '09:00', to: {} } },
			"'Sending Hours' → 'To' is no time of the day: it is no text",
		],
		[{ window: { from: '09:00', to: '9' } }, "'Sending Hours' begins and ends at the same time"],
		[
			{ window: { from: '09:00', to: '20:00', weekdays: [] } },
			"'Sending Hours' → 'Weekdays' holds no weekday, or something that is none",
		],
		[
			{ window: { from: '09:00', to: '20:00', weekdays: '' } },
			"'Sending Hours' → 'Weekdays' holds no weekday, or something that is none",
		],
		[
			{ window: { from: '09:00', to: '20:00', weekdays: [0] } },
			"'Sending Hours' → 'Weekdays' holds no weekday, or something that is none",
		],
		[
			{ window: { from: '09:00', to: '20:00', timeZone: 'Brasília' } },
			"'Sending Hours' → 'Whose Time Zone' has the unknown value \"Brasília\"",
		],
		[
			{ window: { from: '09:00', to: '20:00', outside: 'wait' } },
			"'Sending Hours' is not hours with 'When Outside' as fail or skip",
		],
	])('%j is refused', (option, message) => {
		expect(read(option)).toMatchObject({ kind: 'refusal', parameter: 'Sending Hours', message });
	});

	it('says whose clock shows what, and when to send', () => {
		const one = { at: `${FRIDAY}T19:00:00-03:00`, phones: `11987654321,${ACRE}` };
		expect(plan({ ...one, hours: { to: '18:00' } })).toMatchObject({
			message: "Outside 'Sending Hours': it is Friday 19:00 for 11987654321 (Sao Paulo)",
			remedy: expect.stringContaining('2026-11-30T11:00:00-03:00'),
		});
		const hours = { to: '15:00', timeZone: 'America/Manaus', outside: 'skip' };
		expect(plan({ ...one, hours })).toMatchObject({
			kind: 'skip',
			reason: 'sendingHours',
			message: "Not sent: Outside 'Sending Hours': it is Friday 18:00 in Manaus",
			sendAfter: '2026-11-30T09:00:00-04:00',
		});
	});
});

describe('time zones', () => {
	const AREAS = Array.from({ length: 90 }, (_, n) => String(n + 10)).filter(isAreaCode);
	const hoursBehind = (zone: string) =>
		new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
			.formatToParts(Date.parse('2026-07-01T12:00:00Z'))
			.find(({ type }) => type === 'timeZoneName')?.value;

	it('are known of all 67 area codes', () => {
		expect(AREAS).toHaveLength(67);
		expect(AREAS.filter((area) => timeZonesOf(`${area}987654321`).length === 0)).toEqual([]);
		expect(timeZonesOf('20987654321')).toEqual([]);
	});

	it('have the hours that the platform knows', () => {
		const others = AREAS.map(
			(area) => [area, timeZonesOf(`${area}987654321`).map(hoursBehind)] as const,
		).filter(([, zones]) => zones.join() !== 'GMT-03:00');
		expect(others).toEqual([
			['65', ['GMT-04:00']],
			['66', ['GMT-04:00']],
			['67', ['GMT-04:00']],
			['68', ['GMT-05:00']],
			['69', ['GMT-04:00']],
			['92', ['GMT-04:00']],
			['95', ['GMT-04:00']],
			['97', ['GMT-05:00', 'GMT-04:00']],
		]);
	});
});
