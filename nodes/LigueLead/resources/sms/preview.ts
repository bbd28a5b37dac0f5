import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { collectResults, prepare, previewResults } from '../../campaigns';
import { planningError } from './errors';
import { addHints } from './hints';
import { toOutput } from './output';
import { readItems } from './readItems';
import { readRunSettings } from './settings';

/**
 * SMS → Preview: what Send would do with the same parameters, without a request. One output per
 * item, paired; items that cannot be sent behave as in Send.
 */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const { campaigns } = readRunSettings(this);
	const prepared = prepare(readItems(this, 'Phones'), campaigns);
	if (prepared.refusals.length > 0 && !this.continueOnFail()) {
		throw planningError(this.getNode(), prepared, []);
	}
	addHints(this, prepared);
	return toOutput(collectResults(prepared, previewResults(prepared.plan)), this.getNode());
}
