import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import {
	collectResultsSteps,
	limitCreditsSteps,
	planCampaignsSteps,
	prepareSteps,
	previewResultsSteps,
} from '../../campaigns';
import type { Operation } from '../operation';
import { planningError } from '../run/errors';
import * as field from '../run/fields';
import { addHints } from '../run/hints';
import { inSlices } from '../run/inSlices';
import * as option from '../run/optionFields';
import { toOutput } from '../run/output';
import { readItems } from '../run/readItems';
import { readRunSettings } from '../run/settings';
import { sms } from './channel';
import { flash, message } from './fields';
import { messageOptions } from './optionFields';
import { wantedSms } from './wanted';

/**
 * SMS → Test Without Sending: what Send would do with the same parameters, without a request. One output per
 * item, paired; items that cannot be sent behave as in Send.
 */
async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const { campaigns, maxRunCredits } = readRunSettings(context);
	const requests = await readItems(context, sms, 'Phones');
	const checked = await inSlices(prepareSteps(requests, sms, Date.now()));
	const prepared = await inSlices(limitCreditsSteps(checked, campaigns, maxRunCredits));
	const { refusals, planned, drafts } = prepared;
	if (refusals.length > 0 && !context.continueOnFail()) {
		throw planningError(context.getNode(), refusals, planned.length);
	}
	const plan = await inSlices(planCampaignsSteps(drafts, campaigns));
	const placements = [...plan.placements.values()];
	const duplicates = placements.reduce((sum, one) => sum + one.duplicates.length, 0);
	await addHints(context, prepared, { grouping: campaigns, duplicates });
	const previews = await inSlices(previewResultsSteps(plan));
	const results = await inSlices(collectResultsSteps(prepared, previews));
	return await toOutput(results, context.getNode(), wantedSms(context, requests));
}

export const preview: Operation = {
	value: 'preview',
	name: 'Test Without Sending',
	action: 'Test an SMS without sending it',
	description: 'Show what Send would do, who would be skipped and the credits; sends nothing',
	subtitle: 'Test SMS without sending',
	sends: false,
	fields: [
		field.phones,
		message,
		field.title,
		field.groupId,
		flash,
		field.campaigns,
		field.optionsOf(
			...messageOptions,
			option.addNinthDigit,
			option.doNotSend,
			option.idempotencyKey,
			option.invalidPhones,
			option.maxRunCredits,
			option.onlySendTo,
			option.sendingHours,
			option.statusWebhookUrl,
		),
	],
	execute,
};
