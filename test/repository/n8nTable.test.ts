import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

const rows = read('docs/n8n.md')
	.split('\n')
	.filter((line) => line.startsWith('| ') && !line.startsWith('| **') && !line.startsWith('| ---'))
	.slice(1)
	.map((line) => line.slice(2, -2).split(' | '));

describe('the table of what n8n does', () => {
	it('has rows', () => {
		expect(rows.length).toBeGreaterThan(17);
	});

	it.each(rows)(
		'%s: who relies on it is there, and so are the tests',
		(_, users = '', tests = '') => {
			const files = [...users.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file);
			expect(files).not.toEqual([]);
			expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
			for (const named of tests.split('<br>')) {
				const [, file = '', title = ''] = /^`(test\/[^`]+)` (.+)$/.exec(named) ?? [named];
				expect([named, existsSync(join(ROOT, file))]).toEqual([named, true]);
				expect(read(file)).toContain(title);
			}
		},
	);
});
