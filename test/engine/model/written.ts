/** A phone as an input holds it, and whom it is: a national number, or nobody who can get an SMS. */
export interface WrittenPhone {
	readonly written: string;
	readonly national?: string;
}

const people = [0, 1, 2, 3, 4, 5].map((n) => `119870000${String(n).padStart(2, '0')}`);

const spellings: ReadonlyArray<(area: string, first: string, last: string) => string> = [
	(area, first, last) => `${area}${first}${last}`,
	(area, first, last) => `(${area}) ${first}-${last}`,
	(area, first, last) => `+55 ${area} ${first}-${last}`,
	(area, first, last) => `55${area}${first}${last}`,
	(area, first, last) => `0${area} ${first}-${last}`,
	(area, first, last) => `+55 (${area}) ${first}.${last}`,
];

// A landline, too short, another country, toll-free. No letters: in a text they may be a name beside a number.
const nobody = ['1133334444', '12345', '+1 415 555 2671', '0800 123 4567'];

/** How many people and spellings there are. */
export const PEOPLE = people.length;
export const SPELLINGS = spellings.length;
export const NOBODY = nobody.length;

/** A person's number in one of its spellings. */
export function somebody(person: number, spelling: number): WrittenPhone {
	const national = people[person % PEOPLE] ?? '';
	const write = spellings[spelling % SPELLINGS];
	const parts = [national.slice(0, 2), national.slice(2, 7), national.slice(7)] as const;
	return { written: write?.(...parts) ?? national, national };
}

/** A text in the place of a phone that can get no SMS. */
export function nobodyAt(index: number): WrittenPhone {
	return { written: nobody[index % NOBODY] ?? '' };
}
