import fc from 'fast-check';
import type { OnError } from 'n8n-workflow';

import { faults } from './faults';
import { storeMoods, type StoreMood } from './store';
import { NOBODY, nobodyAt, PEOPLE, somebody, SPELLINGS, type WrittenPhone } from './written';

export type Mode = Extract<
	OnError,
	'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput'
>;

/** One item of the input. */
export interface InputItem {
	readonly text: string;
	readonly phones: readonly WrittenPhone[];
	/** How several phones are written: as a list, or as one text. */
	readonly form: 'list' | 'commas' | 'lines';
	readonly key: string | number;
}

/** What the node's parameters say. */
export interface Settings {
	readonly grouping: 'perItem' | 'perMessage';
	readonly onError: Mode;
	readonly unknownOutcome: 'hold' | 'resend';
	readonly invalidPhones: 'failIfNone' | 'failIfAny' | 'skip';
	readonly flash: boolean;
	readonly keyed: boolean;
	/** The message holds the time, so that each try yields another text. */
	readonly timed: boolean;
	readonly optOuts: readonly WrittenPhone[];
	readonly parallelRequests: number;
	readonly maxTries: number;
	readonly retryOnFail: boolean;
}

/** A change to the saved workflow before a retry. */
export type Edit =
	| { readonly change: 'phones'; readonly item: number; readonly phones: readonly WrittenPhone[] }
	| { readonly change: 'text'; readonly item: number; readonly text: string }
	| { readonly change: 'optOut'; readonly phone: WrittenPhone }
	| { readonly change: 'onError'; readonly onError: Mode }
	| { readonly change: 'noCredential' };

interface Circumstances {
	/** What the next requests meet, by name. */
	readonly faults: readonly string[];
	readonly store: StoreMood;
	/** Whether it is done twice at once. */
	readonly twice: boolean;
}

/** How a run ends before its time: by Stop, or with n8n's process; after how many requests. */
export interface BreakOff {
	readonly how: 'stopped' | 'killed';
	readonly after: number;
}

/**
 * Something that a user does. A run `again` is that of an execution which has not ended well, started
 * from the beginning: it knows of it what it has left in the store.
 */
export type Step = Circumstances &
	(
		| {
				readonly act: 'run';
				readonly preview: boolean;
				readonly again: boolean;
				readonly breakOff?: BreakOff;
		  }
		| { readonly act: 'retry'; readonly of: number; readonly edits: readonly Edit[] }
	);

/** One random story of a workflow. */
export interface Scenario {
	readonly settings: Settings;
	readonly items: readonly InputItem[];
	readonly steps: readonly Step[];
}

const phone: fc.Arbitrary<WrittenPhone> = fc.oneof(
	{
		weight: 6,
		arbitrary: fc
			.tuple(fc.nat(PEOPLE - 1), fc.nat(SPELLINGS - 1))
			.map(([person, spelling]) => somebody(person, spelling)),
	},
	{ weight: 1, arbitrary: fc.nat(NOBODY - 1).map(nobodyAt) },
);
const phones = fc.array(phone, { minLength: 1, maxLength: 3 });

const text = fc.oneof(
	{ weight: 12, arbitrary: fc.constantFrom('Oi', 'Pedido pago', `Longa ${'x'.repeat(200)}`) },
	// With Flash, a link is refused; without it, nothing is wrong with it.
	{ weight: 1, arbitrary: fc.constantFrom('Veja https://example.com/a', '', 'x'.repeat(1_601)) },
);

const key = fc.constantFrom<Array<string | number>>(
	'order-1',
	'order-1',
	'order-2',
	'order-2',
	' order-1 ',
	7,
	'7',
	'ação 🎉',
	'',
	' ',
	'retry of execution 1',
);

const item: fc.Arbitrary<InputItem> = fc.record({
	text,
	phones,
	form: fc.constantFrom('list', 'commas', 'lines'),
	key,
});

const mode = fc.constantFrom<Mode[]>(
	'stopWorkflow',
	'stopWorkflow',
	'stopWorkflow',
	'continueRegularOutput',
	'continueErrorOutput',
);

