import type { TextRule } from './textRule';

type Kind = 'object' | 'function' | 'json' | 'date' | 'cell' | 'notANumber' | 'noValue';

// How far around a value its neighbours decide what it is.
const NEAR = 24;

// The value may stand in the next line. $$$ is a face or a price range.
const CURRENCY = String.raw`(?<!\$)(?:R\$|US\$|\$|€|£)\s{0,3}`;

const SALUTATION = String.raw`(?<!\p{L})(?:oi|olá|ola|hi|hello|dear|prezad[oa]|car[oa]|sra?|dra?)[.,]?`;

const GREETING = String.raw`${SALUTATION}[^\S\n]{1,3}`;

/** What JavaScript, n8n and spreadsheets write in place of a value that an expression did not yield. */
export const BROKEN_VALUES: ReadonlyArray<TextRule<Kind>> = [
	{
		kind: 'object',
		// Encoded too, as in a link.
		sign: /object/i,
		pattern: /(?:\[|%5B)object(?: |\+|%20)\p{L}{1,40}(?:\]|%5D)/giu,
	},
	// n8n's own way to show an object as text.
	{ kind: 'object', sign: '[', pattern: /\[(?:Object: [{n]|Array: \[|DateTime: )/g },
	{
		kind: 'function',
		sign: /function|\[native code\]/,
		pattern: /\bfunction\s{0,3}\w{0,60}\([^()\n]{0,80}\)\s{0,3}\{|\[native code\]/g,
	},
	{ kind: 'json', sign: '{', pattern: /\{\s{0,20}"[^"\n]{1,60}"\s{0,5}:/g },
	{
		kind: 'date',
		sign: /invalid /i,
		// Luxon, Date and moment; "Invalid date" at the head of a sentence is English.
		pattern:
			/\bInvalid (?:Date|Duration|Interval|Zone|time value)\b|(?<=[\p{L}\p{N},:(/-] ?)(?:Invalid date|INVALID DATE)\b/gu,
	},
	{ kind: 'date', sign: /datetime/i, pattern: /\binvalid datetime\b/gi, accept: isNoFormat },
	{
		kind: 'cell',
		sign: '#',
		pattern:
			/(?<![\p{L}\p{N}&])#(?:N\/[AD]|(?:REF|VALUE|VALOR|NUM|NÚM|NULL|NULO|ERROR|ERRO|DIV\/0|SPILL|CALC)!|(?:NAME|NOME)\?)/gu,
	},
	{
		kind: 'notANumber',
		sign: 'NaN',
		pattern: /(?<![\p{L}\p{N}])NaN(?=$|[^\p{L}\p{N}]|(?:h|min|kg|km|x|dias?)(?![\p{L}\p{N}]))/gu,
	},
	{ kind: 'noValue', sign: /undefined/i, pattern: /(?<!\p{L})undefined|undefined(?!\p{L})/giu },
	{ kind: 'noValue', sign: 'nullnull', pattern: /(?:null){2,9}/g },
	{
		kind: 'noValue',
		sign: /null/i,
		pattern: /(?<![\p{L}\p{N}])null(?![\p{L}\p{N}])/giu,
		accept: isMissing,
	},
	{
		kind: 'notANumber',
		sign: /nan|infinity/i,
		pattern: new RegExp(`${CURRENCY}-?(?:nan|infinity)(?!\\p{L})`, 'giu'),
	},
	{
		kind: 'noValue',
		sign: /none|nil|n\/a|nat|true|false/i,
		pattern: new RegExp(`${CURRENCY}(?:none|nil|n/a|nat|true|false)(?!\\p{L})`, 'giu'),
	},
	{
		kind: 'noValue',
		sign: /None|NaT|true|false/i,
		pattern: new RegExp(`${GREETING}(?:none|nat|true|false)(?=$|[\\s,.!;:?])`, 'giu'),
		accept: isPrinted,
	},
	{
		kind: 'noValue',
		sign: /\n\s{0,2}(?:None|NaT|true|false)/i,
		// In the next line alone or before a comma: None of the above is a sentence.
		pattern: new RegExp(
			`${SALUTATION}\\s{0,2}\\n\\s{0,2}(?:none|nat|true|false)(?=\\s{0,2}(?:$|[,!\\n]))`,
			'giu',
		),
		accept: isPrinted,
	},
	{
		kind: 'noValue',
		sign: /:[^\S\n]{0,3}(?:none|nat)/i,
		// A Portuguese label, and a word that is none.
		pattern:
			/(?<!\p{L})(?:nome|cliente|valor|total|data|hora|hor[aá]rio|vencimento|pedido|c[oó]digo|produto|endere[cç]o|rastreio):[^\S\n]{0,3}(?:none|nat)(?![\p{L}\p{N}])/giu,
		accept: ([found]) => /None$|NaT$/.test(found),
	},
];

// "invalid datetime format" is what systems say of what somebody typed.
function isNoFormat({ 0: { length }, index }: RegExpExecArray, text: string): boolean {
	return !/^ format(?![\p{L}\p{N}])/u.test(text.slice(index + length, index + length + NEAR));
}

// As Python and JavaScript write them, not as people shout them.
function isPrinted([found]: RegExpExecArray): boolean {
	return /(?:None|NaT|true|false|True|False)$/.test(found);
}

// "null and void" is English, Null is a surname, and 'null' in quotes is what is talked about.
function isMissing({ 0: word, index }: RegExpExecArray, text: string): boolean {
	const before = text.slice(Math.max(0, index - NEAR), index);
	const after = text.slice(index + word.length, index + word.length + NEAR);
	if (new RegExp(`${CURRENCY}$`, 'u').test(before)) return true;
	if (/["'“‘`]$/.test(before) && /^["'”’`]/.test(after)) return false;
	if (word === 'null') {
		return !(
			/^\s(?:and|or) void|^\s(?:hypothes[ie]s|values?|pointers?|characters?|safety|terminators?)(?!\p{L})/iu.test(
				after,
			) || /(?<!\p{L})(?:the|palavra|termo|word|campo|hipótese|dev\/) ?$/iu.test(before)
		);
	}
	if (word !== 'NULL') return false;
	// MARIA NULL: a name in capitals, and not a greeting.
	const last = /(\p{L}+)\s{1,3}$/u.exec(before)?.[1];
	return last === undefined || last !== last.toUpperCase() || GREETING_END.test(before);
}

const GREETING_END = new RegExp(
	`${GREETING}$|(?<!\\p{L})(?:d[aeo]|às|as|dia|para|valor|total|pedido|código|codigo)\\s{1,3}$`,
	'iu',
);
