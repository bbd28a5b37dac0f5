import fc from 'fast-check';
import { parseDoNotSend, parsePhone, planRecipients } from '../../../nodes/LigueLead/recipients';
import { mobile, written, writtenOlder } from './numbers';

const none: ReadonlySet<string> = new Set();
const digitsOf = (text: string) => text.normalize('NFKC').replace(/\D/g, '');

/** Whatever may stand beside a number in a cell. */
const scrap = fc.oneof(
	fc.string({ maxLength: 12 }),
	fc.constantFrom(
		...[
			' ',
			', ',
			'; ',
			'\n',
			' - ',
			' / ',
			'<br>',
			'&nbsp;',
			'\\n',
			'_x000D_',
			' ::: ',
			'(',
			')',
			'"',
			'.',
		],
		...[
			'Ana ',
			' Beto',
			'Tel: ',
			'CPF: ',
			'CPF 123.456.789-09 ',
			' ramal 12',
			' (após 18h)',
			' apto 12',
			'25/11/2026 ',
		],
		...[
			'10:30 ',
			'+55 ',
			'0',
			'9',
			'55',
			'11 ',
			'R$ 10,00 ',
			'{"a":"',
			'"}',
			'@g.us',
			'[',
			']',
			'E+10',
			'x',
			'o',
		],
	),
	fc.nat(99_999).map(String),
);
const scraps = fc.array(scrap, { maxLength: 4 }).map((parts) => parts.join(''));

test('whatever is put around a number, nobody gets the message whose number is not in the text', () => {
	let sent = 0;
	fc.assert(
		fc.property(scraps, written, scraps, (before, { text }, after) => {
			const whole = before + text + after;
			for (const phone of planRecipients(whole, { addNinthDigit: false, doNotSend: none }).phones) {
				sent += 1;
				expect(digitsOf(whole)).toContain(phone);
			}
		}),
		{ numRuns: 3000 },
	);
	expect(sent).toBeGreaterThan(150);
});

const LABEL_FORMS: Array<(kind: string) => string> = [
	(kind) => kind,
	(kind) => kind.toUpperCase(),
	(kind) => `${kind} 2`,
	(kind) => `${kind} nº`,
	(kind) => `1. ${kind}`,
	(kind) => `1) ${kind}`,
	(kind) => `2º ${kind}`,
	(kind) => `• ${kind}`,
	(kind) => `*${kind}`,
	(kind) => `Ana, ${kind}`,
	(kind) => `Ana - ${kind}`,
	(kind) => `Tel: não tem, ${kind}`,
	(kind) => `Celular: ; ${kind}`,
	(kind) => `25/11/2026 10:30 - ${kind}`,
	(kind) => `${kind} apto 12`,
];

test('a number with the word for another kind before it is nobody’s', () => {
	const kinds = fc.constantFrom(
		...[
			'CPF',
			'Documento',
			'NSU',
			'Ticket',
			'OS',
			'Pedido',
			'Protocolo',
			'Fatura',
			'Contrato',
			'Cartão',
			'Chave Pix',
		],
		...['order_id', 'Invoice', 'trackingCode', 'Qualquer', 'Zorg'],
	);
	const label = fc.tuple(kinds, fc.constantFrom(...LABEL_FORMS)).map(([kind, form]) => form(kind));
	fc.assert(
		fc.property(label, fc.constantFrom(':', ': ', ' : ', ':\t'), mobile, (words, colon, phone) => {
			const text = words + colon + phone;
			const plan = planRecipients(text, { addNinthDigit: true, doNotSend: none });
			expect({ text, phones: plan.phones }).toEqual({ text, phones: [] });
		}),
		{ numRuns: 1000 },
	);
});

test('blocking is monotone: text added to an opt-out frees nobody, or stops the item', () => {
	fc.assert(
		fc.property(
			scraps,
			written,
			scraps,
			scraps,
			scraps,
			(before, { phone, text }, after, left, right) => {
				const entry = before + text + after;
				const less = parseDoNotSend(entry);
				expect(less.phones.has(phone) || less.unreadable.length > 0).toBe(true);
				const more = parseDoNotSend(left + entry + right);
				expect(more.phones.has(phone) || more.unreadable.length > 0).toBe(true);
			},
		),
		{ numRuns: 3000 },
	);
});

// Eleven digits that are a mobile are that one: nothing shows that one of them was added to an older number.
const isMobile = (entry: string) => {
	const parsed = parsePhone(entry);
	return parsed.valid && !parsed.addedNinthDigit;
};

const few = fc
	.integer({ min: 1, max: 3 })
	.chain((length) => fc.stringMatching(new RegExp(`^\\d{${length}}$`)));

test('digits glued to an older mobile free nobody, or stop the item', () => {
	fc.assert(
		fc.property(writtenOlder, few, scraps, fc.boolean(), ({ phone, text }, glue, far, isBefore) => {
			expect(parseDoNotSend(text).phones).toContain(phone);
			const glued = isBefore ? glue + text : text + glue;
			fc.pre(!isMobile(glued));
			for (const entry of [glued, `${glued} ${far}`, `${far} ${glued}`]) {
				const { phones, unreadable } = parseDoNotSend(entry);
				expect({ entry, safe: phones.has(phone) || unreadable.length > 0 }).toEqual({
					entry,
					safe: true,
				});
			}
		}),
		{ numRuns: 3000 },
	);
});

test('an entry that is read for sending is blocked as an opt-out', () => {
	fc.assert(
		fc.property(scraps, written, scraps, (before, { text }, after) => {
			const whole = before + text + after;
			const { phones } = planRecipients(whole, { addNinthDigit: true, doNotSend: none });
			const blocked = parseDoNotSend(whole);
			if (blocked.unreadable.length > 0) return;
			expect(phones.filter((phone) => !blocked.phones.has(phone))).toEqual([]);
		}),
		{ numRuns: 2000 },
	);
});
