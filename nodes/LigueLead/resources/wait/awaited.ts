import type { IDataObject } from 'n8n-workflow';

import type { Draft, ItemFailure, ItemResult } from '../../campaigns';
import { describeSuccess } from '../../campaigns';

/** What a pass waits for, and what comes out. */
export interface Awaited {
	/** Missing as long as nobody knows whether LigueLead took the message. */
	readonly campaignId?: string;
	readonly phone: string;
	/** The output once an event has come, without the event. */
	readonly delivered: IDataObject;
	/** The output as long as none has. Never with a key `error`: Retry On Fail would run the node again. */
	readonly waiting: IDataObject;
	/** The output if none has come within the time limit. */
	readonly timedOut: IDataObject;
}

interface Circumstances {
	/** The time limit, in words. */
	readonly limit: string;
	/** Makes a failing item of a failure; missing if the workflow stops on failure. */
	readonly fail?: (failure: ItemFailure, delivery: IDataObject) => Record<string, unknown>;
}

/**
 * Says what to wait for after a send: the final status of a message that was accepted, or any proof that it
 * was where the answer was lost. Undefined for everything else, which is no message to wait for.
 */
export function awaitedOf(
	result: ItemResult | undefined,
	draft: Draft | undefined,
	circumstances: Circumstances,
): Awaited | undefined {
	if (result === undefined || draft === undefined) return undefined;
	const phone = draft.phones[0] ?? '';
	if (result.kind === 'success') return accepted(result.json, phone, circumstances);
	const { failure } = result;
	return isInDoubt(failure) ? inDoubt(draft, failure, phone, circumstances) : undefined;
}

/** Whether nobody knows what became of an item. */
export function isInDoubt({ details }: ItemFailure): boolean {
	return details.outcome === 'unknown';
}

function accepted(
	answer: Record<string, unknown>,
	phone: string,
	{ limit }: Circumstances,
): Awaited | undefined {
	const json = answer as IDataObject;
	const { campaign_id: campaignId } = (json.data ?? {}) as IDataObject;
	if (typeof campaignId !== 'string') return undefined;
	const message = `No final status has reached this execution (time limit: ${limit})`;
	const timedOut = { ...json, delivery: { status: 'timedOut', phone, message } };
	return { campaignId, phone, delivered: json, waiting: json, timedOut };
}

function inDoubt(
	draft: Draft,
	failure: ItemFailure,
	phone: string,
	{ limit, fail }: Circumstances,
): Awaited {
	const delivered = describeSuccess(draft, [], [{ phones: draft.phones, outcome: PROVEN }], []);
	const doubt = { ...delivered, message: failure.message, sent: false, outcome: 'unknown' };
	const delivery = {
		status: 'unknown',
		phone,
		message: `No status event has reached this execution (time limit: ${limit}), which does not mean that the message was not sent. ${failure.remedy}`,
	};
	return {
		phone,
		delivered: delivered as IDataObject,
		waiting: doubt,
		timedOut: (fail?.(failure, delivery) ?? { ...doubt, delivery }) as IDataObject,
	};
}

// The event has the campaign's id.
const PROVEN = {
	outcome: 'accepted',
	campaignId: '',
	answer: {
		message: "LigueLead's answer was lost; its status event shows that the message was accepted",
		data: {},
	},
} as const;
