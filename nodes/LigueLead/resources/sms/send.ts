import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { limitCreditsSteps, prepareSteps } from '../../campaigns';
import type { Operation } from '../operation';
import * as field from '../run/fields';
import { addHints } from '../run/hints';
import { inSlices } from '../run/inSlices';
import * as option from '../run/optionFields';
import { openRun } from '../run/openRun';
import { toOutput } from '../run/output';
import { readItems } from '../run/readItems';
import { sms } from './channel';
import { flash, message } from './fields';
import { messageOptions } from './optionFields';
import { wantedSms } from './wanted';

/**
 * SMS → Send: items → waves → dispatch → one output per item, in order and paired.
 *
 * If the workflow stops on failure, throws before the first request if an item cannot be sent, and
 * after the last one in flight if a campaign was not accepted. If it continues, never throws: such
 * items come out as `{error, details}`.
 */
async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const run = openRun(context, sms);
	const requests = await readItems(context, sms, 'Phones');
	const checked = await inSlices(prepareSteps(requests, sms, Date.now()));
	const { campaigns, maxRunCredits } = run.settings;
	const prepared = await inSlices(limitCreditsSteps(checked, campaigns, maxRunCredits));
	await run.refuse(prepared);
	const { results, ...facts } = await run.send(await run.address(prepared));
	await addHints(context, prepared, { ...facts, results, grouping: campaigns });
	const output = await toOutput(results, context, wantedSms(context, requests));
	// Last: as long as anything can go wrong, a retry needs what is remembered.
	if (results.every(({ kind }) => kind === 'success')) run.end();
	return output;
}

export const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send an SMS to mobile numbers',
	description: 'Send an SMS to one or many Brazilian mobile numbers',
	sends: true,
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
			option.idempotencyHistory,
			option.idempotencyKey,
			option.includeInput,
			option.invalidPhones,
			option.maxRunCredits,
			option.maxTries,
			option.onlySendTo,
			option.parallelRequests,
			option.sendingHours,
			option.statusWebhookUrl,
			option.runLimit,
			option.timeout,
			option.unknownOutcome,
		),
	],
	execute,
};
