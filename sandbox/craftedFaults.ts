import type { CraftedForm } from './fate';

/** A fault that no special number provokes: an answer that is hard to read, or that misleads. */
export interface CraftedFault {
	fault: string;
	effect: string;
	form: CraftedForm;
	/** Unless the rule says otherwise. */
	accepted: boolean;
	/** Unless the rule names another. */
	status: number;
	size?: Size;
	/** Whether the campaign gets the id of the one accepted before it. */
	sameId?: true;
}

/** What a rule's `size` means for a fault. */
export interface Size {
	unit: string;
	standard: number;
	/** Keeps the sandbox's memory and its bandwidth within reason. */
	most: number;
}

const megabytes: Size = { unit: 'MB', standard: 100, most: 1000 };

const table = [
	{
		fault: 'deep-answer',
		effect: 'An answer of objects and lists, one in the other',
		form: 'deep',
		accepted: true,
		status: 202,
		size: { unit: 'levels', standard: 5000, most: 1_000_000 },
	},
	{
		fault: 'control-characters',
		effect: 'A long body of the control character U+0001',
		form: 'control-characters',
		accepted: true,
		status: 202,
		size: megabytes,
	},
	{
		fault: 'control-characters-gzip',
		effect: 'The same, gzipped to a thousandth',
		form: 'gzipped-control-characters',
		accepted: true,
		status: 202,
		size: megabytes,
	},
	{
		fault: 'drip',
		effect: 'Headers at once, then one byte after the other until the client leaves',
		form: 'drip',
		accepted: true,
		status: 202,
		size: { unit: 'ms between bytes', standard: 200, most: 60_000 },
	},
	{
		fault: 'switching-protocols',
		effect: '101 Switching Protocols, then silence',
		form: 'silence',
		accepted: true,
		status: 101,
	},
	{
		fault: 'http-303-after',
		effect: 'Accepted, then 303 to another path',
		form: 'redirect',
		accepted: true,
		status: 303,
	},
	{
		fault: 'refusal-with-id',
		effect: 'A refusal that names a campaign id',
		form: 'refusal-with-id',
		accepted: true,
		status: 409,
	},
	{
		fault: 'same-id',
		effect: 'Accepted with the id of the campaign before it',
		form: 'accepted-body',
		accepted: true,
		status: 202,
		sameId: true,
	},
	{
		fault: 'title-page',
		effect: 'A page of nothing but <title',
		form: 'titles',
		accepted: false,
		status: 502,
		size: { unit: 'kB', standard: 100, most: 10_000 },
	},
	{
		fault: 'reflect-headers',
		effect: 'A page that shows the request’s headers, token included, in four encodings',
		form: 'reflect-page',
		accepted: false,
		status: 502,
	},
	{
		fault: 'reflect-headers-json',
		effect: 'The same as the text of a JSON refusal',
		form: 'reflect-json',
		accepted: false,
		status: 400,
	},
] as const satisfies readonly CraftedFault[];

export type CraftedName = (typeof table)[number]['fault'];

export const craftedFaults: readonly (CraftedFault & { fault: CraftedName })[] = table;

/** Crafted fault by its name. */
export const craftedByName: ReadonlyMap<string, CraftedFault> = new Map(
	table.map((crafted) => [crafted.fault, crafted]),
);

/** The crafted faults as a Markdown table, for documentation. */
export function craftedFaultsTable(): string {
	const rows = table.map(({ fault, effect, status, accepted, ...crafted }) => {
		const size = 'size' in crafted ? `${crafted.size.standard} ${crafted.size.unit}` : '';
		return `| \`${fault}\` | ${effect.replaceAll('<', '\\<')} | ${status} | ${size} | ${accepted ? 'yes' : 'no'} |`;
	});
	return [
		'| Fault | What comes back | `status` | `size` | Queued |',
		'| --- | --- | --- | --- | --- |',
		...rows,
	].join('\n');
}
