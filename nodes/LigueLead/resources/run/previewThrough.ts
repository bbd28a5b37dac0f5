import type { IExecuteFunctions } from 'n8n-workflow';

import {
	collectResultsSteps,
	limitCreditsSteps,
	planCampaignsSteps,
	prepareSteps,
	previewResultsSteps,
	showRefusals,
	type Channel,
} from '../../campaigns';
import type { Operation } from '../operation';
import { addHints } from './hints';
import { inSlices } from './inSlices';
import { toOutput } from './output';
import { readItems } from './readItems';
import { readRunSettings } from './settings';

/**
 * Test Without Sending, of any channel: what Send would do with the same parameters, without a request. One
 * output per item, paired, whatever On Error says: items that Send would refuse say why.
 */
export function previewThrough(channel: Channel): Operation['execute'] {
	return async (context: IExecuteFunctions) => {
		const { campaigns, maxRunCredits } = readRunSettings(context);
		const requests = await readItems(context, channel, 'Phones');
		const checked = await inSlices(prepareSteps(requests, channel, Date.now()));
		const prepared = await inSlices(limitCreditsSteps(checked, campaigns, maxRunCredits));
		const plan = await inSlices(planCampaignsSteps(prepared.drafts, campaigns));
		const previews = await inSlices(previewResultsSteps(plan));
		const results = showRefusals(await inSlices(collectResultsSteps(prepared, previews)));
		await addHints(context, prepared, { grouping: campaigns, results, isPreview: true });
		return await toOutput(results, context);
	};
}
