import { planRecipients } from '../../nodes/LigueLead/recipients';
import { exportedCells } from '../../test/unit/recipients/exports';
import type { Log } from '../log';
import { number } from '../report/markdown';
import type { Section } from '../report/section';
import { median } from '../statistics';

const LINES = 10_000;
const ROUNDS = 9;
const GOAL = 100_000;

const OPTIONS = { addNinthDigit: true, doNotSend: new Set<string>() };

const digits = (index: number) => String(91_000_000 + index);

const WRITINGS: Record<string, (index: number) => unknown> = {
	'11 digits': (index) => `219${digits(index)}`,
	'a number, not text': (index) => Number(`219${digits(index)}`),
	'(21) 99100-0000': (index) => `(21) 9${digits(index).slice(0, 4)}-${digits(index).slice(4)}`,
	'+55 21 99100-0000': (index) => `+55 21 9${digits(index).slice(0, 4)}-${digits(index).slice(4)}`,
	'landlines, refused': (index) => `21 3${digits(index).slice(1, 4)}-${digits(index).slice(4)}`,
};

/** Lines that are written alike. */
interface Shape {
	readonly name: string;
	readonly lines: readonly unknown[];
}

function plainShapes(): Shape[] {
	return Object.entries(WRITINGS).map(([name, write]) => ({
		name,
		lines: Array.from({ length: LINES }, (_, index) => write(index)),
	}));
}

function exportedShapes(): Shape[] {
	const cells = exportedCells(LINES);
	return [...new Set(cells.map(({ shape }) => shape))].map((name) => ({
		name,
		lines: cells.filter(({ shape }) => shape === name).map(({ text }) => text),
	}));
}

/** How many phones a second are read, landlines included, by the way they are written. */
export function measurePhones(log: Log): Section {
	const shapes = [...plainShapes(), ...exportedShapes()].map((shape) => ({
		...shape,
		rates: [] as number[],
	}));
	for (let round = -1; round < ROUNDS; round++) {
		for (const { lines, rates } of shapes) {
			const started = performance.now();
			const { phones, skipped } = planRecipients(lines, OPTIONS);
			const read = phones.length + skipped.length;
			const rate = (1000 * read) / (performance.now() - started);
			if (round >= 0) rates.push(rate);
		}
	}
	const measured = shapes.map(({ name, rates }) => ({ name, rate: median(rates) }));
	const slowest = Math.min(...measured.map(({ rate }) => rate));
	log(`    ${measured.map(({ rate }) => number(rate, 0)).join(', ')} a second`);
	return {
		group: 'Phones',
		id: 'phones',
		title: `${number(LINES, 0)} lines in a list, median of ${ROUNDS}, in Node ${process.versions.node}`,
		header: ['Written as', 'Phones a second'],
		rows: measured.map(({ name, rate }) => [name, number(rate, 0)]),
		goals: [
			{
				goal: `at least ${number(GOAL, 0)} a second, however they are written`,
				measured: `${number(slowest, 0)} at the slowest`,
				met: slowest >= GOAL,
			},
		],
	};
}
