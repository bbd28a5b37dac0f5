import { readFileSync, writeFileSync } from 'node:fs';

import { replaceSection } from './markers';
import { readSections } from './sections';

const README = 'README.md';

/** Writes the generated parts of the README anew. */
const text = Object.entries(readSections()).reduce(
	(readme, [name, section]) => replaceSection(readme, name, section),
	readFileSync(README, 'utf8'),
);
writeFileSync(README, text);
