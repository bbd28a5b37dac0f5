import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

/** What n8n's scanner lints of a published package. */
const PUBLISHED = ['**/*.js', 'package.json'];

/** Runs n8n's own scanner, with the rule versions it pins, on the source and on the tarball. */
export async function checkWithScanner(root: string, folder: string): Promise<string[]> {
	const results = [
		await analyzePackage(root, SOURCE_FILE_PATTERNS),
		await analyzePackage(folder, PUBLISHED),
	];
	return results
		.filter(({ passed }) => !passed)
		.map(({ message, details }) => `${message}\n${details ?? ''}`);
}

/** Runs the newest community rules as well: a verification may use them tomorrow. */
export async function checkWithNewestRules(root: string, folder: string): Promise<string[]> {
	return [
		...(await lintNewest(root, ['package.json', '{nodes,credentials}/**/*.ts'])),
		...(await lintNewest(folder, PUBLISHED)),
	];
}

async function lintNewest(cwd: string, patterns: string[]): Promise<string[]> {
	const eslint = new ESLint({
		cwd,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: [
			n8nCommunityNodesPlugin.configs.recommended,
			{ files: ['**/*.{json,ts}'], languageOptions: { parser: tseslint.parser } },
		],
	});
	const results = await eslint.lintFiles(patterns);
	return results.flatMap(({ filePath, messages }) =>
		messages.map(({ line, message, ruleId }) => `${filePath}:${line} ${message} (${ruleId})`),
	);
}
