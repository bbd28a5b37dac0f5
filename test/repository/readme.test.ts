import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

import { replaceSection } from '../../docs/markers';
import { compatibilitySentence, readSections } from '../../docs/sections';
import { findStale } from '../../n8n/src/compatibility';
import { version } from '../../package.json';
import { FILLED_IN_BY_MODEL } from '../support/filledIn';

const ROOT = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const GENERATED = ['README.md', 'docs/parameters.md', 'docs/reliability.md', 'docs/sandbox.md'];

describe('the documents', () => {
	let sections: Record<string, Record<string, string>>;
	beforeAll(async () => {
		sections = await readSections();
	}, 60_000);

	it.each(GENERATED)('have current generated parts (npm run docs): %s', (file) => {
		const text = read(file);
		const own = Object.entries(sections[file] ?? {});
		expect(own).not.toEqual([]);
		for (const [name, section] of own) {
			expect([name, replaceSection(text, name, section) === text]).toEqual([name, true]);
		}
	});

	it('have no other generated parts', () => {
		expect(Object.keys(sections).sort()).toEqual([...GENERATED].sort());
	});

	it('show the expressions with which the tests let a model fill in the fields', () => {
		const text = read('docs/ai-agents.md');
		const { phones, message, options } = FILLED_IN_BY_MODEL;
		for (const expression of [phones, message, options.idempotencyKey]) {
			expect(text).toContain(`\`${expression.slice(1)}\``);
		}
	});

	const documents = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.md'))
		.map((file) => `docs/${file}`)
		.concat('README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'examples/README.md');

	it.each(documents)('link to files that are there: %s', (file) => {
		const links = [...read(file).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, to = '']) => to);
		const missing = links.filter((to) => !existsSync(join(ROOT, posix.join(dirname(file), to))));
		expect(missing).toEqual([]);
	});

	it('keep the headings that n8n links to', () => {
		const nodes = ['LigueLead.node.json', 'LigueLeadTrigger.node.json'].map((file) =>
			read(`nodes/LigueLead/${file}`),
		);
		const text = [...nodes, read('credentials/LigueLeadApi.credentials.ts')].join();
		const headings = [...read('README.md').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
			heading.toLowerCase().replaceAll(' ', '-'),
		);
		const linked = [...text.matchAll(/readme-ov-file#([\w-]+)/g)].map(([, anchor = '']) => anchor);
		expect(linked).not.toEqual([]);
		expect(linked.filter((anchor) => !headings.includes(anchor))).toEqual([]);
	});
});

describe('the record of the compatibility', () => {
	const record = (n8n: string, ...failed: string[]) => ({
		n8n,
		node: '24.0.0',
		files: { crash: { passed: 1, failed } },
	});

	it('is told in a sentence', () => {
		const versions = [record('2.41.1'), record('1.123.81')];
		expect(compatibilitySentence(versions)).toMatch(/^Tested on n8n 2\.41 and 1\.123: /);
		expect(compatibilitySentence([record('2.41.1', 'one')])).toMatch(/where 1 test fails: /);
	});

	it('is stale if tests came or went', () => {
		const records = [record('2.41.1')];
		expect(findStale(records, ['crash'])).toEqual([]);
		expect(findStale(records, ['crash', 'retry'])).toEqual([expect.stringContaining('retry')]);
		expect(findStale(records, [])).toEqual([expect.stringContaining('crash')]);
	});
});

it('the guide to the queue mode installs this version', () => {
	const settings = read('deploy/queue-mode/.env.example');
	expect(settings).toContain(`\nLIGUELEAD_NODE_VERSION=${version}\n`);
});
