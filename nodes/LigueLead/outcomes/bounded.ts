/** A copy of an answer that may be shown, stored and written as JSON, whatever the answer held. */
export interface Bounded {
	readonly value: unknown;
	/** Whether nothing was left out. */
	readonly whole: boolean;
}

// Enough for every answer that LigueLead documents, a hundred times over.
const MAX_DEPTH = 16;
const MAX_VALUES = 5_000;
const MAX_CHARACTERS = 65_536;

/**
 * Copies an answer within limits of depth (16), values (5,000) and characters (65,536 in all), so that
 * reading the copy takes a bounded time and stack.
 *
 * Takes a value of any shape and a function that blanks out secrets in a text, the keys included.
 * Returns what JSON can hold of it; whatever is beyond a limit is left out, a text cut. Never throws.
 */
export function bounded(value: unknown, mask: Mask): Bounded {
	const copier = new Copier(mask);
	return { value: copier.copy(value, 0), whole: copier.whole };
}

/** Blanks out secrets in a text. */
export type Mask = (text: string) => string;

class Copier {
	whole = true;

	private values = MAX_VALUES;

	private characters = MAX_CHARACTERS;

	constructor(private readonly mask: Mask) {}

	copy(value: unknown, depth: number): unknown {
		this.values--;
		if (typeof value === 'string') return this.copyText(value);
		if (typeof value === 'number') return this.copyNumber(value);
		if (typeof value === 'boolean' || value === null) return value;
		if (typeof value !== 'object') return undefined;
		if (depth === MAX_DEPTH) {
			this.whole = false;
			return undefined;
		}
		return Array.isArray(value) ? this.copyList(value, depth) : this.copyRecord(value, depth);
	}

	private copyText(text: string): string {
		const kept = text.slice(0, this.characters);
		if (kept.length < text.length) this.whole = false;
		this.characters -= kept.length;
		return this.mask(kept);
	}

	private copyNumber(value: number): number | string {
		const text = String(value);
		const masked = this.mask(text);
		return masked === text ? value : masked;
	}

	private copyList(list: readonly unknown[], depth: number): unknown[] {
		const copy: unknown[] = [];
		for (const value of list) {
			if (this.isUsedUp()) break;
			copy.push(this.copy(value, depth + 1));
		}
		return copy;
	}

	private copyRecord(record: object, depth: number): Record<string, unknown> {
		const entries: Array<[string, unknown]> = [];
		for (const key of Object.keys(record)) {
			if (this.isUsedUp()) break;
			entries.push([this.copyText(key), this.copy(Reflect.get(record, key), depth + 1)]);
		}
		return Object.fromEntries(entries);
	}

	private isUsedUp(): boolean {
		if (this.values > 0 && this.characters > 0) return false;
		this.whole = false;
		return true;
	}
}
