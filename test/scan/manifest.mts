import type { Packed } from './pack.mjs';

const INSTALL_SCRIPTS = ['prepare', 'preinstall', 'install', 'postinstall'];

/** What in package.json n8n's verification guidelines forbid. Returns one sentence a finding. */
export function checkManifest({ manifest }: Packed): string[] {
	const findings: string[] = [];
	const expect = (holds: boolean, finding: string) => {
		if (!holds) findings.push(finding);
	};
	const isEmpty = (field: object | boolean | undefined) =>
		field === undefined || Object.keys(field).length === 0;
	expect(isEmpty(manifest.dependencies), 'dependencies is not empty');
	expect(isEmpty(manifest.optionalDependencies), 'optionalDependencies is not empty');
	expect(manifest.bundleDependencies === undefined, 'bundleDependencies is set');
	expect(manifest.overrides === undefined, 'overrides is set');
	expect(
		JSON.stringify(manifest.peerDependencies) === '{"n8n-workflow":"*"}',
		`peerDependencies is ${JSON.stringify(manifest.peerDependencies)}, not {"n8n-workflow":"*"}`,
	);
	for (const script of INSTALL_SCRIPTS) {
		expect(manifest.scripts?.[script] === undefined, `the script '${script}' runs at installation`);
	}
	expect(manifest.license === 'MIT', `the licence is ${manifest.license}, not MIT`);
	expect(
		manifest.keywords?.includes('n8n-community-node-package') === true,
		'the keyword n8n-community-node-package is missing',
	);
	return findings;
}
