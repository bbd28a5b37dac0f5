import { N8N_FOLDER } from '../../n8n/src/install';
import { n8nVersion } from '../../n8n/src/runtime';

/** Whether the n8n under test is of the line 1.x, which lacks some things that n8n 2 has. */
export const IS_N8N_1 = n8nVersion(N8N_FOLDER).startsWith('1.');
