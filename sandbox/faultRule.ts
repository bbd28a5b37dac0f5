import { validateHeaderName, validateHeaderValue } from 'node:http';
import { craftedByName, type CraftedFault, type CraftedName } from './craftedFaults';
import type { Fate, FaultAction } from './fate';
import { specialByFault, type FaultName, type SpecialNumber } from './specialNumbers';
import type { DeliveryOutcome } from './types';

/**
 * A fault for requests to come: for the next `times` (default 1), or for a `fraction` (0–1) of
 * them drawn from `seed`, of at most `times` if both are given. It is one with a name, or an
 * answer spelled out: then `status` is required.
 */
export interface FaultRule {
	fault?: FaultName | CraftedName;
	times?: number;
	fraction?: number;
	seed?: number;
	/** HTTP status, 100–599; after one below 200 nothing follows. */
	status?: number;
	headers?: Record<string, string | string[]>;
	/** A text goes out as it is, anything else as JSON; without it, the answer is empty. */
	body?: unknown;
	/** Whether the SMS are accepted before the answer; default as the fault has it, else false. */
	accepts?: boolean;
	/** Of a crafted fault's answer, in the unit of its kind. */
	size?: number;
	/** What becomes of the accepted messages. */
	outcome?: DeliveryOutcome;
	/** Milliseconds from acceptance to their final status event, whatever the answer was. */
	finalDelay?: number;
}

/** What a rule does to a request. */
export type RuleFate = Pick<Fate, 'accepted' | 'finalDelay' | 'sameId'> & {
	fault: string;
	action: FaultAction;
	outcome?: DeliveryOutcome;
};

type Choice = Exclude<keyof FaultRule, 'fault' | 'times' | 'fraction' | 'seed'>;

const eventChoices: readonly Choice[] = ['outcome', 'finalDelay'];

function requireWithin(name: string, value: number, least: number, most: number): void {
	if (Number.isInteger(value) && value >= least && value <= most) return;
	throw new RangeError(`${name} is a whole number from ${least} to ${most}`);
}

function allow(rule: FaultRule, kind: string, choices: readonly Choice[]): void {
	const all: Choice[] = ['status', 'headers', 'body', 'accepts', 'size', 'outcome', 'finalDelay'];
	const odd = all.find((choice) => rule[choice] !== undefined && !choices.includes(choice));
	if (odd !== undefined) throw new RangeError(`${odd} does not go with ${kind}`);
}

function specialFate(rule: FaultRule, { fault, accepted, action }: SpecialNumber): RuleFate {
	allow(rule, fault, eventChoices);
	return { fault, accepted, action };
}

function craftedFate(rule: FaultRule, crafted: CraftedFault): RuleFate {
	const { fault, form, size } = crafted;
	allow(rule, fault, ['status', 'accepts', ...(size ? (['size'] as const) : []), ...eventChoices]);
	if (size && rule.size !== undefined) requireWithin('size', rule.size, 1, size.most);
	const { status = crafted.status, accepts = crafted.accepted } = rule;
	return {
		fault,
		accepted: accepts,
		action: { do: 'craft', form, status, size: rule.size ?? size?.standard ?? 0 },
		...(crafted.sameId && { sameId: true }),
	};
}

function requireHeaders(headers: Readonly<Record<string, string | string[]>>): void {
	try {
		for (const [name, value] of Object.entries(headers)) {
			validateHeaderName(name);
			for (const one of [value].flat()) validateHeaderValue(name, one);
		}
	} catch (error) {
		throw new RangeError(`headers: ${error instanceof Error ? error.message : String(error)}`);
	}
}

function freeFate(rule: FaultRule, status: number): RuleFate {
	allow(rule, 'an answer without a name', [
		'status',
		'headers',
		'body',
		'accepts',
		...eventChoices,
	]);
	const { headers = {}, body, accepts: accepted = false } = rule;
	requireHeaders(headers);
	return {
		fault: freeFaultName(status, accepted),
		accepted,
		action: { do: 'free', status, headers, body },
	};
}

function freeFaultName(status: number, accepted: boolean): string {
	return `answer-${status}${accepted ? '-after' : ''}`;
}

function baseFate(rule: FaultRule): RuleFate {
	if (rule.fault === undefined) {
		if (rule.status === undefined) throw new RangeError('A rule names a fault or a status');
		return freeFate(rule, rule.status);
	}
	const special = specialByFault.get(rule.fault);
	if (special) return specialFate(rule, special);
	const crafted = craftedByName.get(rule.fault);
	if (crafted) return craftedFate(rule, crafted);
	throw new RangeError(`No fault named ${rule.fault}`);
}

/**
 * What a rule does to a request. Throws a RangeError for a name that no fault has, and for
 * choices that are out of range or do not go together.
 */
export function fateOfRule(rule: FaultRule): RuleFate {
	if (rule.status !== undefined) requireWithin('status', rule.status, 100, 599);
	const fate = baseFate(rule);
	const { outcome, finalDelay } = rule;
	if ((outcome ?? finalDelay) !== undefined && !fate.accepted) {
		throw new RangeError('outcome and finalDelay are for an accepted SMS');
	}
	return {
		...fate,
		...(outcome !== undefined && { outcome }),
		...(finalDelay !== undefined && { finalDelay }),
	};
}

/** What a fault does, in words, by the name that a campaign in the outbox has it by. */
export function faultEffect(fault: string): string {
	const known = specialByFault.get(fault) ?? craftedByName.get(fault);
	if (known) return known.effect;
	const [, status, after] = /^answer-(\d+)(-after)?$/.exec(fault) ?? [];
	if (status === undefined) return fault;
	return after ? `Accepted, but answered ${status}` : `Answered ${status}, nothing accepted`;
}
