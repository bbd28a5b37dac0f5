import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import {
	collectResultsSteps,
	limitCreditsSteps,
	planCampaignsSteps,
	prepareSteps,
	previewResultsSteps,
	showRefusals,
} from '../../campaigns';
import type { Operation } from '../operation';
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

/**
 * SMS → Test Without Sending: what Send would do with the same parameters, without a request. One output per
 * item, paired, whatever On Error says: items that Send would refuse say why.
 */
async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const { campaigns, maxRunCredits } = readRunSettings(context);
	const requests = await readItems(context, sms, 'Phones');
	const checked = await inSlices(prepareSteps(requests, sms, Date.now()));
	const prepared = await inSlices(limitCreditsSteps(checked, campaigns, maxRunCredits));
	const plan = await inSlices(planCampaignsSteps(prepared.drafts, campaigns));
	const previews = await inSlices(previewResultsSteps(plan));
	const results = showRefusals(await inSlices(collectResultsSteps(prepared, previews)));
	await addHints(context, prepared, { grouping: campaigns, results, isPreview: true });
	return await toOutput(results, context);
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
			option.includeInput,
			option.invalidPhones,
			option.maxRunCredits,
			option.onlySendTo,
			option.sendingHours,
			option.statusWebhookUrl,
		),
	],
	execute,
};
