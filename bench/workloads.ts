import {
	bareLoop,
	BATCH_SIZES,
	floor,
	httpRequest,
	ONE_LIST,
	ONE_MESSAGE,
	PERSONALISED,
	splitOutAndHttpRequest,
	thisNode,
} from './contenders';
import type { Contender, Texts } from './contenders';
import type { Goal } from './goals';
import { atLeast, atMost } from './goals';
import type { Load } from './run';
import { DEFAULT_PARALLEL } from './nodeDefaults';
import type { Series } from './rounds';
import type { Stand } from './stand';

/** Recipients of one campaign. */
export const MAX_RECIPIENTS = 10_000;

/** Contenders that do the same work. The first is this node as a user finds it. */
export interface Workload {
	/** For `--only`. */
	readonly id: string;
	readonly title: string;
	readonly load: Load;
	readonly rounds: number;
	contenders(stand: Stand): Contender[];
	/** Variants of which only the one that is quickest with a thousand items takes part. */
	variants?(stand: Stand): Contender[];
	goals(series: readonly Series[]): Goal[];
}

/** All workloads, or fewer and smaller ones for a quick look. */
export function workloads(quick: boolean): Workload[] {
	const rounds = quick ? 3 : 5;
	const large = quick ? 1_000 : 10_000;
	return [
		personalised(1_000, 0, rounds),
		personalised(1_000, 80, rounds),
		...(quick ? [] : [personalised(10_000, 0, 3), personalised(10_000, 80, 3)]),
		oneMessage(large, 3),
		...(quick ? [] : [oneMessage(100_000, 1)]),
		oneList(large, 3),
	];
}

function batched(stand: Stand, texts: Texts): Contender[] {
	return BATCH_SIZES.map((size) => httpRequest(stand, texts, size));
}

function personalised(items: number, latency: number, rounds: number): Workload {
	const wanted = latency === 0 ? 2 : 1.6;
	return {
		id: `personalised-${items}-${latency}ms`,
		title: `${count(items)} personalised messages, ${latency} ms latency`,
		load: { items, latency },
		rounds,
		contenders: (stand) => [
			thisNode(PERSONALISED, 'perItem'),
			httpRequest(stand, PERSONALISED),
			floor(DEFAULT_PARALLEL, 1),
			floor(DEFAULT_PARALLEL, 1, PERSONALISED),
			bareLoop(DEFAULT_PARALLEL, 'newConnection'),
			bareLoop(DEFAULT_PARALLEL, 'keepAlive'),
		],
		variants: (stand) => batched(stand, PERSONALISED),
		goals: (series) => [
			atLeast(wanted, "HTTP Request's better setting", series, /^HTTP Request/),
			atMost(1.25, 'the floor in n8n, requests alone', series, /^floor in n8n: requests$/),
			atMost(1.25, 'the floor in n8n, with parameters', series, /^floor .* and parameters$/),
		],
	};
}

function oneMessage(items: number, rounds: number): Workload {
	return {
		id: `one-message-${items}`,
		title: `One message to ${count(items)} items`,
		load: { items, latency: 0 },
		rounds,
		contenders: (stand) => [
			thisNode(ONE_MESSAGE, 'perMessage'),
			httpRequest(stand, ONE_MESSAGE),
			floor(DEFAULT_PARALLEL, MAX_RECIPIENTS),
			floor(DEFAULT_PARALLEL, MAX_RECIPIENTS, ONE_MESSAGE),
		],
		variants: (stand) => batched(stand, ONE_MESSAGE),
		goals: (series) => [
			atLeast(8, "HTTP Request's better setting", series, /^HTTP Request/),
			atMost(1.25, 'the floor in n8n, with parameters', series, /^floor .* and parameters$/),
		],
	};
}

function oneList(items: number, rounds: number): Workload {
	return {
		id: `one-list-${items}`,
		title: `One item with ${count(items)} phones`,
		load: { items, oneItem: true, latency: 0 },
		rounds,
		contenders: (stand) => [
			thisNode(ONE_LIST, 'perItem'),
			splitOutAndHttpRequest(stand, ONE_LIST),
			{ ...httpRequest(stand, ONE_LIST), name: 'HTTP Request, the list unchecked' },
			floor(DEFAULT_PARALLEL, 1, ONE_LIST),
		],
		goals: (series) => [
			atLeast(100, 'Split Out and HTTP Request', series, /^Split Out/),
			atMost(1.25, 'the floor in n8n, with parameters', series, /^floor .* and parameters$/),
		],
	};
}

/** A number with thousands separated. */
export function count(value: number): string {
	return value.toLocaleString('en-US');
}
