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
const PURE_ROOMS = ['recipients', 'message', 'campaigns', 'outcomes', 'delivery'];
const roomsOf = (...rooms) => rooms.map((room) => `nodes/LigueLead/${room}/**/*.ts`);
const noImport = (room, group) => ({
	'no-restricted-imports': [
		'error',
		{ patterns: [{ group, message: `${room} must not need it` }] },
	],
});

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

	{
		files: roomsOf(...PURE_ROOMS),
		rules: noImport('A pure room', ['**/api/**', '**/resources/**']),
	},
	{
		files: roomsOf('api'),
		rules: noImport('The API client', ['**/resources/**']),
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
