// `npm run mutation`: how many small changes to the rooms their own tests notice, a score for each room.
//   -- recipients memory   only these rooms
import { mkdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';

const WORK = '.cache/mutation';

/** Each room, and the folders of test/unit that hold its laws. */
const ROOMS = {
	recipients: ['recipients'],
	message: ['message'],
	campaigns: ['campaigns', 'run'],
	outcomes: ['outcomes'],
	statusEvents: ['statusEvents'],
	memory: ['memory', 'api'],
	api: ['api'],
};

const options = (room) => ({
	mutate: [`nodes/LigueLead/${room}/**/*.ts`],
	testRunner: 'suite',
	plugins: [import.meta.resolve('./runner.mjs')],
	coverageAnalysis: 'perTest',
	concurrency: 2,
	timeoutMS: 60_000,
	symlinkNodeModules: true,
	incremental: true,
	incrementalFile: `${WORK}/${room}.incremental.json`,
	tempDirName: `${WORK}/sandbox`,
	reporters: ['clear-text', 'json', 'progress-append-only'],
	clearTextReporter: { allowColor: false, logTests: false, reportScoreTable: false },
	jsonReporter: { fileName: `${WORK}/${room}.json` },
	warnings: { slow: false },
	logLevel: 'warn',
});

/** Found and all of a room: a change that no test reaches was missed. */
function scoreOf(room) {
	const { files } = JSON.parse(readFileSync(`${WORK}/${room}.json`, 'utf8'));
	const tried = Object.values(files).flatMap(({ mutants }) => mutants);
	const count = (...statuses) => tried.filter(({ status }) => statuses.includes(status)).length;
	const found = count('Killed', 'Timeout');
	return { found, all: found + count('Survived', 'NoCoverage') };
}

const told = (name, { found, all }) =>
	`${name.padEnd(14)} ${((100 * found) / all).toFixed(1).padStart(5)} %  ${found} of ${all}`;

mkdirSync(WORK, { recursive: true });
const { positionals } = parseArgs({ allowPositionals: true });
const scores = [];
for (const room of positionals.length > 0 ? positionals : Object.keys(ROOMS)) {
	process.env.MUTATION_TESTS = ROOMS[room].map((folder) => `test/unit/${folder}`).join();
	await new Stryker(options(room)).runMutationTest();
	scores.push({ room, ...scoreOf(room) });
}
const sum = (field) => scores.reduce((total, score) => total + score[field], 0);
for (const { room, ...score } of scores) console.log(told(room, score));
console.log(told('together', { found: sum('found'), all: sum('all') }));
