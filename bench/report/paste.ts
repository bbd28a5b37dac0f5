import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { report } from './section';
import type { Section } from './section';

const README = join(__dirname, '..', 'README.md');
const KEPT = join(__dirname, '..', 'report.json');
const BEGIN = '<!-- report: begin -->';
const END = '<!-- report: end -->';

/**
 * Keeps sections in bench/report.json in place of those with the same id, and writes the report of all
 * that are kept between the markers of bench/README.md.
 *
 * @param order ids, in the order of the report
 * @returns the file's path within the repository
 * @throws Error when the file lacks a marker
 */
export function pasteReport(sections: readonly Section[], order: readonly string[]): string {
	const known: Section[] = existsSync(KEPT) ? JSON.parse(readFileSync(KEPT, 'utf8')) : [];
	const measured = new Set(sections.map(({ id }) => id));
	const all = [...known.filter(({ id }) => !measured.has(id)), ...sections];
	const kept = order.flatMap((wanted) => all.filter(({ id }) => id === wanted));
	writeFileSync(KEPT, `${JSON.stringify(kept, null, '\t')}\n`);
	const text = readFileSync(README, 'utf8');
	const begin = text.indexOf(BEGIN);
	const end = text.indexOf(END);
	if (begin < 0 || end < begin) throw new Error(`bench/README.md lacks ${BEGIN} or ${END}`);
	const before = text.slice(0, begin + BEGIN.length);
	writeFileSync(README, `${before}\n\n${report(kept)}\n\n${text.slice(end)}`);
	return 'bench/README.md';
}
