import type { IExecuteFunctions } from 'n8n-workflow';

const KEY = 'liguelead_campaign_id';

/** What n8n stores of a value, in characters. */
const LONGEST = 512;

/**
 * Notes campaigns in n8n's custom data, by which an execution is found in the list of executions. Of more ids than
 * fit, the first ones are there, those of earlier runs of the execution included.
 */
export function noteCampaigns(context: IExecuteFunctions, ids: readonly string[]): void {
	if (ids.length === 0) return;
	try {
		const known = context.customData.get(KEY);
		let value = typeof known === 'string' ? known : '';
		for (const id of ids) {
			const longer = value === '' ? id : `${value},${id}`;
			if (longer.length > LONGEST) break;
			if (!value.split(',').includes(id)) value = longer;
		}
		context.customData.set(KEY, value);
	} catch {
		// An SMS that was sent does not fail because it cannot be found by its id.
	}
}
