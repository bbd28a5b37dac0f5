import type { Resource } from '../operation';
import { getAll } from './getAll';
import { uploadAudio } from './upload';

/** Audio files of voice messages. */
export const audio: Resource = {
	value: 'audio',
	name: 'Audio',
	operations: [getAll, uploadAudio],
	firstChoice: 'upload',
};
