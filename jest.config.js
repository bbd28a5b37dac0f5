'use strict';

const ROOT = '<rootDir>';

// Published as ES modules only.
const TO_TRANSFORM = ['p-limit', 'yocto-queue', 'linkifyjs', 'libphonenumber-js'];

/** The tests of one folder below test/. */
const project = (name, more = {}) => ({
	displayName: name,
	testEnvironment: 'node',
	testMatch: [`${ROOT}/test/${name}/**/*.test.ts`],
	transform: { '\\.(m?ts|m?js)$': `${ROOT}/test/support/esbuild-transform.cjs` },
	transformIgnorePatterns: [`/node_modules/(?!(${TO_TRANSFORM.join('|')})/)`],
	modulePathIgnorePatterns: ['n8n/node_modules', 'n8n/.data', '.cache', 'dist'].map(
		(folder) => `${ROOT}/${folder}`,
	),
	...more,
});

module.exports = {
	projects: [
		project('unit'),
		project('repository'),
		project('engine'),
		project('sandbox'),
		project('e2e', {
			globalSetup: `${ROOT}/test/e2e/support/setup.ts`,
			globalTeardown: `${ROOT}/test/e2e/support/teardown.ts`,
		}),
	],
};
