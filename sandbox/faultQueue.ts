import type { FaultRule } from './faultRule';

interface ActiveRule {
	rule: FaultRule;
	left: number;
	draw: () => number;
}

/** A small generator of reproducible numbers in [0, 1): a linear congruential one, mixed (mulberry32). */
function seededRandom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** Decides which request meets which queued fault. */
export class FaultQueue {
	private rules: ActiveRule[] = [];

	add(rule: FaultRule): void {
		const unlimited = rule.fraction !== undefined && rule.times === undefined;
		this.rules.push({
			rule,
			left: unlimited ? Infinity : (rule.times ?? 1),
			draw: seededRandom(rule.seed ?? 1),
		});
	}

	/** The rule for the next request, if any; rules are asked in the order they were added. */
	next(): FaultRule | undefined {
		for (const active of this.rules) {
			if (active.rule.fraction !== undefined && active.draw() >= active.rule.fraction) continue;
			active.left--;
			if (active.left <= 0) this.rules = this.rules.filter((other) => other !== active);
			return active.rule;
		}
		return undefined;
	}

	/** Rules still in force, with the number of times left (absent when unlimited). */
	pending(): FaultRule[] {
		return this.rules.map(({ rule, left }) => {
			const { times: _queued, ...rest } = rule;
			return left === Infinity ? rest : { ...rest, times: left };
		});
	}

	clear(): void {
		this.rules = [];
	}
}
