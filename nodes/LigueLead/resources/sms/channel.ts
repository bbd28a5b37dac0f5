import type { Channel } from '../../campaigns';
import { readContent } from './content/readContent';

/** SMS and flash SMS. */
export const sms: Channel = {
	parameters: { message: 'Message', title: 'Title', groupId: 'Group ID', flash: 'Flash' },
	wanted: {
		key: 'sms',
		names: { message: 'message', title: 'title', groupId: 'group_id', flash: 'is_flash' },
	},
	readContent,
	sourceOf: ({ message, flash, options }) => {
		const { replaceSpecialCharacters } = (options ?? {}) as Record<string, unknown>;
		return [message, flash, replaceSpecialCharacters];
	},
};
