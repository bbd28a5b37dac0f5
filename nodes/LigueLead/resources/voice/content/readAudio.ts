import type { Refusal } from '../../../campaigns';
import { asText, refuse } from '../../../campaigns';

/** An audio file in LigueLead. */
export interface Audio {
	readonly id: number;
	/** Its title, as far as the list in the editor has told it. */
	readonly title?: string;
}

/** Reads the parameter Audio: n8n's resource locator, or what an expression yields in its place. */
export function readAudio(value: unknown): Audio | Refusal {
	const locator = typeof value === 'object' && value !== null ? value : { value };
	const { value: id, cachedResultName: name } = locator as Record<string, unknown>;
	const text = asText(id)?.trim();
	if (text === '' || text === undefined) {
		return refuse(
			'Audio',
			text === '' ? "'Audio' is empty" : "'Audio' is not the ID of an audio file",
			'Choose an audio file from the list, or fill in its ID, a number such as 436514.',
		);
	}
	if (!/^[1-9]\d{0,14}$/.test(text)) {
		return refuse(
			'Audio',
			`'Audio' is not the ID of an audio file: "${text.slice(0, 40)}"`,
			'Use the number that Audio → Upload or Audio → Get Many returns as id.',
		);
	}
	return { id: Number(text), ...(typeof name === 'string' && name !== '' && { title: name }) };
}
