import { nationalPhone } from './phone';
import { specialByFault, specialByPhone, type SpecialNumber } from './specialNumbers';
import type { SandboxState } from './state';
import type { DeliveryOutcome, Fate } from './types';

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
	const queued = decisive === undefined ? state.faults.next() : undefined;
	const special = decisive ?? (queued && specialByFault.get(queued));
	const outcome: DeliveryOutcome = 'delivered';
	if (special === undefined) return { accepted: true, outcome, outcomes };

	const { fault, action, accepted } = special;
	switch (action.do) {
		case 'deliver':
			return { accepted, fault, outcome: action.outcome, outcomes };
		case 'throttle-once': {
			// A queued fault already says how many requests it is for.
			const refused = queued !== undefined || isRefusedNow(state, content());
			if (refused) return { accepted: false, fault, special, outcome, outcomes };
			return { accepted: true, fault, outcome, outcomes };
		}
		default:
			return { accepted, fault, special, outcome, outcomes };
	}
}
