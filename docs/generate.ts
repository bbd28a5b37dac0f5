import { readFileSync, writeFileSync } from 'node:fs';

import { replaceSection } from './markers';
import { readSections } from './sections';

/** `npm run docs`: writes the generated parts of the documents anew. */
async function generate(): Promise<void> {
	for (const [file, sections] of Object.entries(await readSections())) {
		const text = Object.entries(sections).reduce(
			(document, [name, section]) => replaceSection(document, name, section),
			readFileSync(file, 'utf8'),
		);
		writeFileSync(file, text);
	}
}

void generate();
