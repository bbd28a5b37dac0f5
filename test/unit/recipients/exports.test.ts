import { parseDoNotSend, planRecipients } from '../../../nodes/LigueLead/recipients';
import { exportedCells, type Cell } from './exports';

const cells = exportedCells(150);
const plan = (text: string) =>
	planRecipients(text, { addNinthDigit: true, doNotSend: new Set() }).phones;

test('of thousands of exported cells none reaches a wrong person', () => {
	expect(cells.length).toBeGreaterThan(4000);
	const wrong = cells.filter(({ text, mobiles }) => plan(text).some((to) => !mobiles.includes(to)));
	expect(wrong).toEqual([]);
});

test('fewer than 0.5 % of the valid mobiles in them are refused', () => {
	const valid = cells.flatMap(({ mobiles }) => mobiles).length;
	const refused = cells.filter(({ text, mobiles }) => {
		const phones = plan(text);
		return mobiles.some((phone) => !phones.includes(phone));
	});
	expect(refused.length / valid).toBeLessThan(0.005);
});

test('as opt-outs all of them block whom they name, or stop the item', () => {
	const leaks = cells.filter(({ text, mobiles }) => {
		const { phones, unreadable } = parseDoNotSend(text);
		return unreadable.length === 0 && mobiles.some((phone) => !phones.has(phone));
	});
	expect(leaks).toEqual([]);
});

test('few of them stop the item: those with other numbers beside the phone', () => {
	const stopped = cells.filter(({ text }) => parseDoNotSend(text).unreadable.length > 0);
	const unexpected = stopped.filter(({ others }) => others.length === 0);
	expect(unexpected.map(({ text }) => text)).toEqual([]);
});

// Processor time, so that other processes do not count; the best of a few rounds.
function timePerPhone(shape: readonly Cell[]): number {
	const texts = shape.map(({ text }) => text);
	const rounds = Array.from({ length: 7 }, () => {
		const start = process.cpuUsage();
		planRecipients(texts, { addNinthDigit: true, doNotSend: new Set() });
		return process.cpuUsage(start).user;
	});
	const phones = shape.reduce((sum, { mobiles }) => sum + Math.max(1, mobiles.length), 0);
	return Math.min(...rounds) / phones;
}

const many = exportedCells(1000);
const shapes = [...new Set(many.map(({ shape }) => shape))];
const plain = many.filter(({ shape }) => shape === 'RD Station');

// How many a second there are, the bench says: npm run bench -- --only phones.
test.each(shapes)('%s takes at most eight times as long as a plain phone', (name) => {
	const cells = many.filter(({ shape }) => shape === name);
	const ratio = () => timePerPhone(cells) / timePerPhone(plain);
	const best = Math.min(ratio(), ratio(), ratio());
	expect(best).toBeLessThan(8);
});
