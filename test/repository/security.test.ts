import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const read = (path: string) => readFileSync(join(__dirname, '../..', path), 'utf8');

/** Each sentence of SECURITY.md, and the test that fails if it stops being true. */
const TESTS: Record<string, [file: string, title: string]> = {
	"The API token goes to the credential's Base URL and paths below it only, also from n8n's HTTP Request node.":
		['test/engine/sms/credential.test.ts', "it('goes nowhere else'"],
	'A Base URL has to be HTTPS, except on this machine.': [
		'test/e2e/credential.test.ts',
		"test('a base URL that is neither HTTPS nor this machine is refused'",
	],
	'No redirect is followed.': ['test/engine/sms/faultMatrix.test.ts', "it('follows no redirect'"],
	'Neither the token nor the app ID appears in what the LigueLead node puts out, in no form that a gateway may quote.':
		['test/engine/sms/answers.test.ts', "'%s: none is shown, in no form'"],
	"A failure shows the last four characters of the app ID, for LigueLead's support.": [
		'test/engine/sms/retries.test.ts',
		"it('names what was accepted, and sends the rest with the saved workflow'",
	],
	"Of a response's headers, only the request IDs that support asks for are kept.": [
		'test/unit/outcomes/judge.test.ts',
		"it('reads no other header, none with a secret'",
	],
	'The trigger refuses events of another account.': [
		'test/engine/trigger/answers.test.ts',
		"'with %s is answered 403 and starts nothing'",
	],
	'A sandbox that other machines reach asks for a token on its control interface.': [
		'test/sandbox/hostCheck.test.ts',
		"test('the control interface asks for the token'",
	],
	'It takes no more than 64 KB.': [
		'test/engine/trigger/answers.test.ts',
		"'$name: 400, and no execution'",
	],
	'Its output is the event as LigueLead posts it, app ID included.': [
		'test/engine/trigger/answers.test.ts',
		"it('is answered 200 and starts the workflow with the event as it came and the phone'",
	],
	'The package has no runtime dependencies.': [
		'test/scan/manifest.mts',
		"'dependencies is not empty'",
	],
	'The licences of the bundled libraries are in `dist/THIRD-PARTY-LICENSES.txt`.': [
		'test/scan/scan.mts',
		'licences: () => checkLicences(packed)',
	],
	'Releases are built by a GitHub Action, with npm provenance.': [
		'.github/workflows/release.yml',
		'npm publish ./n8n-nodes-liguelead-*.tgz --provenance',
	],
};

describe('SECURITY.md', () => {
	const [, promises = ''] =
		/## What this package promises\n([^]*?)\nEach of these/.exec(read('SECURITY.md')) ?? [];
	const sentences = promises
		.split(/^- |(?<=\.)\s+/m)
		.map((sentence) => sentence.trim())
		.filter((sentence) => sentence !== '');

	it('promises what has a test, and nothing else', () => {
		expect(sentences.sort()).toEqual(Object.keys(TESTS).sort());
	});

	it.each(Object.entries(TESTS))('%s', (_, [file, title]) => {
		expect(read(file)).toContain(title);
	});
});