const settings: fc.Arbitrary<Settings> = fc
	.record({
		grouping: fc.constantFrom<Array<Settings['grouping']>>('perItem', 'perItem', 'perMessage'),
		onError: mode,
		unknownOutcome: fc.constantFrom<Array<Settings['unknownOutcome']>>('hold', 'hold', 'resend'),
		invalidPhones: fc.constantFrom<Array<Settings['invalidPhones']>>(
			'skip',
			'failIfNone',
			'failIfAny',
		),
		flash: fc.boolean(),
		keyed: fc.boolean(),
		timed: fc.boolean(),
		optOuts: fc.oneof(
			{ weight: 3, arbitrary: fc.constant([]) },
			{ weight: 1, arbitrary: fc.array(phone.filter(({ national }) => national !== undefined)) },
		),
		parallelRequests: fc.constantFrom(1, 2, 100),
		maxTries: fc.constantFrom(1, 2, 3),
		retryOnFail: fc.boolean(),
	})
	// Items with other texts share no campaign, so what is due to whom could not be told by the text.
	.map((all) => ({ ...all, timed: all.timed && all.grouping === 'perItem' }));

const fault = fc.oneof(
	{ weight: 6, arbitrary: fc.constantFrom('accepted', 'accepted', '402', 'reset after') },
	{
		weight: 4,
		arbitrary: fc.constantFrom(...Object.keys(faults).filter((name) => !faults[name]?.slow)),
	},
);
const slowFault = fc.constantFrom(...Object.keys(faults).filter((name) => faults[name]?.slow));
const manyFaults = fc.oneof(
	{ weight: 12, arbitrary: fc.array(fault, { maxLength: 6 }) },
	{ weight: 1, arbitrary: fc.tuple(fault, slowFault) },
);

const otherPhones: fc.Arbitrary<Edit> = fc.record({
	change: fc.constant('phones' as const),
	item: fc.nat(2),
	phones,
});
const edit: fc.Arbitrary<Edit> = fc.oneof(
	{ weight: 3, arbitrary: otherPhones },
	fc.record({ change: fc.constant('text' as const), item: fc.nat(4), text }),
	fc.record({
		change: fc.constant('optOut' as const),
		phone: phone.filter(({ national }) => national !== undefined),
	}),
	fc.record({ change: fc.constant('onError' as const), onError: mode }),
	fc.record({ change: fc.constant('noCredential' as const) }),
);

const circumstances = {
	faults: manyFaults,
	store: fc.oneof(
		{ weight: 4, arbitrary: fc.constant<StoreMood>('well') },
		{ weight: 1, arbitrary: fc.constantFrom(...storeMoods) },
	),
	twice: fc.oneof(
		{ weight: 4, arbitrary: fc.constant(false) },
		{ weight: 1, arbitrary: fc.constant(true) },
	),
};

const breakOff: fc.Arbitrary<BreakOff> = fc.record({
	how: fc.constantFrom('stopped', 'killed'),
	after: fc.nat(3),
});
const run: fc.Arbitrary<Step> = fc.record(
	{
		...circumstances,
		act: fc.constant('run' as const),
		preview: fc.boolean(),
		again: fc.boolean(),
		breakOff,
	},
	{ requiredKeys: ['act', 'faults', 'store', 'twice', 'preview', 'again'] },
);
const retry: fc.Arbitrary<Step> = fc.record({
	...circumstances,
	act: fc.constant('retry' as const),
	of: fc.nat(2),
	edits: fc.oneof(
		{ weight: 1, arbitrary: fc.constant([]) },
		{ weight: 1, arbitrary: fc.array(edit, { minLength: 1, maxLength: 2 }) },
	),
});
const more = fc.oneof({ weight: 3, arbitrary: retry }, { weight: 1, arbitrary: run });

/** Any story: a first run, then retries and more runs. */
const anyStory: fc.Arbitrary<Scenario> = fc.record({
	settings,
	items: fc.array(item, { minLength: 1, maxLength: 5 }),
	steps: fc
		.tuple(run, fc.array(more, { maxLength: 4 }))
		.map(([first, others]) => [first, ...others]),
});

