import type { Fate } from './fate';
import { fateOfRule, type RuleFate } from './faultRule';
import { nationalPhone } from './phone';
import { specialByPhone, type SpecialNumber } from './specialNumbers';
import type { SandboxState } from './state';
import type { DeliveryOutcome } from './types';

function readPhones(phones: readonly string[]) {
	let decisive: SpecialNumber | undefined;
	let outcomes: Map<number, DeliveryOutcome> | undefined;
	for (const [index, phone] of phones.entries()) {
		const special = specialByPhone.get(nationalPhone(phone));
		if (special === undefined) continue;
		if (special.action.do !== 'deliver') decisive ??= special;
		else (outcomes ??= new Map()).set(index, special.action.outcome);
	}
	return { decisive, outcomes };
}

/** Refuses a request once; what is sent again with the same content is let through. */
function isRefusedNow(state: SandboxState, content: string): boolean {
	if (state.refusedOnce.delete(content)) return false;
	state.refusedOnce.add(content);
	return true;
}

/**
 * Decides a request: the first special number in `phones` wins over the queued faults, which
 * then wait for the next request. `content` gives the text by which a request is known again.
 */
export function decideFate(
	state: SandboxState,
	phones: readonly string[],
	content: () => string,
): Fate {
	const { decisive, outcomes } = readPhones(phones);
	const rule = decisive === undefined ? state.faults.next() : undefined;
	const chosen: RuleFate | undefined = decisive ?? (rule && fateOfRule(rule));
	const standard: DeliveryOutcome = 'delivered';
	if (chosen === undefined) return { accepted: true, outcome: standard, outcomes };

	const { fault, action, accepted, outcome = standard, finalDelay, sameId } = chosen;
	const fate: Fate = {
		accepted,
		fault,
		outcome,
		outcomes,
		...(finalDelay !== undefined && { finalDelay }),
		...(sameId && { sameId }),
	};
	switch (action.do) {
		case 'deliver':
			return { ...fate, outcome: chosen.outcome ?? action.outcome };
		case 'throttle-once': {
			// A queued fault already says how many requests it is for.
			const refused = rule !== undefined || isRefusedNow(state, content());
			return refused ? { ...fate, accepted: false, action } : fate;
		}
		default:
			return { ...fate, action };
	}
}
