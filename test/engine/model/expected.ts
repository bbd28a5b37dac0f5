import type { Edit, InputItem, Settings } from './scenario';
import type { WrittenPhone } from './written';

/** The workflow as it was when an execution ran: its settings, and what its items yield. */
export interface Version {
	readonly settings: Settings;
	readonly items: readonly InputItem[];
	readonly hasCredential: boolean;
}

/** What an item's input asks for. */
export interface Expected {
	readonly fate: 'send' | 'refuse' | 'noValidPhone' | 'doNotSend';
	/** National numbers of those who are to get it, each once, in the order given. */
	readonly phones: readonly string[];
	/** How many of the written phones are to be skipped. */
	readonly skipped: number;
	readonly key: string;
	/** The item before it that has the same key, and sends for both. */
	readonly leader?: number;
}

const MOST_CHARACTERS = 1_600;

/** The workflow after edits. Where the message holds the time, an edited text would be another SMS for all. */
export function edited(version: Version, edits: readonly Edit[]): Version {
	return edits.reduce(editedOnce, version);
}

function editedOnce(version: Version, edit: Edit): Version {
	const { settings, items } = version;
	const withItem = (index: number, change: Partial<InputItem>): Version => ({
		...version,
		items: items.map((item, at) => (at === index ? { ...item, ...change } : item)),
	});
	switch (edit.change) {
		case 'phones':
			return withItem(edit.item, { phones: edit.phones });
		case 'text':
			return settings.timed ? version : withItem(edit.item, { text: edit.text });
		case 'optOut':
			return { ...version, settings: { ...settings, optOuts: [...settings.optOuts, edit.phone] } };
		case 'onError':
			return { ...version, settings: { ...settings, onError: edit.onError } };
		case 'noCredential':
			return { ...version, hasCredential: false };
	}
}

const known = new WeakMap<Version, readonly Expected[]>();

/** What each item of a version asks for. */
export function expectedOf(version: Version): readonly Expected[] {
	let expected = known.get(version);
	if (expected === undefined) {
		expected = readVersion(version);
		known.set(version, expected);
	}
	return expected;
}

function readVersion({ settings, items }: Version): Expected[] {
	const leaders = new Map<string, number>();
	return items.map((item, index) => {
		const expected = expectedAlone(item, settings);
		if (expected.fate !== 'send' || expected.key === '') return expected;
		const leader = leaders.get(expected.key);
		if (leader === undefined) leaders.set(expected.key, index);
		return leader === undefined ? expected : { ...expected, leader };
	});
}

function expectedAlone(item: InputItem, settings: Settings): Expected {
	const key = settings.keyed ? String(item.key).trim() : '';
	const valid = nationals(item.phones);
	const optedOut = new Set(nationals(settings.optOuts));
	const phones = [...new Set(valid)].filter((phone) => !optedOut.has(phone));
	const rest = { phones, skipped: item.phones.length - phones.length, key };
	if (isRefusedText(item.text, settings)) return { ...rest, fate: 'refuse' };
	const isAnyInvalid = valid.length < item.phones.length;
	if (settings.invalidPhones === 'failIfAny' && isAnyInvalid) return { ...rest, fate: 'refuse' };
	if (phones.length > 0) return { ...rest, fate: 'send' };
	if (valid.some((phone) => optedOut.has(phone))) return { ...rest, fate: 'doNotSend' };
	return { ...rest, fate: settings.invalidPhones === 'skip' ? 'noValidPhone' : 'refuse' };
}

function isRefusedText(text: string, { flash, timed }: Settings): boolean {
	const isEmpty = text === '' && !timed;
	return isEmpty || text.length > MOST_CHARACTERS || (flash && text.includes('https://'));
}

const nationals = (phones: readonly WrittenPhone[]): string[] =>
	phones.flatMap(({ national }) => (national === undefined ? [] : [national]));
