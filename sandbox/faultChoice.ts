import { nationalPhone } from './phone';
import { specialByFault, specialByPhone, type SpecialNumber } from './specialNumbers';
import type { SandboxState } from './state';
import type { DeliveryOutcome } from './types';

/** What happens to one valid send request. */
export interface Fate {
	accepted: boolean;
	/** The fault that decides the answer; absent when the request is answered as documented. */
	special?: SpecialNumber;
	/** Delivery outcome of the recipients that `outcomes` (by index in `phones`) does not name. */
	outcome: DeliveryOutcome;
	outcomes?: Map<number, DeliveryOutcome>;
	fault?: string;
}

function readPhones(phones: readonly string[]) {
	let decisive: SpecialNumber | undefined;
	let outcomes: Map<number, DeliveryOutcome> | undefined;
	phones.forEach((phone, index) => {
		const special = specialByPhone.get(nationalPhone(phone));
		if (special === undefined) return;
		if (special.action.do !== 'deliver') decisive ??= special;
		else (outcomes ??= new Map()).set(index, special.action.outcome);
	});
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
	const shared = { outcome: 'delivered' as DeliveryOutcome, ...(outcomes && { outcomes }) };
	if (special === undefined) return { accepted: true, ...shared };

	const named = { ...shared, fault: special.fault };
	if (special.action.do === 'deliver') {
		return { ...named, accepted: true, outcome: special.action.outcome };
	}
	if (special.action.do === 'throttle-once') {
		// A queued fault already says how many requests it is for.
		const refused = queued !== undefined || isRefusedNow(state, content());
		return refused ? { ...named, accepted: false, special } : { ...named, accepted: true };
	}
	return { ...named, accepted: special.accepted, special };
}
