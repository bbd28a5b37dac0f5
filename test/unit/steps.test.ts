import {
	planCampaignsSteps,
	prepareSteps,
	readResultsSteps,
} from '../../nodes/LigueLead/campaigns';
import { parseDoNotSendSteps, planRecipientsSteps } from '../../nodes/LigueLead/recipients';
import { sms } from '../../nodes/LigueLead/resources/sms/channel';
import { finish, mapInSteps, type Steps } from '../../nodes/LigueLead/steps';
import { request } from './campaigns/support';

const COUNT = 10_000;
/** Of milliseconds of processor time: one step of them all takes more than 80. */
const LONGEST = 50;

const written = (index: number) => `(21) 9${1000 + (index % 9000)}-${1000 + ((index * 7) % 9000)}`;
const list = Array.from({ length: COUNT }, (_, index) => written(index));
const options = { addNinthDigit: false, doNotSend: new Set<string>() };

/** Processor time in ms of the longest step; the pauses of the machine do not count. */
function longestStep(steps: Steps<unknown>): number {
	let longest = 0;
	for (;;) {
		const [started, before] = [performance.now(), process.cpuUsage()];
		const { done } = steps.next();
		if (performance.now() - started > longest) {
			const { user, system } = process.cpuUsage(before);
			longest = Math.max(longest, (user + system) / 1000);
		}
		if (done === true) return longest;
	}
}

test('all steps in one go have the result of the last one', () => {
	expect(finish(mapInSteps([1, 2, 3], (one, index) => one * 10 + index))).toEqual([10, 21, 32]);
});

test('a step that throws ends the work', () => {
	const broken = mapInSteps([1], () => {
		throw new RangeError('no');
	});
	expect(() => finish(broken)).toThrow(RangeError);
});

describe('no step of a long list takes long', () => {
	test.each<[string, () => Steps<unknown>]>([
		['phones in a list', () => planRecipientsSteps(list, options)],
		['phones in a text, with commas', () => planRecipientsSteps(list.join(', '), options)],
		['phones in a text, on lines', () => planRecipientsSteps(list.join('\n'), options)],
		['phones in a text, with spaces', () => planRecipientsSteps(list.join(' '), options)],
		['opt-outs in a list', () => parseDoNotSendSteps(list)],
		['opt-outs in a text', () => parseDoNotSendSteps(list.join(', '))],
		['opt-outs with names', () => parseDoNotSendSteps(list.map((one) => `Ana ${one}`))],
		[
			'items',
			() =>
				prepareSteps(
					list.map((phones, item) => request(item, { phones })),
					sms,
					0,
				),
		],
	])('%s', (_, work) => {
		expect(Math.min(...[1, 2].map(() => longestStep(work())))).toBeLessThan(LONGEST);
	});
});

test.each(['perItem', 'perMessage'] as const)('campaigns and results, %s', (mode) => {
	const requests = list.map((phones, item) => request(item, { phones }));
	const { drafts } = finish(prepareSteps(requests, sms, 0));
	const plan = finish(planCampaignsSteps(drafts, mode));
	expect(longestStep(planCampaignsSteps(drafts, mode))).toBeLessThan(LONGEST);
	expect(Math.min(...[1, 2].map(() => longestStep(readResultsSteps(plan, []))))).toBeLessThan(
		LONGEST,
	);
});
