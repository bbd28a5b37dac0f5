import type { Draft } from './types';

/** Drafts to send, and items that share an earlier draft's idempotency key: one message for both. */
export interface Leaders {
	readonly drafts: readonly Draft[];
	/** Item index of each follower → the draft it follows. */
	readonly followers: ReadonlyMap<number, { readonly draft: Draft; readonly leader: number }>;
}

/** Keeps the first draft of each idempotency key; drafts without a key are all kept. */
export function followKeys(drafts: readonly Draft[]): Leaders {
	const leaders = new Map<string, number>();
	const followers = new Map<number, { draft: Draft; leader: number }>();
	const kept = drafts.filter((draft) => {
		const { idempotencyKey: key, item } = draft;
		const leader = key === undefined ? undefined : leaders.get(key);
		if (leader !== undefined) followers.set(item, { draft, leader });
		else if (key !== undefined) leaders.set(key, item);
		return leader === undefined;
	});
	return { drafts: kept, followers };
}
