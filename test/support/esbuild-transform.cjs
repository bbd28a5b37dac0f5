// Compiles TypeScript and ES modules for jest; types are checked by tsc.
const { createHash } = require('node:crypto');
const { transformSync, version } = require('esbuild');

const loaders = { ts: 'ts', mts: 'ts', js: 'js', mjs: 'js' };

module.exports = {
	getCacheKey: (source, file) =>
		createHash('sha256').update(version).update(file).update(source).digest('hex'),
	process: (source, file) => {
		const { code, map } = transformSync(source, {
			loader: loaders[file.split('.').pop()],
			format: 'cjs',
			target: 'node20',
			sourcefile: file,
			sourcemap: 'external',
			define: { 'import.meta.dirname': '__dirname' },
		});
		return { code, map };
	},
};
