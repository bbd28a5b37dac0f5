import type { Resource } from '../operation';
import { preview } from './preview';
import { searchAudio } from './searchAudio';
import { send } from './send';
import { sendWait } from './sendWait';

/** Voice messages. */
export const voice: Resource = {
	value: 'voice',
	name: 'Voice',
	operations: [send, sendWait, preview],
	firstChoice: 'send',
	searches: { searchAudio },
};
