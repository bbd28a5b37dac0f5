import type { IDataObject } from 'n8n-workflow';

import { NODE, type EngineRun } from '../support';

/** What an item, or an execution that stopped, was told. */
export interface Told {
	readonly kind: 'sent' | 'skipped' | 'failed';
	readonly outcome: string;
	readonly reason: string;
	readonly isSafe: boolean;
	/** All sentences. */
	readonly text: string;
	readonly ids: readonly string[];
	readonly phones: readonly string[];
	/** How many phones were skipped. */
	readonly skipped: number;
	readonly credits: { readonly per_recipient?: number; readonly total?: number };
}

/** What an item's output says, whether the remedy stands beside the details or among them. */
export function readTold(json: IDataObject): Told {
	const details = (json.details ?? {}) as IDataObject;
	const source = json.error === undefined ? json : details;
	const { phones = [], skipped = [] } = (json.recipients ?? {}) as Record<string, string[]>;
	const { campaign_id: id } = (json.data ?? {}) as { campaign_id?: string };
	const campaigns = (source.campaigns ?? []) as Array<{ campaign_id?: string }>;
	const ids = [id, ...(Array.isArray(campaigns) ? campaigns : []).map((one) => one.campaign_id)];
	return {
		kind: json.error !== undefined ? 'failed' : json.skipped === true ? 'skipped' : 'sent',
		outcome: String(details.outcome ?? ''),
		reason: String(json.reason ?? ''),
		isSafe: details.safe_to_send_again === true,
		text: [json.error, json.message, details.remedy].map((one) => String(one ?? '')).join(' '),
		ids: [...new Set(ids.filter((one) => one !== undefined))],
		phones,
		skipped: skipped.length,
		credits: (json.credits ?? {}) as Told['credits'],
	};
}

/** What stopped an execution. */
export interface Stopped {
	readonly text: string;
	/** The item that it names. */
	readonly item: number | undefined;
	readonly isSafe: boolean;
	readonly ids: readonly string[] | undefined;
	readonly items: ReadonlyArray<{ readonly item: number; readonly outcome: string }>;
}

/** Reads the error of a stopped execution. */
export function readStopped({ error }: EngineRun): Stopped {
	const { message, description, context } = (error ?? {}) as unknown as {
		message?: string;
		description?: string;
		context?: { data?: IDataObject };
	};
	const data = context?.data ?? {};
	const item = /\[item (\d+)\]/.exec(message ?? '')?.[1];
	return {
		text: `${message} ${description}`,
		item: item === undefined ? undefined : Number(item),
		isSafe: data.safe_to_send_again === true,
		ids: data.accepted_campaign_ids as string[] | undefined,
		items: ((data.items ?? []) as Array<{ item: number; outcome?: string }>).map((one) => ({
			item: one.item,
			outcome: one.outcome ?? 'notSent',
		})),
	};
}

/** A node's outputs with the item they are paired with and the branch they left through. */
export function readOutputs(
	run: EngineRun,
): Array<{ item: number; branch: number; json: IDataObject }> {
	return run.outputs(NODE).flatMap((items, branch) =>
		items.map(({ json, pairedItem }) => ({
			item: (pairedItem as { item: number } | undefined)?.item ?? -1,
			branch,
			json,
		})),
	);
}
