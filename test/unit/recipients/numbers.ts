import fc from 'fast-check';

/** ANATEL's 67 area codes, written out so that the tests do not depend on the library under test. */
export const AREA_CODES = (
	'11 12 13 14 15 16 17 18 19 21 22 24 27 28 31 32 33 34 35 37 38 41 42 43 44 45 46 47 48 49 ' +
	'51 53 54 55 61 62 63 64 65 66 67 68 69 71 73 74 75 77 79 81 82 83 84 85 86 87 88 89 ' +
	'91 92 93 94 95 96 97 98 99'
).split(' ');

const digits = (length: number) =>
	fc.integer({ min: 0, max: 10 ** length - 1 }).map((n) => String(n).padStart(length, '0'));

/** 11 national digits of a mobile. */
export const mobile = fc
	.tuple(fc.constantFrom(...AREA_CODES), fc.integer({ min: 1, max: 9 }), digits(7))
	.map(([area, first, rest]) => `${area}9${first}${rest}`);

/** 10 national digits of a landline. */
export const landline = fc
	.tuple(fc.constantFrom(...AREA_CODES), fc.integer({ min: 2, max: 5 }), digits(7))
	.map(([area, first, rest]) => `${area}${first}${rest}`);

const OLDER_STYLES: Array<(area: string, subscriber: string) => string> = [
	(area, n) => area + n,
	(area, n) => `(${area}) ${n.slice(0, 4)}-${n.slice(4)}`,
	(area, n) => `${area} ${n.slice(0, 4)} ${n.slice(4)}`,
	(area, n) => `${area}.${n.slice(0, 4)}.${n.slice(4)}`,
	(area, n) => `${area} ${n}`,
	(area, n) => `0 15 ${area} ${n.slice(0, 4)}-${n.slice(4)}`,
	(area, n) => `+55 ${area} ${n.slice(0, 4)}-${n.slice(4)}`,
	(area, n) => `55${area}${n}`,
];

/** A mobile as it was before its ninth digit, as somebody wrote it; `phone` has the ninth digit. */
export const writtenOlder = fc
	.tuple(
		fc.constantFrom(...AREA_CODES),
		fc.integer({ min: 6, max: 9 }),
		digits(7),
		fc.constantFrom(...OLDER_STYLES),
	)
	.map(([area, first, rest, style]) => ({
		phone: `${area}9${first}${rest}`,
		text: style(area, `${first}${rest}`),
	}));

const STYLES: Array<(area: string, subscriber: string) => string> = [
	(area, n) => area + n,
	(area, n) => `(${area}) ${n.slice(0, 5)}-${n.slice(5)}`,
	(area, n) => `(${area})${n}`,
	(area, n) => `${area} ${n.slice(0, 5)} ${n.slice(5)}`,
	(area, n) => `${area}-${n.slice(0, 5)}-${n.slice(5)}`,
	(area, n) => `${area}.${n.slice(0, 5)}.${n.slice(5)}`,
	(area, n) => `${area}/${n.slice(0, 5)}/${n.slice(5)}`,
	(area, n) => `${area} ${n[0]} ${n.slice(1, 5)}-${n.slice(5)}`,
	(area, n) => `(${area}) ${n[0]}.${n.slice(1, 5)}-${n.slice(5)}`,
	(area, n) => `(${area}) ${n.slice(0, 4)}-${n.slice(4)}`,
	(area, n) => `0${area} ${n.slice(0, 5)}-${n.slice(5)}`,
	(area, n) => `0 15 ${area} ${n.slice(0, 5)}-${n.slice(5)}`,
	(area, n) => `(0xx${area}) ${n.slice(0, 5)}-${n.slice(5)}`,
	(area, n) => `+55${area}${n}`,
	(area, n) => `+55 ${area} ${n.slice(0, 5)}-${n.slice(5)}`,
	(area, n) => `+55 (${area}) ${n[0]} ${n.slice(1, 5)}-${n.slice(5)}`,
	(area, n) => `55${area}${n}`,
	(area, n) => `0055${area}${n}`,
	(area, n) => `\u202a+55 ${area} ${n.slice(0, 5)}\u2011${n.slice(5)}\u202c`,
	(area, n) => `https://wa.me/55${area}${n}`,
	(area, n) => `'${area}${n}`,
	(area, n) => `="${area}${n}"`,
	(area, n) => `${area}${n}.0`,
	(area, n) => `Cel.: (${area}) ${n.slice(0, 5)}-${n.slice(5)}`,
];

/** A mobile's national digits, and the same number as somebody might write it. */
export const written = fc
	.tuple(mobile, fc.constantFrom(...STYLES))
	.map(([phone, style]) => ({ phone, text: style(phone.slice(0, 2), phone.slice(2)) }));
