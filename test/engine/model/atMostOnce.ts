import type { Books, Sms } from './books';
import type { Settings } from './scenario';

/** What bears on how often somebody may get an SMS. */
export interface Limits {
	readonly settings: Settings;
	/** Each item's SMS carry its name. */
	readonly tagged: boolean;
	/** Whether the node may not have seen an answer that the server gave. */
	readonly impatient: boolean;
}

/** Says who got an SMS more often than was due, by execution and by key. */
export function sentTooOften(books: Books, limits: Limits): string[] {
	return [...byRecipient(books, limits), ...byKey(books, limits)];
}

function byRecipient({ sms }: Books, limits: Limits): string[] {
	const groups = group(sms, ({ family, content, phone, items }) =>
		JSON.stringify([family.name, limits.tagged ? items[0] : '', content, phone]),
	);
	return [...groups].flatMap(([name, group]) => {
		const { grouping } = limits.settings;
		const due = limits.tagged || grouping === 'perMessage' ? 1 : (group[0]?.items.length ?? 0);
		if (due === 1 ? isOnce(group, limits) : group.length <= due) return [];
		if (due > 1 && limits.settings.unknownOutcome === 'resend') return [];
		return [`${group.length} SMS where ${due} was due: ${name}`];
	});
}

function byKey(books: Books, limits: Limits): string[] {
	const withKey = books.sms.filter((one) => books.keyOf(one) !== undefined);
	return [...group(withKey, (one) => books.keyOf(one) ?? '')].flatMap(([key, group]) => [
		...keyTold(key, group),
		...perRecipientOfKey(key, group, limits),
	]);
}

function keyTold(key: string, sms: readonly Sms[]): string[] {
	const families = new Set(sms.map(({ family }) => family.name));
	return families.size > 1 ? [`key '${key}' sent in ${[...families].join(', ')}`] : [];
}

function perRecipientOfKey(key: string, sms: readonly Sms[], limits: Limits): string[] {
	// A campaign of its own takes all recipients of an item at once.
	const whole = limits.tagged;
	const groups = group(sms, ({ phone, content }) =>
		whole ? '' : JSON.stringify([content, phone]),
	);
	return [...groups.values()].flatMap((list) => {
		const first = new Map(list.map((one) => [one.order, one]));
		return isOnce([...first.values()], limits)
			? []
			: [`key '${key}' sent ${first.size} times: ${list.map(({ phone }) => phone).join(', ')}`];
	});
}

/** With *Send Again*, one may follow those whose answer told nothing. */
function isOnce(sms: readonly Sms[], { settings, impatient }: Limits): boolean {
	if (sms.length <= 1) return true;
	if (settings.unknownOutcome !== 'resend') return false;
	const inOrder = [...sms].sort((a, b) => a.order - b.order).slice(0, -1);
	return impatient || inOrder.every(({ confirmed }) => !confirmed);
}

function group(sms: readonly Sms[], nameOf: (one: Sms) => string): Map<string, Sms[]> {
	const groups = new Map<string, Sms[]>();
	for (const one of sms) groups.set(nameOf(one), [...(groups.get(nameOf(one)) ?? []), one]);
	return groups;
}
