import { join } from 'node:path';
import type { N8n } from '../../../n8n/src/process';

/** Where e2e tests put what they make; ignored by git. */
export const CACHE = join(__dirname, '..', '..', '..', '.cache', 'e2e');

/** The environment variable through which test files learn of what the setup has started. */
export const SHARED_ENV = 'E2E_SHARED';

/** The running n8n, for setup and teardown; test files have another copy of this module. */
export const shared: { n8n?: N8n } = {};
