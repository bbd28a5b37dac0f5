import { statSync } from 'node:fs';
import { join } from 'node:path';

import { filesBelow, type Packed } from './pack.mjs';

const MAX_BYTES = 200_000;
const ALLOWED = [
	/^(package\.json|index\.js|README\.md|CHANGELOG\.md|LICENSE)$/,
	/^dist\/THIRD-PARTY-LICENSES\.txt$/,
	/^dist\/(nodes|credentials)\/.+\.(js|json|svg|png)$/,
];
const REQUIRED = ['README.md', 'CHANGELOG.md', 'LICENSE', 'index.js'];

/** Whether the tarball is small and holds what users need and nothing else. One sentence a finding. */
export function checkContents({ bytes, files }: Packed): string[] {
	return [
		...(bytes < MAX_BYTES ? [] : [`the tarball has ${bytes} bytes, the limit is ${MAX_BYTES}`]),
		...files
			.filter((file) => !ALLOWED.some((pattern) => pattern.test(file)))
			.map((file) => `${file} does not belong in the tarball`),
		...REQUIRED.filter((file) => !files.includes(file)).map((file) => `${file} is missing`),
	];
}

/**
 * Whether source, registration in package.json and tarball agree, and whether the bundles are newer
 * than the source they come from. One sentence a finding.
 */
export function checkRegistration(root: string, { files, manifest }: Packed): string[] {
	const registered = [...manifest.n8n.nodes, ...manifest.n8n.credentials];
	const sources = ['nodes', 'credentials'].flatMap((folder) =>
		filesBelow(join(root, folder)).map((file) => `${folder}/${file}`),
	);
	const newest = Math.max(...sources.map((file) => statSync(join(root, file)).mtimeMs));
	const isStale = (file: string) => statSync(join(root, file)).mtimeMs < newest;
	return [
		...sources
			.filter((file) => /\.(node|credentials)\.ts$/.test(file))
			.filter((file) => !registered.includes(`dist/${file.replace(/\.ts$/, '.js')}`))
			.map((file) => `${file} is not registered in package.json`),
		...registered
			.filter((file) => !files.includes(file))
			.map((file) => `${file} is registered but not in the tarball`),
		...registered
			.filter((file) => files.includes(file) && isStale(file))
			.map((file) => `${file} is older than the source: build first`),
	];
}
