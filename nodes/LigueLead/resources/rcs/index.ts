import type { Resource } from '../operation';
import { preview } from './preview';
import { loadVariables, searchAgents, searchTemplates } from './searches';
import { send } from './send';
import { sendWait } from './sendWait';

/** RCS messages. */
export const rcs: Resource = {
	value: 'rcs',
	name: 'RCS',
	operations: [send, sendWait, preview],
	firstChoice: 'send',
	searches: { searchAgents, searchTemplates },
	choices: { loadVariables },
};
