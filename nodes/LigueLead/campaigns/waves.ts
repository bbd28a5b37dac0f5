import type { Draft, Grouping } from './types';

/**
 * Cuts drafts into waves of at least the given number of items, the last one smaller. Drafts that
 * share campaigns stay together, however many they are; waves come in the order of their first items.
 */
export function waves(drafts: readonly Draft[], grouping: Grouping, size: number): Draft[][] {
	const list: Draft[][] = [];
	for (const group of grouping === 'perMessage' ? byContent(drafts) : drafts.map((one) => [one])) {
		const last = list.at(-1);
		if (last !== undefined && last.length < size) for (const draft of group) last.push(draft);
		else list.push(group);
	}
	return list;
}

function byContent(drafts: readonly Draft[]): Iterable<Draft[]> {
	const groups = new Map<string, Draft[]>();
	for (const draft of drafts) {
		const group = groups.get(draft.contentKey);
		if (group === undefined) groups.set(draft.contentKey, [draft]);
		else group.push(draft);
	}
	return groups.values();
}
