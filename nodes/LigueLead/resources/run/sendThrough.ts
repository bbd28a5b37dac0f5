import type { IExecuteFunctions } from 'n8n-workflow';

import { limitCreditsSteps, prepareSteps, type Channel } from '../../campaigns';
import type { Operation } from '../operation';
import { addHints } from './hints';
import { inSlices } from './inSlices';
import { openRun } from './openRun';
import { toOutput } from './output';
import { readItems } from './readItems';
import { wantedOf } from './wanted';

/**
 * Send, of any channel: items → waves → dispatch → one output per item, in order and paired.
 *
 * If the workflow stops on failure, it throws before the first request if an item cannot be sent, and
 * after the last one in flight if a campaign was not accepted. If it continues, it never throws: such
 * items come out as `{error, details}`.
 */
export function sendThrough(channel: Channel): Operation['execute'] {
	return async (context: IExecuteFunctions) => {
		const run = openRun(context, channel);
		const requests = await readItems(context, channel, 'Phones');
		const checked = await inSlices(prepareSteps(requests, channel, Date.now()));
		const { campaigns, maxRunCredits } = run.settings;
		const prepared = await inSlices(limitCreditsSteps(checked, campaigns, maxRunCredits));
		await run.refuse(prepared);
		const { results, ...facts } = await run.send(await run.address(prepared));
		await addHints(context, prepared, { ...facts, results, grouping: campaigns });
		const output = await toOutput(results, context, wantedOf(context, channel, requests));
		// Last: as long as anything can go wrong, a retry needs what is remembered.
		if (results.every(({ kind }) => kind === 'success')) run.end();
		return output;
	};
}
