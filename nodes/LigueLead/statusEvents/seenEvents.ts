import { RecentKeys } from './recentKeys';

/** How many events are remembered across restarts, and by a running process. */
const STORED = 10_000;
const REMEMBERED = 20_000;

/** Characters of a key: 48 bits, so that a new event is taken for a repeat once in 10 ^ 10 times. */
export const KEY_LENGTH = 8;

/**
 * The events that have passed. Webhook calls run in parallel, each with its own copy of what is
 * stored, so the memory of the process decides, and every call stores the newest of it.
 */
export class SeenEvents {
	private readonly keys = new RecentKeys(REMEMBERED);

	/** Takes the event's key and what is stored, of whatever type; false if it passed before. */
	add(key: string, stored: unknown): boolean {
		for (const one of readStored(stored)) this.keys.add(one);
		return this.keys.add(key);
	}

	/** What to store: the newest keys, as one text. */
	stored(): string {
		return this.keys.newest(STORED).join('');
	}
}

function* readStored(stored: unknown): Generator<string> {
	if (typeof stored !== 'string') return;
	for (let at = 0; at < stored.length; at += KEY_LENGTH) yield stored.slice(at, at + KEY_LENGTH);
}
