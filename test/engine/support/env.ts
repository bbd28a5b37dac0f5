// n8n-core reads these while it is being imported: import this file before it.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'liguelead-engine-'));
process.env.N8N_ENCRYPTION_KEY ??= 'engine-tests-only';
process.env.N8N_LOG_LEVEL = 'silent';
process.env.NO_PROXY = '*';
process.env.N8N_DIAGNOSTICS_ENABLED = 'false';
