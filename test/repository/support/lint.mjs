// Lints snippets with the repository's own configuration. Reads [{ file, text }] from the standard
// input and writes the rules that fire, a list for each. `file` says which room a snippet is in.
import { text } from 'node:stream/consumers';

import { ESLint } from 'eslint';

const eslint = new ESLint({
	// No types: none of these rules asks for them, and loading them takes half a minute.
	overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
	ruleFilter: ({ ruleId }) => ruleId.startsWith('no-restricted-'),
});
const fired = [];
for (const snippet of JSON.parse(await text(process.stdin))) {
	const [{ messages }] = await eslint.lintText(snippet.text, { filePath: snippet.file });
	fired.push(messages.map(({ ruleId, message }) => ruleId ?? message));
}
process.stdout.write(JSON.stringify(fired));
