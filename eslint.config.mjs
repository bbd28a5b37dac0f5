import { builtinModules } from 'node:module';

import eslint from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { defineConfig, globalIgnores } from 'eslint/config';
import jest from 'eslint-plugin-jest';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const NODES = 'nodes/**/*.ts';
const CREDENTIALS = 'credentials/**/*.ts';
const MANIFEST = 'package.json';
const roomsOf = (...rooms) => rooms.map((room) => `nodes/LigueLead/${room}/**/*.ts`);

// From the ground up. A room imports rooms of lower floors only.
const FLOORS = [
	['recipients', 'message', 'outcomes'],
	['campaigns', 'statusEvents'],
	['memory'],
	['api'],
	['resources'],
];
const PURE_ROOMS = FLOORS.slice(0, 2).flat();
const CONTENT = 'resources/*/content';

const roomsAbove = (room) => {
	const floor = FLOORS.findIndex((rooms) => rooms.includes(room));
	return FLOORS.slice(floor)
		.flat()
		.filter((other) => other !== room);
};
const upwards = (rooms) => ({
	group: [
		...rooms.map((room) => `**/${room}/**`),
		...rooms.map((room) => `**/${room}`),
		'**/*.node',
	],
	message: 'A room imports from the rooms below it only.',
});
const OUTSIDE = {
	regex: `^(n8n-workflow|n8n-core|axios|node:.*|(${builtinModules.join('|')}))(/.*)?$`,
	message: 'A pure room needs no n8n, no network and no node module.',
};
// From resources/<resource>/content, one or two steps up are still resources.
const OTHER_RESOURCES = { regex: '^(\\.\\./){1,2}(?!\\.\\.)', message: upwards([]).message };

const noImport = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });
const CLOCK = 'A pure room is given the time.';
const CHANCE = 'A pure room asks no chance.';
const PURE = {
	'no-restricted-globals': ['error', 'performance', 'crypto', 'fetch'],
	'no-restricted-properties': [
		'error',
		{ object: 'Date', property: 'now', message: CLOCK },
		{ object: 'Math', property: 'random', message: CHANCE },
	],
	'no-restricted-syntax': [
		'error',
		{ selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: CLOCK },
		{ selector: "CallExpression[callee.name='Date']", message: CLOCK },
		{ selector: 'ImportExpression', message: OUTSIDE.message },
	],
};

export default defineConfig(
	globalIgnores(['dist', '.cache', 'coverage', 'n8n/.data', '**/node_modules']),
	{ linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },

	{
		files: ['**/*.{ts,mts,js,mjs,cjs}'],
		extends: [eslint.configs.recommended, tseslint.configs.recommended],
		rules: {
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			// Phone numbers and messages arrive with control characters that have to be named.
			'no-control-regex': 'off',
			'@typescript-eslint/consistent-type-imports': [
				'error',
				{ fixStyle: 'separate-type-imports' },
			],
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' },
			],
		},
	},
	{
		files: ['**/*.{ts,mts}'],
		languageOptions: { parserOptions: { projectService: true } },
		rules: {
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/await-thenable': 'error',
		},
	},
	{
		files: ['**/*.{js,cjs,mjs}'],
		languageOptions: { globals: globals.node },
	},
	{
		files: ['**/*.{js,cjs}'],
		languageOptions: { sourceType: 'commonjs' },
		rules: { '@typescript-eslint/no-require-imports': 'off' },
	},
	{
		// The sandbox's page: scripts that a browser loads.
		files: ['sandbox/**/*.js'],
		languageOptions: { sourceType: 'module', globals: globals.browser },
	},

	// What n8n's verification lints, so that the editor shows it while the code is written.
	{
		files: [NODES, CREDENTIALS, MANIFEST],
		extends: [n8nCommunityNodesPlugin.configs.recommended],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
	},
	{
		files: [NODES, CREDENTIALS],
		rules: { 'no-console': 'error' },
	},
	{
		files: [MANIFEST],
		languageOptions: {
			parser: tseslint.parser,
			parserOptions: { extraFileExtensions: ['.json'] },
		},
		rules: n8nNodesBase.configs.community.rules,
	},
	{
		files: [CREDENTIALS],
		rules: {
			...n8nNodesBase.configs.credentials.rules,
			// The documentation of a community credential is a web page, not a key of n8n's own.
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: [NODES],
		rules: {
			...n8nNodesBase.configs.nodes.rules,
			// These want the text 'main' where NodeConnectionTypes.Main is the documented form.
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			// LigueLead's limits are real maxima.
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},

	...FLOORS.flat().map((room) => ({
		files: roomsOf(room),
		rules: PURE_ROOMS.includes(room)
			? { ...PURE, ...noImport(upwards(roomsAbove(room)), OUTSIDE) }
			: noImport(upwards(roomsAbove(room))),
	})),
	{
		// What pure rooms share stands beside them.
		files: ['nodes/LigueLead/*.ts'],
		ignores: ['**/*.node.ts'],
		rules: { ...PURE, ...noImport(upwards(FLOORS.flat()), OUTSIDE) },
	},
	{
		files: roomsOf(CONTENT),
		rules: { ...PURE, ...noImport(upwards(['memory', 'api']), OTHER_RESOURCES, OUTSIDE) },
	},

	{
		files: ['test/**/*.test.ts'],
		extends: [jest.configs['flat/recommended']],
		rules: {
			'jest/no-disabled-tests': 'error',
			// A table of cases and a property expect what their row or their input says.
			'jest/no-conditional-expect': 'off',
			'jest/expect-expect': ['error', { assertFunctionNames: ['expect*', 'fc.assert'] }],
		},
		settings: { jest: { version: 30 } },
	},
	{
		files: ['test/**/*.ts'],
		rules: { '@typescript-eslint/no-require-imports': 'off' },
	},
);
