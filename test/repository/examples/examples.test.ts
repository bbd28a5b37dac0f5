import { CronTime } from 'cron';
import type { INodeTypeDescription } from 'n8n-workflow';

import { LigueLead } from '../../../nodes/LigueLead/LigueLead.node';
import { LigueLeadTrigger } from '../../../nodes/LigueLead/LigueLeadTrigger.node';
import { exampleFiles, readExample, readText } from './examples';
import { unknownParameters } from './parameters';

const OURS: Record<string, INodeTypeDescription> = {
	'n8n-nodes-liguelead.ligueLead': new LigueLead().description,
	'n8n-nodes-liguelead.ligueLeadTrigger': new LigueLeadTrigger().description,
};

// Of n8n itself; that n8n knows them is shown by the tests that run the examples.
const N8N = [
	...['aggregate', 'crypto', 'dataTable', 'extractFromFile', 'filter', 'formTrigger'],
	...['httpRequest', 'if', 'noOp', 'postgres', 'scheduleTrigger', 'set', 'splitOut'],
	...['stickyNote', 'stopAndError', 'switch', 'wait', 'webhook'],
].map((name) => `n8n-nodes-base.${name}`);

// n8n's own nodes behind a URL that anybody can call.
const OPEN_URL = /\.(webhook|formTrigger)$/;
// A message that is nothing but a field of what comes in.
const ONE_FIELD = /^=\{\{[^{}]*\}\}$/;

const SECRET = /eyJ[\w-]{10,}|[0-9a-f]{32,}|(token|secret|password|api.?key)"\s*:\s*"(?!=)[^"]+"/i;

describe.each(exampleFiles)('%s', (file) => {
	const { name, nodes, connections } = readExample(file);
	const ours = nodes.filter(({ type }) => type in OURS);
	const note = nodes
		.filter(({ type }) => type.endsWith('.stickyNote'))
		.map(({ parameters }) => parameters.content)
		.join('\n');
	const names = nodes.map((node) => node.name);

	it('has a name, an SMS node, and node types that n8n knows', () => {
		expect(name).not.toBe('');
		expect(ours.length).toBeGreaterThan(0);
		const unknown = nodes.filter(({ type }) => !(type in OURS) && !N8N.includes(type));
		expect(unknown).toEqual([]);
	});

	it('uses only parameters and values that the LigueLead nodes have', () => {
		const unknown = ours.flatMap(({ type, parameters }) =>
			unknownParameters(OURS[type] ?? { properties: [] }, parameters),
		);
		expect(unknown).toEqual([]);
	});

	it('connects nodes that exist; each node has a name and an id of its own', () => {
		const targets = Object.values(connections).flatMap(({ main }) => main.flat());
		const used = [...Object.keys(connections), ...targets.map(({ node }) => node)];
		expect(used.filter((node) => !names.includes(node))).toEqual([]);
		expect(new Set(names).size).toBe(nodes.length);
		expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
	});

	it('says in a note to choose the credential', () => {
		expect(note).toMatch(/choose your LigueLead credential/i);
	});

	it('says in a note how to protect each URL of its own', () => {
		const isOpen = nodes.some(({ type }) => OPEN_URL.test(type));
		expect(note.includes('*Authentication*')).toBe(isOpen);
	});

	it('says in a note to write a message only if it holds one', () => {
		const messages = ours.flatMap(({ parameters }) => parameters.message ?? []);
		const holdsText = messages.some((message) => !ONE_FIELD.test(String(message)));
		expect(note.includes('write your own message')).toBe(holdsText);
	});

	it('leads on from each error output', () => {
		const failing = nodes.filter(({ onError }) => onError === 'continueErrorOutput');
		const dead = failing.filter((node) => !connections[node.name]?.main[1]?.length);
		expect(dead).toEqual([]);
	});

	it('makes no code that can be guessed', () => {
		expect(readText(file)).not.toContain('Math.random');
	});

	it('holds no credential and no secret', () => {
		const ids = nodes.flatMap(({ credentials = {} }) => Object.values(credentials));
		expect(ids.filter(({ id }) => Boolean(id))).toEqual([]);
		const withoutIds = nodes.map(({ id: _, ...node }) => ({ ...node, webhookId: undefined }));
		expect(JSON.stringify(withoutIds)).not.toMatch(SECRET);
	});

	it('is in the table of the examples', () => {
		expect(readText('README.md')).toContain(`(${file})`);
	});
});

it('no two examples listen on the same path', () => {
	const paths = exampleFiles
		.flatMap((file) => readExample(file).nodes)
		.flatMap(({ parameters }) => parameters.path ?? []);
	expect(new Set(paths).size).toBe(paths.length);
});

const WEEK = [1, 2, 3, 4, 5, 6, 7];

it.each([
	['appointment-reminder.json', WEEK.slice(0, 5), 9, 17],
	['abandoned-cart.json', WEEK, 9, 19],
])('%s starts on the weekdays %j from %i to %i in São Paulo', (file, weekdays, first, last) => {
	const { nodes, settings } = readExample(file);
	const schedule = nodes.find(({ type }) => type.endsWith('.scheduleTrigger'));
	const { rule } = schedule?.parameters as { rule: { interval: [{ expression: string }] } };
	expect(settings.timezone).toBe('America/Sao_Paulo');
	const times = new CronTime(rule.interval[0].expression, settings.timezone).sendAt(400);
	const inSaoPaulo = times.map((time) => time.setZone('America/Sao_Paulo'));
	expect(new Set(inSaoPaulo.map(({ weekday }) => weekday))).toEqual(new Set(weekdays));
	expect(Math.min(...inSaoPaulo.map(({ hour }) => hour))).toBe(first);
	expect(Math.max(...inSaoPaulo.map(({ hour }) => hour))).toBe(last);
});
