import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readSections, replaceSection } from '../../../docs/sections';

const README = join(__dirname, '../../../README.md');

describe('README', () => {
	it.each(Object.entries(readSections()))('has the current %s (npm run docs)', (name, section) => {
		const text = readFileSync(README, 'utf8');
		expect(replaceSection(text, name, section)).toBe(text);
	});
});
