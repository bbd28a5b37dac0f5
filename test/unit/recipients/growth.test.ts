import { parseDoNotSend, planRecipients } from '../../../nodes/LigueLead/recipients';

const SHAPES = [
	...[
		'-',
		'(',
		'1',
		'9',
		' ',
		'{',
		'\\',
		'~',
		'1 ',
		'55 ',
		'1,',
		'1-(',
		'o1',
		'1.1',
		'a=',
		'A ',
		'[1,',
		'cpf ',
		'%2',
	],
	...[
		'<a ',
		'<br',
		'&#1',
		'<a href="tel:1">',
		'<a href= ',
		'cpf\n1\n',
		'25/11/2026 ',
		'98765-4321\n',
		'BEGIN:VCARD\n',
		'\nEND:VCARD\nTEL:1\n ',
		'\nitem1.TEL:\n a',
		'\nitem1.NOTE:1\n',
		'\r',
		'11987654321',
	],
	...[
		'11 98765-4321 ',
		'(11) 98765-4321, ',
		'11 98765-4321 ou ',
		'Ana 11 98765-4321; ',
		'+5511987654321',
		'11/',
	],
];
const SMALL = 3_000;
const TIMES = 8;

const readers: Record<string, (text: string) => unknown> = {
	recipients: (text) => planRecipients(text, { addNinthDigit: true, doNotSend: new Set() }),
	'opt-outs': (text) => parseDoNotSend(text),
};

/** Milliseconds of processor time: other processes do not count. */
function cost<Value>(read: (value: Value) => unknown, value: Value): number {
	const rounds = [1, 2].map(() => {
		const before = process.cpuUsage();
		read(value);
		const { user, system } = process.cpuUsage(before);
		return (user + system) / 1000;
	});
	return Math.min(...rounds);
}

describe.each(Object.entries(readers))('%s of eight times the length', (_, read) => {
	test.each(SHAPES.map((shape) => ({ shape })))('$shape take eight times as long', ({ shape }) => {
		const text = (length: number) => shape.repeat(length / shape.length);
		cost(read, text(SMALL));
		const small = cost(read, `1${text(SMALL)}x1`);
		const large = cost(read, `1${text(SMALL * TIMES)}x1`);
		// A quadratic reader takes 64 times as long; the pauses of the machine are given some room.
		expect(large).toBeLessThan(small * TIMES * 3 + 60);
	});
});

test.each(['href= ', 'href="', "href='", 'href="a" ', 'a '])(
	'a tag without an end, of %j, takes linear time',
	(part) => {
		const text = (length: number) => `<a ${part.repeat(length / part.length)}`;
		const small = cost(parseDoNotSend, text(SMALL));
		expect(cost(parseDoNotSend, text(SMALL * TIMES))).toBeLessThan(small * TIMES * 3 + 60);
	},
);

test.each([
	['1 CPF', ' ', 'x:\t11987654321'],
	['1 CPF', ':', 'x:\t11987654321'],
	['1 ', '. ', 'CPF:\t11987654321'],
	['CPF', ' ', 'x 11987654321, 21987654321'],
	['1 CPF:\t', ' ', 'x 11987654321, 21987654321'],
	['CPF\n1 ', ' ', 'x 11987654321'],
	['CPF ', 'cpf ', '11987654321, 21987654321'],
])('%j, many %j and %j take linear time', (before, part, after) => {
	const text = (length: number) => before + part.repeat(length / part.length) + after;
	const plan = readers['recipients'] as (text: string) => unknown;
	cost(plan, text(SMALL));
	const small = cost(plan, text(SMALL));
	expect(cost(plan, text(SMALL * TIMES))).toBeLessThan(small * TIMES * 3 + 60);
});

test('a phone of a megabyte is refused with a reason, and freezes nothing', () => {
	const text = `11 98765-4321${'x'.repeat(1_000_000)}`;
	expect(planRecipients(text, { addNinthDigit: true, doNotSend: new Set() })).toMatchObject({
		phones: [],
		skipped: [{ reason: 'notAPhone' }],
	});
	expect(parseDoNotSend(text).phones).toEqual(new Set(['11987654321']));
});

test('more unreadable entries than a call can have arguments do not throw', () => {
	const entries = Array.from({ length: 130_000 }, () => '98765-4321');
	expect(parseDoNotSend(entries).unreadable).toHaveLength(entries.length);
	expect(parseDoNotSend(entries.join('\n')).unreadable).toHaveLength(entries.length);
});

const lines: Record<string, (index: number) => string> = {
	'11987654321': (index) => `119${81_000_000 + index}`,
	'(11) 98765-4321': (index) => `(11) 9${8100 + (index % 900)}-${1000 + (index % 9000)}`,
	'Ana (11) 98765-4321': (index) => `Ana (11) 9${8100 + (index % 900)}-${1000 + (index % 9000)}`,
};
const forms: Record<string, (list: string[]) => unknown> = {
	'a list': (list) => list,
	lines: (list) => list.join('\n'),
	'a text with commas': (list) => list.join(', '),
};

describe.each(Object.entries(lines))('opt-outs such as %s', (_, write) => {
	test.each(Object.entries(forms))('ten times as many in %s take ten times as long', (__, form) => {
		const list = Array.from({ length: 50_000 }, (___, index) => write(index));
		const small = cost(parseDoNotSend, form(list.slice(0, 5_000)));
		expect(cost(parseDoNotSend, form(list))).toBeLessThan(small * 30 + 60);
	});
});
