import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { collectResults, prepare, readResults } from '../../campaigns';
import { deliver, openRecords } from './deliver';
import { planningError, sendingError } from './errors';
import { addHints } from './hints';
import { toOutput } from './output';
import { readItems } from './readItems';
import { readRunSettings } from './settings';

/**
 * SMS → Send: items → plan → dispatch → one output per item, in order and paired.
 *
 * Where the workflow stops on failure, throws before the first request if an item cannot be sent,
 * and after the last one in flight if a campaign was not accepted. Where it continues, never throws:
 * such items come out as `{error, message, details}`.
 */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const continues = this.continueOnFail();
	const settings = readRunSettings(this);
	const records = openRecords(this, settings);
	const prepared = prepare(readItems(this, 'Phones'), settings.campaigns);
	if (prepared.refusals.length > 0 && !continues) {
		throw planningError(this.getNode(), prepared, records.ledger.acceptedCampaigns());
	}

	const delivered = await deliver(this, prepared.plan, settings, records);
	const results = collectResults(prepared, readResults(prepared.plan, delivered));
	const failed = results.some(({ kind }) => kind === 'failure');
	if (failed && !continues) {
		throw sendingError(this.getNode(), results, delivered);
	}
	if (!failed) records.ledger.clear();
	addHints(this, prepared);
	return toOutput(results, this.getNode());
}
