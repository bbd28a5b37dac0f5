import { readRetryAt } from '../../../nodes/LigueLead/outcomes/retryAfter';

const NOW = Date.UTC(2026, 10, 23, 12);
const seconds = (at: number) => String(at / 1000);

describe('readRetryAt', () => {
	const rows: Array<[reason: string, headers: Record<string, unknown>, after: number | undefined]> =
		[
			['seconds', { 'retry-after': '3' }, 3_000],
			['seconds as a number', { 'retry-after': 3 }, 3_000],
			['seconds in a list, as some agents give headers', { 'retry-after': ['3'] }, 3_000],
			['a fraction', { 'retry-after': ' 0.5 ' }, 500],
			['now', { 'retry-after': '0' }, 0],
			['a date', { 'retry-after': new Date(NOW + 9_000).toUTCString() }, 9_000],
			['a date that is over', { 'retry-after': new Date(NOW - 9_000).toUTCString() }, -9_000],
			[
				'Retry-After before the reset',
				{ 'retry-after': '3', 'x-ratelimit-reset': seconds(NOW + 60_000) },
				3_000,
			],
			['the reset', { 'x-ratelimit-reset': seconds(NOW + 60_000) }, 60_000],
			[
				'the reset if Retry-After is unreadable',
				{ 'retry-after': 'soon', 'x-ratelimit-reset': seconds(NOW + 60_000) },
				60_000,
			],
			['the obsolete form of RFC 850', { 'retry-after': 'Monday, 23-Nov-26 12:00:09 GMT' }, 9_000],
			['the obsolete form of asctime', { 'retry-after': 'Mon Nov 23 12:00:09 2026' }, 9_000],
			['no date, though V8 sees one', { 'retry-after': '-5' }, undefined],
			['no date in words', { 'retry-after': 'soon 7' }, undefined],
			['no other form of date', { 'retry-after': '2026-11-23T12:00:09Z' }, undefined],
			['a day if it is more', { 'retry-after': '9'.repeat(400) }, 86_400_000],
			[
				'a day if the date is later',
				{ 'retry-after': 'Mon, 23 Nov 2099 12:00:09 GMT' },
				86_400_000,
			],
			['a day if the reset is later', { 'x-ratelimit-reset': '9'.repeat(30) }, 86_400_000],
			['no negative reset', { 'x-ratelimit-reset': '-5' }, undefined],
			['no object', { 'retry-after': { toString: 1 } }, undefined],
			['an unreadable reset', { 'x-ratelimit-reset': 'later' }, undefined],
			['an empty reset', { 'x-ratelimit-reset': '' }, undefined],
			['a reset of 0', { 'x-ratelimit-reset': '0' }, undefined],
			['no header', {}, undefined],
		];

	it.each(rows)('reads %s', (_, headers, after) => {
		expect(readRetryAt(headers, NOW)).toBe(after === undefined ? undefined : NOW + after);
	});
});
