import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const README = join(__dirname, '..', 'README.md');
const BEGIN = '<!-- report: begin -->';
const END = '<!-- report: end -->';

/**
 * Replaces what stands between the markers in bench/README.md.
 *
 * @returns the file's path within the repository
 * @throws Error when the file lacks a marker
 */
export function pasteReport(report: string): string {
	const text = readFileSync(README, 'utf8');
	const begin = text.indexOf(BEGIN);
	const end = text.indexOf(END);
	if (begin < 0 || end < begin) throw new Error(`bench/README.md lacks ${BEGIN} or ${END}`);
	const before = text.slice(0, begin + BEGIN.length);
	writeFileSync(README, `${before}\n\n${report}\n\n${text.slice(end)}`);
	return 'bench/README.md';
}
