import { createDispatcher } from '../nodes/LigueLead/api/dispatch';
import type { Campaign } from '../nodes/LigueLead/campaigns';
import type { Failed, Outcome } from '../nodes/LigueLead/outcomes';
import {
	maxTries,
	parallelRequests,
	runLimit,
	timeout,
} from '../nodes/LigueLead/resources/run/optionFields';
import { FakeClock } from '../test/support/fakeClock';
import { table } from './table';

const TIMEOUT = Number(timeout.default);
const RUN_LIMIT = Number(runLimit.default) * 60_000;
const QUICK = 80;

/** What becomes of a request, and how many milliseconds it takes. */
interface Reply {
	readonly outcome: Failed['outcome'] | 'accepted';
	readonly took: number;
	/** Milliseconds that LigueLead asks to wait. */
	readonly asksFor?: number;
}

interface Case {
	readonly what: string;
	readonly items: number;
	/** Whether the workflow stops on failure. */
	readonly stops: boolean;
	/** Takes the number of the request in its run, from 0. */
	reply(request: number): Reply;
	readonly then: string;
}

const quick = (outcome: Reply['outcome'], asksFor?: number) => (): Reply => ({
	outcome,
	took: QUICK,
	...(asksFor !== undefined && { asksFor }),
});
const never = (): Reply => ({ outcome: 'unknown', took: TIMEOUT });

const CASES: readonly Case[] = [
	{
		what: 'LigueLead takes everything, each request in 80 ms',
		items: 10_000,
		stops: true,
		reply: quick('accepted'),
		then: 'accepted',
	},
	{
		what: 'LigueLead never answers',
		items: 1,
		stops: true,
		reply: never,
		then: 'unknown',
	},
	{
		what: 'LigueLead never answers; the workflow stops on failure',
		items: 10_000,
		stops: true,
		reply: never,
		then: 'unknown, the rest not sent',
	},
	{
		what: 'LigueLead never answers; the workflow continues',
		items: 10_000,
		stops: false,
		reply: never,
		then: 'all unknown',
	},
	{
		what: 'LigueLead cannot be reached',
		items: 1,
		stops: true,
		reply: quick('unreachable'),
		then: 'unreachable',
	},
	{
		what: 'LigueLead answers 429 and asks to wait a minute, each time',
		items: 1,
		stops: true,
		reply: quick('throttled', 60_000),
		then: 'throttled',
	},
	{
		what: 'The same; the workflow continues',
		items: 10_000,
		stops: false,
		reply: quick('throttled', 60_000),
		then: 'all throttled',
	},
	{
		what: 'LigueLead takes one request in a hundred and answers 429 to the others, wait a minute; the workflow continues',
		items: 10_000,
		stops: false,
		reply: (request) => (request % 100 === 0 ? quick('accepted')() : quick('throttled', 60_000)()),
		then: 'the run limit ends it: the rest is not sent',
	},
];

/**
 * How long a run takes at most, in a table: the real dispatcher with the default options, on a clock on
 * which waiting takes no time. Chance is at its worst. Time of the processor is not in it.
 */
export async function durationTable(): Promise<string> {
	const rows: string[][] = [];
	for (const one of CASES) {
		const took = describe(await run(one));
		rows.push([one.what, one.items.toLocaleString('en-US'), took, one.then]);
	}
	return table(['What happens', 'Items', 'The run takes at most', 'Outcome'], rows);
}

async function run({ items, stops, reply }: Case): Promise<number> {
	const clock = new FakeClock();
	clock.chance = 1;
	const start = clock.now();
	let requests = 0;
	const post = async (): Promise<Outcome> => {
		const { outcome, took, asksFor } = reply(requests++);
		await clock.sleep(took);
		if (outcome === 'accepted') return { outcome, campaignId: String(requests), answer: {} };
		const retryAt = asksFor === undefined ? {} : { retryAt: clock.now() + asksFor };
		const details = { outcome, safe_to_send_again: outcome !== 'unknown' };
		return { outcome, message: '', remedy: '', details, ...retryAt };
	};
	const dispatcher = createDispatcher(
		{
			parallelRequests: Number(parallelRequests.default),
			maxTries: Number(maxTries.default),
			stopOnFailure: stops,
			endAt: start + RUN_LIMIT,
		},
		post,
		clock,
	);
	await clock.run(dispatcher.send(Array.from({ length: items }, () => CAMPAIGN)));
	return clock.now() - start;
}

const CAMPAIGN: Campaign = {
	content: { path: '/sms', body: {}, text: '', preview: {}, creditsPerRecipient: 1 },
	contentKey: '',
	items: [0],
	phones: ['11987654321'],
};

function describe(milliseconds: number): string {
	const seconds = milliseconds / 1_000;
	return seconds < 100 ? `${Math.ceil(seconds)} s` : `${Math.round(seconds / 60)} min`;
}
