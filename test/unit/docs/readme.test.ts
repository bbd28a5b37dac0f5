import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import records from '../../../docs/compatibility.json';
import { version } from '../../../package.json';
import { replaceSection } from '../../../docs/markers';
import { readSections } from '../../../docs/sections';
import { FILLED_IN_BY_MODEL } from '../../e2e/support/filledIn';

const ROOT = join(__dirname, '../../..');
const README = join(ROOT, 'README.md');

describe('README', () => {
	it.each(Object.entries(readSections()))('has the current %s (npm run docs)', (name, section) => {
		const text = readFileSync(README, 'utf8');
		expect(replaceSection(text, name, section)).toBe(text);
	});

	it('shows the expressions with which the tests let a model fill in the fields', () => {
		const text = readFileSync(README, 'utf8');
		const { phones, message, options } = FILLED_IN_BY_MODEL;
		for (const expression of [phones, message, options.idempotencyKey]) {
			expect(text).toContain(`\`${expression.slice(1)}\``);
		}
	});
});

describe('the record of the compatibility', () => {
	const e2e = readdirSync(join(ROOT, 'test/e2e')).filter((name) => name.endsWith('.test.ts'));

	it.each(records.map(({ n8n, files }) => ({ n8n, files })))(
		'of n8n $n8n is of the tests that there are',
		({ files }) => {
			expect(Object.keys(files).sort()).toEqual(
				e2e.map((name) => name.replace('.test.ts', '')).sort(),
			);
		},
	);
});

it('the guide to the queue mode installs this version', () => {
	const settings = readFileSync(join(ROOT, 'deploy/queue-mode/.env.example'), 'utf8');
	expect(settings).toContain(`\nLIGUELEAD_NODE_VERSION=${version}\n`);
});
