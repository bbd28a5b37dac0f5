import { readFileSync, writeFileSync } from 'node:fs';
import { convertWorkflow } from './src/convert';

const USAGE = 'Usage: npm run convert -- workflow.json (writes workflow.converted.json)';

function main(file: string | undefined): void {
	if (file === undefined) throw new Error(USAGE);
	const { workflow, notes } = convertWorkflow(JSON.parse(readFileSync(file, 'utf8')));
	const target = `${file.replace(/\.json$/, '')}.converted.json`;
	writeFileSync(target, `${JSON.stringify(workflow, undefined, '\t')}\n`);
	console.log([...notes.map((note) => `- ${note}`), `Written: ${target}`].join('\n'));
}

try {
	main(process.argv[2]);
} catch (cause) {
	console.error(cause instanceof Error ? cause.message : cause);
	process.exitCode = 1;
}