/** An item is refused after another one was sent; a retry has other phones, and two items share a key. */
const editedKeys: fc.Arbitrary<Scenario> = fc.record({
	settings: settings.map((all) => ({
		...all,
		grouping: 'perItem' as const,
		onError: 'stopWorkflow' as const,
		invalidPhones: 'skip' as const,
		keyed: true,
		retryOnFail: false,
		optOuts: [],
	})),
	items: fc.array(
		item.map((one) => ({ ...one, text: 'Oi', key: one.form === 'list' ? 'order-2' : 'order-1' })),
		{ minLength: 2, maxLength: 4 },
	),
	steps: fc
		.tuple(
			fc.constantFrom(['accepted', '402'], ['reset after', '402'], ['402']),
			otherPhones,
			fc.array(more, { maxLength: 2 }),
		)
		.map(([faults, edit, others]): Step[] => [
			{ act: 'run', preview: false, again: false, faults, store: 'well', twice: false },
			{ act: 'retry', of: 0, edits: [edit], faults: [], store: 'well', twice: false },
			...others,
		]),
});

const CALM = { faults: [], store: 'well', twice: false } as const;
const CORRECTION: Edit = { change: 'phones', item: 0, phones: [somebody(0, 0)] };

/** An item is refused, then corrected; of the first execution, another retry knows nothing of that. */
const corrected: fc.Arbitrary<Scenario> = fc.record({
	settings: settings.map((all) => ({
		...all,
		grouping: 'perItem' as const,
		onError: 'stopWorkflow' as const,
		invalidPhones: 'failIfAny' as const,
		keyed: false,
		optOuts: [],
	})),
	items: fc.array(item, { minLength: 1, maxLength: 3 }).map((items) =>
		items.map((one, at) => ({
			...one,
			text: 'Oi',
			phones: [at === 0 ? nobodyAt(at) : somebody(at, 0)],
		})),
	),
	steps: fc.constantFrom<Edit[][]>([], [{ change: 'noCredential' }]).map((edits): Step[] => [
		{ act: 'run', preview: false, again: false, ...CALM },
		{ act: 'retry', of: 0, edits: [CORRECTION], ...CALM },
		{ act: 'retry', of: 0, edits, ...CALM },
	]),
});

/** A run is broken off and started again; some of its items have a key, so its waves are small. */
const brokenOff: fc.Arbitrary<Scenario> = fc
	.record({
		settings: settings.map((all) => ({
			...all,
			keyed: true,
			timed: false,
			retryOnFail: false,
			invalidPhones: 'skip' as const,
			parallelRequests: 2,
		})),
		items: fc.array(
			item.map((one) => ({ ...one, text: 'Oi' })),
			{ minLength: 2, maxLength: 5 },
		),
		copies: fc.oneof(
			{ weight: 5, arbitrary: fc.constant(1) },
			{ weight: 1, arbitrary: fc.integer({ min: 40, max: 60 }) },
		),
		steps: fc.tuple(fc.array(fault, { maxLength: 2 }), breakOff, fc.array(more, { maxLength: 2 })),
	})
	.map(({ copies, items, steps: [faults, { how, after }, others], ...rest }) => ({
		...rest,
		items: Array.from({ length: copies }, (_, copy) =>
			items.map((one) => copied(one, copy)),
		).flat(),
		steps: [
			{
				act: 'run',
				preview: false,
				again: false,
				faults,
				store: 'well',
				twice: false,
				breakOff: { how, after: copies === 1 ? after : copies * (after + 1) },
			},
			{ act: 'run', preview: false, again: true, faults: [], store: 'well', twice: false },
			...others,
		],
	}));

function copied(one: InputItem, copy: number): InputItem {
	const key = String(one.key).trim();
	return copy === 0 || key === '' ? one : { ...one, key: `${key} ${copy}` };
}

/** Stories of a workflow. */
export const scenarios: fc.Arbitrary<Scenario> = fc.oneof(
	{ weight: 10, arbitrary: anyStory },
	{ weight: 1, arbitrary: editedKeys },
	{ weight: 1, arbitrary: corrected },
	{ weight: 2, arbitrary: brokenOff },
);
