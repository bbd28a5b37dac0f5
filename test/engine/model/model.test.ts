import type { Sandbox } from '../../../sandbox';
import { check, describeFound, startModelSandbox } from './property';

// Always the same ones: `npm run test:model` tries others.
const SEED = 1;
const RUNS = 48;

jest.setTimeout(120_000);

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startModelSandbox();
});

afterAll(async () => await sandbox.close());

it('what the server took and what each item is told fit any input, faults, retries and edits', async () => {
	const found = await check(sandbox, { seed: SEED, runs: RUNS, shrinkFor: 20_000 });
	expect(found.failed ? describeFound(found) : '').toBe('');
	expect(found.numRuns).toBe(RUNS);
});
