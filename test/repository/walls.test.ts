import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const PURE = ['recipients', 'message', 'campaigns', 'outcomes', 'statusEvents'];
const CONTENT = 'resources/sms/content';

const IMPORTS = 'no-restricted-imports';
const SYNTAX = 'no-restricted-syntax';
const PROPERTIES = 'no-restricted-properties';
const GLOBALS = 'no-restricted-globals';

/** Room, code, and the rule that forbids it there, if one does. */
type Case = readonly [room: string, text: string, rule: string | undefined];

const IMPURE: ReadonlyArray<readonly [text: string, rule: string]> = [
	["import { sleep } from 'n8n-workflow';", IMPORTS],
	["import type { INode } from 'n8n-workflow';", IMPORTS],
	["export * from 'n8n-core';", IMPORTS],
	["import axios from 'axios';", IMPORTS],
	["import { createHash } from 'crypto';", IMPORTS],
	["import { createHash } from 'node:crypto';", IMPORTS],
	["import { readFile } from 'fs/promises';", IMPORTS],
	["import http from 'http';", IMPORTS],
	["void import('crypto');", SYNTAX],
	['Date.now();', PROPERTIES],
	['new Date();', SYNTAX],
	['Date();', SYNTAX],
	['Math.random();', PROPERTIES],
	['performance.now();', GLOBALS],
	['crypto.randomUUID();', GLOBALS],
	["void fetch('https://example.com');", GLOBALS],
];

const imports = (room: string, path: string, rule?: string): Case => [
	room,
	`import { one } from '${path}';`,
	rule,
];

const cases: Case[] = [
	...[...PURE, CONTENT].flatMap((room): Case[] => [
		...IMPURE.map(([text, rule]): Case => [room, text, rule]),
		imports(room, room === CONTENT ? '../../../api/gate' : '../api/gate', IMPORTS),
		imports(room, room === CONTENT ? '../../../memory' : '../memory', IMPORTS),
		imports(room, room === CONTENT ? '../../run/errors' : '../resources/run/errors', IMPORTS),
		imports(room, room === CONTENT ? '../../../LigueLead.node' : '../LigueLead.node', IMPORTS),
		imports(room, './one'),
		imports(room, 'libphonenumber-js/core'),
		[room, 'new Date(0); Math.max(1, 2);', undefined],
	]),
	...IMPURE.map(([text, rule]): Case => ['.', text, rule]),
	imports('.', './recipients', IMPORTS),
	imports('.', './resources/run/errors', IMPORTS),
	imports('.', './LigueLead.node', IMPORTS),
	imports('.', './steps'),
	imports(CONTENT, '../fields', IMPORTS),
	imports(CONTENT, '../../../campaigns'),
	imports('recipients', '../campaigns', IMPORTS),
	imports('message', '../outcomes/judge', IMPORTS),
	imports('outcomes', '../campaigns/types', IMPORTS),
	imports('statusEvents', '../campaigns', IMPORTS),
	imports('campaigns', '../outcomes'),
	imports('memory', '../api/request', IMPORTS),
	imports('memory', '../resources', IMPORTS),
	imports('memory', '../campaigns'),
	imports('memory', 'crypto'),
	imports('api', '../resources/run/errors', IMPORTS),
	imports('api', '../LigueLead.node', IMPORTS),
	imports('api', '../memory/ledger'),
	imports('api', 'n8n-workflow'),
	imports('resources', '../LigueLead.node', IMPORTS),
	imports('resources', './api/request'),
];

describe('the linter', () => {
	let fired: string[][];

	beforeAll(() => {
		const input = cases.map(([room, text]) => ({
			file: join(ROOT, 'nodes/LigueLead', room, 'madeUp.ts'),
			text,
		}));
		const script = join(__dirname, 'support/lint.mjs');
		const output = execFileSync(process.execPath, [script], {
			cwd: ROOT,
			input: JSON.stringify(input),
			encoding: 'utf8',
		});
		fired = JSON.parse(output);
	}, 120_000);

	it.each(cases.map((one, place) => [...one, place] as const))(
		'in %s: %s → %s',
		(_room, _text, rule, place) => {
			expect(fired[place]).toEqual(rule === undefined ? [] : [rule]);
		},
	);
});
