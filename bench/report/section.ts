import type { Goal } from '../goals';
import { table } from './markdown';

/** What one measurement reports. */
export interface Section {
	/** Neighbours of one group share a table and its heading. */
	readonly group: string;
	/** For `--only`. */
	readonly id: string;
	readonly title: string;
	readonly header: readonly string[];
	readonly rows: ReadonlyArray<readonly string[]>;
	readonly goals: readonly Goal[];
	/** What it was measured on: one bench may have been run in several parts. */
	readonly facts?: string;
	/** How many processes wanted a processor in the minute before the bench started. */
	readonly load?: number;
}

/** All sections as Markdown: what they were measured on, then each goal beside its figure. */
export function report(sections: readonly Section[]): string {
	const facts = [...new Set(sections.map((section) => section.facts ?? ''))].join('\n\n');
	const loads = [...new Set(sections.flatMap(({ load }) => load?.toFixed(1) ?? []))];
	const goals = sections.flatMap(({ title, goals: list }) =>
		list.map(({ goal, measured, met }) => [`${title}: ${goal}`, measured, met ? 'yes' : '**no**']),
	);
	const parts = [
		`${facts} Load of the machine before each start: ${loads.join(', ')}.`,
		...(goals.length === 0 ? [] : [`### Goals\n\n${table(['Goal', 'Measured', 'Met'], goals)}`]),
		...grouped(sections).map(({ group, header, rows }) => `### ${group}\n\n${table(header, rows)}`),
	];
	return parts.join('\n\n');
}

function grouped(sections: readonly Section[]) {
	const tables: Array<{ group: string; header: readonly string[]; rows: string[][] }> = [];
	for (const { group, title, header, rows } of sections) {
		const heading = [`**${title}**`, ...header.slice(1).map(() => '')];
		const body = [heading, ...rows.map((cells) => [...cells])];
		const last = tables.at(-1);
		if (last?.group === group) last.rows.push(...body);
		else tables.push({ group, header, rows: body });
	}
	return tables;
}
