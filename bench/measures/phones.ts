import { planRecipients } from '../../nodes/LigueLead/recipients';
import type { Log } from '../log';
import { number } from '../report/markdown';
import type { Section } from '../report/section';
import { median } from '../statistics';

const PHONES = 20_000;
const ROUNDS = 9;

const digits = (index: number) => String(91_000_000 + index);

const WRITINGS: Record<string, (index: number) => unknown> = {
	'11 digits': (index) => `219${digits(index)}`,
	'a number, not text': (index) => Number(`219${digits(index)}`),
	'(21) 99100-0000': (index) => `(21) 9${digits(index).slice(0, 4)}-${digits(index).slice(4)}`,
	'+55 21 99100-0000': (index) => `+55 21 9${digits(index).slice(0, 4)}-${digits(index).slice(4)}`,
	'landlines, refused': (index) => `21 3${digits(index).slice(1, 4)}-${digits(index).slice(4)}`,
};

/** How many phones a second become recipients, by the way they are written. */
export function measurePhones(log: Log): Section {
	const lists = Object.entries(WRITINGS).map(([name, write]) => ({
		name,
		list: Array.from({ length: PHONES }, (_, index) => write(index)),
		rates: [] as number[],
	}));
	for (let round = -1; round < ROUNDS; round++) {
		for (const { list, rates } of lists) {
			const started = performance.now();
			planRecipients(list, { addNinthDigit: false, doNotSend: new Set() });
			const rate = (1000 * PHONES) / (performance.now() - started);
			if (round >= 0) rates.push(rate);
		}
	}
	log(`    ${lists.map(({ rates }) => number(median(rates), 0)).join(', ')} a second`);
	return {
		group: 'Phones',
		id: 'phones',
		title: `${number(PHONES, 0)} phones in a list, median of ${ROUNDS}, in Node ${process.versions.node}`,
		header: ['Written as', 'Phones a second'],
		rows: lists.map(({ name, rates }) => [name, number(median(rates), 0)]),
		goals: [],
	};
}
