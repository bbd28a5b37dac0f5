import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { craftedFaultsTable } from '../../sandbox/craftedFaults';

test('the README of the sandbox lists every fault that has no special number', () => {
	const readme = readFileSync(join(import.meta.dirname, '../../sandbox/README.md'), 'utf8');
	expect(readme).toContain(craftedFaultsTable());
});
