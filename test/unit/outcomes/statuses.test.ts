import { judge } from '../../../nodes/LigueLead/outcomes';
import { STATUSES, verdictOn } from '../../../nodes/LigueLead/outcomes/statuses';

const outcomeOf = (status: number, body: unknown = '') =>
	judge({ kind: 'response', response: { status, headers: {}, body } }, 0).outcome;

// Written down a second time: a row that changes sides has to be changed here, too.
const REFUSED = [
	301, 302, 307, 308, 400, 401, 402, 403, 404, 405, 407, 410, 411, 412, 413, 414, 415, 417, 421,
	422, 425, 426, 428, 431, 451, 463, 464, 494, 495, 496, 497,
];

describe('the table of statuses', () => {
	it.each(Object.entries(STATUSES))('%s: %j', (status, { outcome, why }) => {
		const expected = REFUSED.includes(Number(status)) ? 'rejected' : 'unknown';
		expect(outcome).toBe(Number(status) === 429 ? 'throttled' : expected);
		expect(outcomeOf(Number(status))).toBe(outcome);
		expect(why).not.toBe('');
	});

	it('holds nothing safe beside the refusals, whatever the status', () => {
		const all = Array.from({ length: 1_100 }, (_, status) => status - 50);
		const safe = all.filter((status) => verdictOn(status).outcome !== 'unknown');
		expect(safe).toEqual([...REFUSED, 429].sort((a, b) => a - b));
		expect([NaN, 418.5, Infinity, -Infinity].map((status) => verdictOn(status).outcome)).toEqual(
			Array(4).fill('unknown'),
		);
	});

	it.each([
		['101 that ends the exchange', 101],
		['nginx: the caller went away', 499],
		['AWS: the caller went away', 460],
		['a POST that was carried out', 303],
		['Cloudflare: the origin answered oddly', 520],
		['Cloudflare: the origin took too long', 524],
		['AWS: the identity provider', 561],
	])('%s is unknown: %i', (_, status) => {
		expect(outcomeOf(status)).toBe('unknown');
	});

	it('calls nothing safe that names a campaign', () => {
		const body = { data: { campaign_id: 'c1' } };
		expect([...REFUSED, 429].map((status) => outcomeOf(status, body))).toEqual(
			Array(REFUSED.length + 1).fill('unknown'),
		);
	});
});
