import { AREA_CODES } from './numbers';

/** One cell of an export: its text, and the mobiles and landlines in it. */
export interface Cell {
	shape: string;
	text: string;
	mobiles: string[];
	/** Eleven digits in it that are something else. */
	others: string[];
}

/** Always the same numbers, spread over the whole range (a linear congruential generator). */
function numbers(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
		return Math.floor((state / 2 ** 31) * below);
	};
}

const NAMES = [
	'Ana',
	'Beto Souza',
	'Maria da Silva',
	'João',
	"D'Ávila",
	'José P. Neto',
	'ACME Ltda',
	'Zé 🎉',
];

/** Cells in the shapes that each system exports; `count` of each shape. */
export function exportedCells(count: number): Cell[] {
	const below = numbers(7);
	const pick = <T>(list: readonly T[]) => list[below(list.length)] as T;
	const tail = (length: number) => String(below(10 ** length)).padStart(length, '0');
	const mobile = () => `${pick(AREA_CODES)}9${1 + below(9)}${tail(7)}`;
	const landline = () => `${pick(AREA_CODES)}${2 + below(4)}${tail(7)}`;
	const national = (n: string) => `(${n.slice(0, 2)}) ${n.slice(2, -4)}-${n.slice(-4)}`;
	const spaced = (n: string) => `+55 ${n.slice(0, 2)} ${n.slice(2, -4)}-${n.slice(-4)}`;
	const group = () => `${1_500_000_000 + below(300_000_000)}`;
	const shapes: Record<string, (a: string, b: string, land: string) => Omit<Cell, 'shape'>> = {
		'Google Contacts': (a, b) => ({
			text: `${spaced(a)} ::: ${spaced(b)}`,
			mobiles: [a, b],
			others: [],
		}),
		'Google Contacts, landline': (a, _, land) => ({
			text: `${spaced(land)} ::: ${a}`,
			mobiles: [a],
			others: [],
		}),
		'iPhone vCard': (a) => ({
			text: `TEL;type=CELL;type=VOICE;type=pref:${spaced(a)}`,
			mobiles: [a],
			others: [],
		}),
		'iPhone vCard, grouped': (a) => ({
			text: `item1.TEL:${spaced(a)}\nitem1.X-ABLabel:iPhone`,
			mobiles: [a],
			others: [],
		}),
		'iPhone vCard, whole': (a, b) => ({
			text: `BEGIN:VCARD\nVERSION:3.0\nN:Silva;Ana;;;\nFN:${pick(NAMES)}\nTEL;type=CELL:${spaced(a)}\nNOTE:CPF ${b}\nEND:VCARD`,
			mobiles: [a],
			others: [b],
		}),
		'WhatsApp, chat id': (a) => ({ text: `55${a}@c.us`, mobiles: [a], others: [] }),
		'WhatsApp, device': (a) => ({
			text: `55${a}:${below(90)}@s.whatsapp.net`,
			mobiles: [a],
			others: [],
		}),
		'WhatsApp, group': (a) => ({ text: `55${a}-${group()}@g.us`, mobiles: [], others: [a] }),
		'WhatsApp, member': (a) => ({
			text: `\u202a${spaced(a).replace(/ /g, '\u00a0')}\u202c ~${pick(NAMES)}`,
			mobiles: [a],
			others: [],
		}),
		'WhatsApp, link': (a) => ({
			text: `https://api.whatsapp.com/send?phone=55${a}&text=Oi%20${below(99)}`,
			mobiles: [a],
			others: [],
		}),
		'RD Station': (a) => ({ text: national(a), mobiles: [a], others: [] }),
		'RD Station, E.164': (a) => ({ text: `+55${a}`, mobiles: [a], others: [] }),
		'RD Station, list': (a, b) => ({
			text: `["${national(a)}","${b}"]`,
			mobiles: [a, b],
			others: [],
		}),
		HubSpot: (a) => ({ text: `+55 ${a.slice(0, 2)} ${a.slice(2)}`, mobiles: [a], others: [] }),
		'HubSpot, several': (a, b) => ({
			text: `${spaced(a)};${spaced(b)}`,
			mobiles: [a, b],
			others: [],
		}),
		Shopify: (a) => ({ text: `'+55${a}`, mobiles: [a], others: [] }),
		'Shopify, order': (a, b) => ({
			text: JSON.stringify({ id: Number(b), phone: `+55${a}` }),
			mobiles: [],
			others: [b],
		}),
		WooCommerce: (a) => ({
			text: `${a.slice(0, 2)} ${a.slice(2, 7)}-${a.slice(7)}`,
			mobiles: [a],
			others: [],
		}),
		'WooCommerce, fields': (a, b) => ({
			text: `billing_cpf=${b}&billing_phone=${a}`,
			mobiles: [],
			others: [b],
		}),
		Bling: (a, _, land) => ({
			text: `${national(land)} / ${national(a)}`,
			mobiles: [a],
			others: [],
		}),
		'Bling, document': (_, b) => ({ text: `CPF/CNPJ: ${b}`, mobiles: [], others: [b] }),
		'Bling, HTML': (a, b) => ({
			text: `<td>${national(a)}<br />${national(b)}</td>`,
			mobiles: [a, b],
			others: [],
		}),
		Excel: (a, b) => ({
			text: `${national(a)}_x000D_\n${national(b)}`,
			mobiles: [a, b],
			others: [],
		}),
		'Excel, number': (a) => ({ text: `${a}.0`, mobiles: [a], others: [] }),
		'Excel, formula': (a) => ({ text: `="${a}"`, mobiles: [a], others: [] }),
		'a name before': (a) => ({ text: `${pick(NAMES)} ${national(a)}`, mobiles: [a], others: [] }),
		'a note behind': (a) => ({
			text: `${national(a)} (${pick(['após 18h', 'mãe', 'recado', 'só até 20h'])})`,
			mobiles: [a],
			others: [],
		}),
		'an order': (_, b) => ({
			text: `${pick(['Pedido', 'NSU:', 'Ticket #', 'Protocolo: ', 'OS '])} ${b}`,
			mobiles: [],
			others: [b],
		}),
		'a landline': (_, __, land) => ({ text: national(land), mobiles: [], others: [] }),
	};
	return Object.entries(shapes).flatMap(([shape, write]) =>
		Array.from({ length: count }, () => ({ shape, ...write(mobile(), mobile(), landline()) })),
	);
}
