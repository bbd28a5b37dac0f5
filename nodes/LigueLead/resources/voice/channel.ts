import type { Channel } from '../../campaigns';
import { readContent } from './content/readContent';

/** Voice messages: calls that play an audio file. */
export const voice: Channel = {
	parameters: { audio: 'Audio', title: 'Title', groupId: 'Group ID' },
	landlines: true,
	wanted: { key: 'voice', names: { audio: 'audio', title: 'title', groupId: 'group_id' } },
	readContent,
	sourceOf: ({ audio, options }) => {
		const { retryAttempts, retryInterval, retryEndTime } = (options ?? {}) as Record<
			string,
			unknown
		>;
		return [audio, retryAttempts, retryInterval, retryEndTime];
	},
};
