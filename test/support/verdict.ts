/**
 * What an output says of its item: `accepted`, why it was skipped, or the outcome of its failure;
 * `failed` if it says none of these.
 */
export function verdictOf(json: Readonly<Record<string, unknown>>): string {
	const { outcome } = (json.details ?? {}) as { outcome?: string };
	if (json.error !== undefined) return outcome ?? 'failed';
	if (json.skipped === true) return String(json.reason);
	return typeof json.data === 'object' ? 'accepted' : 'failed';
}

/** What the error that stopped a workflow says. */
export interface Stopped {
	/** Of the items that had their turn: outcome by item. */
	readonly outcomes: ReadonlyMap<number, string>;
	/** How many never had their turn. */
	readonly notSent: number;
	readonly acceptedIds: readonly string[];
}

/** Reads the error of a stopped execution, as n8n saves it. */
export function readStopped(error: unknown): Stopped {
	const { data } = (error as { context: { data: StoppedData } }).context;
	return {
		outcomes: new Map(data.items.map(({ item, outcome }) => [item, outcome])),
		notSent: data.items_not_sent,
		acceptedIds: data.accepted_campaign_ids,
	};
}

interface StoppedData {
	items: Array<{ item: number; outcome: string }>;
	items_not_sent: number;
	accepted_campaign_ids: string[];
}
