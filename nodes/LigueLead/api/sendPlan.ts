import type { Campaign, Plan } from '../campaigns';
import type { Delivered, DeliveredPart } from '../outcomes';
import { notSent } from '../outcomes';
import type { Dispatcher } from './dispatch';
import type { KeyedItems } from './keyedItems';
import type { Ledger } from './ledger';
import type { RetryGuard } from './retryGuard';

/** A campaign, or what is left of it, that still has to be sent. */
export interface OpenCampaign {
	/** Its place in the plan. */
	readonly index: number;
	readonly campaign: Campaign;
}

interface Dependencies {
	readonly ledger: Ledger;
	readonly dispatcher: Dispatcher;
	/** Asked before the first request of a run, and told after the last one. */
	readonly guard: Pick<RetryGuard, 'enter' | 'leave'>;
	/** Missing where no item has an idempotency key. */
	readonly keyedItems?: KeyedItems;
	/** Campaigns whose keys are taken together, just before their requests. */
	readonly waveSize: number;
}

/**
 * Sends a plan: what earlier tries sent is answered from the ledger, the rest is dispatched; with
 * idempotency keys in waves, so that a process that is killed leaves at most one wave in doubt.
 *
 * A retry of an execution that was retried before sends nothing. Never rejects: a key store that cannot be used leaves the rest unsent, and each part says so.
 */
export async function sendPlan(plan: Plan, dependencies: Dependencies): Promise<Delivered> {
	const { ledger, dispatcher, guard, keyedItems, waveSize } = dependencies;
	const parts: DeliveredPart[][] = [];
	let open: OpenCampaign[] = [];
	for (const [index, campaign] of plan.campaigns.entries()) {
		const { parts: answered, rest } = ledger.answer(campaign);
		parts.push(answered);
		const whole = rest.length === campaign.phones.length;
		if (whole) open.push({ index, campaign });
		else if (rest.length > 0) open.push({ index, campaign: { ...campaign, phones: rest } });
	}

	const barred = open.length > 0 ? await guard.enter() : undefined;
	if (barred !== undefined) {
		for (const { index, campaign } of open) {
			parts[index]?.push({ phones: campaign.phones, outcome: barred });
		}
		open = [];
	}

	let sent = false;
	const waves = keyedItems === undefined ? [open] : chunks(open, waveSize);
	for (const wave of waves) {
		if (dispatcher.stopped) break;
		const sendable = keyedItems === undefined ? wave : await admit(wave, keyedItems, parts);
		if (sendable === undefined) break;
		const outcomes = await dispatcher.send(sendable.map(({ campaign }) => campaign));
		for (const [at, { index, campaign }] of sendable.entries()) {
			const outcome = outcomes[at];
			if (outcome === undefined) continue;
			parts[index]?.push({ phones: campaign.phones, outcome });
			sent ||= outcome.outcome === 'accepted' || outcome.outcome === 'unknown';
		}
		keyedItems?.note(wave, parts);
	}
	await keyedItems?.finish(parts);
	await guard.leave(sent);
	return { parts, repeats: keyedItems?.repeats ?? new Map() };
}

async function admit(
	wave: readonly OpenCampaign[],
	keyedItems: KeyedItems,
	parts: DeliveredPart[][],
): Promise<OpenCampaign[] | undefined> {
	try {
		return await keyedItems.admit(wave);
	} catch (cause) {
		const text = cause instanceof Error ? cause.message : String(cause);
		const outcome = notSent(
			`'Idempotency Key' could not be recorded: ${text}`,
			"A key that is not recorded cannot prevent a repetition, so no request was made. See whether n8n's database works, then try again.",
		);
		for (const { index, campaign } of wave)
			parts[index]?.push({ phones: campaign.phones, outcome });
		return undefined;
	}
}

function chunks<T>(list: readonly T[], size: number): T[][] {
	return Array.from({ length: Math.ceil(list.length / size) }, (_, at) =>
		list.slice(at * size, (at + 1) * size),
	);
}
