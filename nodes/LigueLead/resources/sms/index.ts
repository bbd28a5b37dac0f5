import type { Resource } from '../operation';
import { preview } from './preview';
import { send } from './send';
import { sendWait } from './sendWait';

/** SMS and flash SMS. */
export const sms: Resource = {
	value: 'sms',
	name: 'SMS',
	operations: [send, sendWait, preview],
	firstChoice: 'send',
	marks: { flash: 'flash' },
};
