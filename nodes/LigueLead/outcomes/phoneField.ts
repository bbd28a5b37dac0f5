const WORDS = [
	'first',
	'second',
	'third',
	'fourth',
	'fifth',
	'sixth',
	'seventh',
	'eighth',
	'ninth',
];

/**
 * Says which phone of a request an answer speaks of. Takes a text that may name one by its index, as
 * in `phones.0` or `phones[0]`. Returns "the first phone", "the 21st phone", or undefined.
 */
export function describePhone(text: string): string | undefined {
	const index = /\bphones(?:\.|\[)(\d{1,5})\b/.exec(text)?.[1];
	return index === undefined ? undefined : `the ${ordinal(Number(index) + 1)} phone`;
}

function ordinal(place: number): string {
	const word = WORDS[place - 1];
	if (word !== undefined) return word;
	const isTeen = Math.floor(place / 10) % 10 === 1;
	const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][place % 10] ?? 'th');
	return `${place}${ending}`;
}
