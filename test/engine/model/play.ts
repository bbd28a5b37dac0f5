import { setTimeout as sleep } from 'node:timers/promises';

import type { Sandbox, SeenCampaign } from '../../../sandbox';
import { NODE, nodeWorkflow, runNode, startNode, type EngineRun } from '../support';
import { sentTooOften } from './atMostOnce';
import { Books, type Family } from './books';
import { misplaced, secretsIn, strangers } from './checks';
import { edited, expectedOf, type Version } from './expected';
import { faults } from './faults';
import type { BreakOff, Scenario, Step } from './scenario';
import { logged } from './logs';
import type { Played } from './played';
import { falseStop, falseTellings, type ItemView } from './statements';
import { forgetStore, inProcess, killInStore, setStoreMood } from './store';
import { readOutputs, readStopped, readTold, type Told } from './told';
import { nodeOptions, type Setup } from './workflow';

const PREVIEW = 'preview';

const PATIENT = 30_000;
const IMPATIENT = 300;
const QUIET_MS = 3_000;

// No answer, store or wait in a scenario takes longer than a few seconds.
const ENDLESS_MS = 20_000;

let workflows = 0;

/**
 * Plays a scenario against the real engine and a sandbox, which it empties first. Returns all that was
 * wrong at the first step at which anything was.
 */
export async function play(scenario: Scenario, sandbox: Sandbox): Promise<string[]> {
	const story = new Story(scenario, sandbox);
	try {
		for (const step of scenario.steps) {
			const wrong = await story.take(step);
			if (wrong.length > 0) return wrong;
		}
		return await story.settle();
	} catch (cause) {
		if (cause instanceof Endless) return [cause.message];
		throw cause;
	} finally {
		story.end();
	}
}

class Endless extends Error {}

/** Rejects if an execution takes so long that it will never end. */
async function ended(running: Promise<EngineRun>, what: string): Promise<EngineRun> {
	const waiting = new AbortController();
	const over = sleep(ENDLESS_MS, undefined, waiting).then(() => {
		throw new Endless(`${what} does not end`);
	});
	try {
		return await Promise.race([running, over]);
	} finally {
		waiting.abort();
		over.catch(() => undefined);
	}
}

class Story {
	private readonly first: Version;

	private readonly families: Family[] = [];

	private readonly played: Played[] = [];

	private readonly workflowId = `model-${workflows++}`;

	private readonly tagged: boolean;

	/** Whether an answer can have left anything in doubt so far. */
	private doubtful = false;

	/** Whether the node may not have seen an answer that the server gave. */
	private impatient = false;

	private isStoreWell = true;

	/** Which of n8n's processes is alive. */
	private process = 0;

	/** Milliseconds. */
	private readonly timeout: number;

	constructor(
		private readonly scenario: Scenario,
		private readonly sandbox: Sandbox,
	) {
		logged();
		const { settings, items } = scenario;
		this.first = { settings, items, hasCredential: true };
		const isSlow = scenario.steps.some((step) => step.faults.some((name) => faults[name]?.slow));
		this.timeout = isSlow ? IMPATIENT : PATIENT;
		this.tagged = settings.grouping === 'perItem' && (settings.timed || items.length % 2 === 0);
		sandbox.control.reset();
	}

	/** Does what a user does, and looks at what came of it. */
	async take(step: Step): Promise<string[]> {
		// Before any fault is met, so that each request would show among what was accepted.
		const wrong = step.act === 'run' && step.preview ? await this.preview() : [];
		this.prepare(step);
		const before = this.books().sms.length;
		const played = step.act === 'run' ? await this.run(step) : await this.retry(step);
		await this.quiet();
		this.played.push(...played);
		return [...wrong, ...this.check(played, before)];
	}

	/** Lets every execution that failed come to its end, now that nothing gets in the way. */
	async settle(): Promise<string[]> {
		const calm: Step = { act: 'retry', of: 0, edits: [], faults: [], store: 'well', twice: false };
		this.prepare(calm);
		const before = this.books().sms.length;
		const wrong: string[] = [];
		for (const family of this.families) {
			wrong.push(...(await this.settleFamily(family, before)));
		}
		return wrong;
	}

	/** One of a family's executions can be retried to its end: the newest one that sent anything. */
	private async settleFamily(family: Family, before: number): Promise<string[]> {
		const own = this.played.filter((one) => one.family === family);
		if (own.some(({ begins, broken }) => begins === 'again' || broken !== undefined)) {
			if (!this.isOpen(family)) return [];
			const last = await this.runOnce({}, family);
			return [...this.check([last], before), ...this.unsettled(last)];
		}
		if (own.some(({ run }) => run.status === 'success')) return [];
		const wrong: string[] = [];
		let stuck: string[] = [];
		for (const last of own.reverse()) {
			const { version } = last;
			const played = await this.retried(
				last,
				version.hasCredential ? version : { ...version, hasCredential: true },
			);
			wrong.push(...this.check([played], before));
			stuck = this.unsettled(played);
			if (stuck.length === 0) break;
		}
		return [...wrong, ...stuck];
	}

	end(): void {
		forgetStore(this.workflowId);
	}

	private prepare({ faults: names, store }: Step): void {
		const { control } = this.sandbox;
		control.clearFaults();
		const met = names.flatMap((name) => faults[name] ?? []);
		control.queueFaults(met.map(({ rule }) => rule));
		this.doubtful ||= met.some(({ means }) => means === 'doubtful');
		this.impatient ||= met.some(({ slow }) => slow === true);
		this.isStoreWell &&= store === 'well' || store === 'slow';
		setStoreMood(this.workflowId, store);
	}

	private setup(family: string, operation: Setup['operation'] = 'send'): Setup {
		const { apiUrl, token, appId } = this.sandbox;
		return {
			operation,
			workflowId: inProcess(this.workflowId, this.process),
			family,
			tagged: this.tagged,
			credential: { type: 'ligueLeadApi', data: { apiToken: token, appId, baseUrl: apiUrl } },
			timeout: this.timeout,
		};
	}

	private async run(step: Extract<Step, { act: 'run' }>): Promise<Played[]> {
		const isKilled = step.breakOff?.how === 'killed';
		const times = step.twice && !isKilled ? 2 : 1;
		const family = step.again ? this.families.findLast((one) => this.isOpen(one)) : undefined;
		const played = await Promise.all(
			Array.from({ length: times }, async () => await this.runOnce(step, family)),
		);
		// Whatever was killed, the next step finds a new process.
		if (isKilled) this.process++;
		return played;
	}

	/** Runs all from the beginning; takes the family of which it is to be the next execution. */
	private async runOnce(
		{ breakOff }: { readonly breakOff?: BreakOff },
		known?: Family,
	): Promise<Played> {
		const { first, process } = this;
		const begins = known === undefined ? 'anew' : 'again';
		const family = known ?? this.newFamily();
		const options = nodeOptions(first, first, this.setup(family.name));
		if (breakOff === undefined) {
			const run = await ended(runNode(options), family.name);
			return { run, family, version: first, begins, process };
		}
		const { how, after } = breakOff;
		this.doubtful = true;
		this.impatient = true;
		const running = startNode(options);
		const target = this.sandbox.control.stats().requests + after;
		let over = false;
		void running.finished.then(() => (over = true));
		while (!over && this.sandbox.control.stats().requests < target) await sleep(1);
		const broken = over ? undefined : how;
		// A process that is killed makes no request and stores nothing any more; its connections end.
		if (how === 'killed') killInStore(inProcess(this.workflowId, process));
		running.cancel();
		const run = await ended(running.finished, `${family.name}, ${how},`);
		return { run, family, version: first, begins, broken, process };
	}

	private newFamily(): Family {
		const family = {
			name: `${this.workflowId}.${this.families.length}`,
			versions: [this.first],
		};
		this.families.push(family);
		return family;
	}

	/**
	 * Whether a family's executions are one run that has not ended well: the next one is the same, n8n's
	 * database has noted what was sent, and nothing of it was forgotten.
	 */
	private isOpen(family: Family): boolean {
		const own = this.played.filter((one) => one.family === family);
		return (
			this.isStoreWell &&
			!this.scenario.settings.timed &&
			family.versions.length === 1 &&
			own.every(({ run, broken }) =>
				broken === undefined ? run.status === 'error' : !mayHaveEnded(run),
			)
		);
	}

	private async retry(step: Extract<Step, { act: 'retry' }>): Promise<Played[]> {
		const failed = this.played.filter((one) => this.canBeRetried(one));
		const one = failed[step.of % failed.length];
		if (one === undefined) return [];
		// Of an edited one, the node takes no execution for the same run.
		const isEdited = step.edits.length > 0 && !this.isContinued(one.family);
		const version = isEdited ? edited(one.version, step.edits) : one.version;
		const times = step.twice ? 2 : 1;
		const played = await Promise.all(
			Array.from({ length: times }, async () => await this.retried(one, version)),
		);
		// n8n may have saved a stopped execution with nothing left to be run.
		return played.filter(({ run }) => one.broken === undefined || run.runData[NODE] !== undefined);
	}

	private canBeRetried({ run, family, broken }: Played): boolean {
		// Of a killed execution, n8n has the beginning alone: its retry is a run.
		if (broken === 'killed' || (broken === undefined && run.status !== 'error')) return false;
		return !this.isContinued(family) || this.isOpen(family);
	}

	/** Whether a family has executions that do not know all of each other. */
	private isContinued(family: Family): boolean {
		return this.played.some(
			(one) => one.family === family && (one.begins === 'again' || one.broken !== undefined),
		);
	}

	private async retried(one: Played, version: Version): Promise<Played> {
		const { run, family } = one;
		const { process } = this;
		if (!family.versions.includes(version)) family.versions.push(version);
		const options = nodeOptions(this.first, version, this.setup(family.name));
		const isSame = version === one.version && process === one.process;
		const workflow = isSame ? undefined : nodeWorkflow(options).definition;
		const again = await ended(run.retry({ workflow }), `the retry of ${family.name}`);
		return { run: again, family, version, begins: 'as a retry', process };
	}

	private async preview(): Promise<string[]> {
		const { first } = this;
		this.sandbox.control.clearFaults();
		const preview = runNode(nodeOptions(first, first, this.setup(PREVIEW, 'preview')));
		const run = await ended(preview, 'the preview');
		const expected = expectedOf(first);
		const posted = this.accepted().filter(({ title }) => title?.startsWith(PREVIEW));
		const wrong = posted.map(({ message }) => `the preview sent "${message}"`);
		if (run.status !== 'success') return [...wrong, `the preview ended '${run.status}'`];
		const told = toldByItem(run);
		return [
			...wrong,
			...expected.flatMap(({ fate, phones, leader }, item) => {
				const one = told.get(item);
				const kind = fate === 'refuse' ? 'refused' : fate === 'send' ? 'sent' : 'skipped';
				const isRefused = one?.kind === 'skipped' && one.reason === 'refused';
				const follows = one?.kind === 'skipped' && leader !== undefined;
				const shown = isRefused ? 'refused' : follows ? 'sent' : one?.kind;
				if (shown !== kind) return [`the preview of item ${item} says '${shown}', not '${kind}'`];
				const same = first.settings.grouping === 'perMessage' || leader !== undefined;
				if (kind !== 'sent' || same || one?.phones.join() === phones.join()) return [];
				return [`the preview of item ${item} names ${one?.phones.join()}, not ${phones.join()}`];
			}),
		];
	}

	private books(): Books {
		return new Books(this.accepted(), this.families);
	}

	private accepted(): readonly SeenCampaign[] {
		return this.sandbox.control.campaigns({ limit: 100_000 }).campaigns;
	}

	/** Waits until the server has no request in progress. */
	private async quiet(): Promise<void> {
		const end = Date.now() + QUIET_MS;
		while (this.sandbox.control.stats().concurrent > 0 && Date.now() < end) await sleep(2);
	}

	private check(played: readonly Played[], before: number): string[] {
		const { settings } = this.scenario;
		const books = this.books();
		return [
			...sentTooOften(books, { settings, tagged: this.tagged, impatient: this.impatient }),
			...strangers(books, before, played),
			...played.flatMap((one) => this.checkRun(one, books, before)),
			...secretsIn(played, this.sandbox),
		];
	}

	private checkRun({ run, family, version, broken }: Played, books: Books, before: number) {
		if (broken !== undefined) return [];
		const expected = expectedOf(version);
		const stops = version.settings.onError === 'stopWorkflow';
		const refuses = expected.some(({ fate }) => fate === 'refuse');
		const wrong: string[] = [];
		if (!stops && run.status !== 'success') {
			wrong.push(`${family.name} ended '${run.status}': ${run.error?.message}`);
		}
		const fresh = books.sms.slice(before).filter((one) => one.family === family);
		if (stops && refuses && fresh.length > 0) wrong.push(`${family.name} sent before it refused`);
		const { doubtful, tagged } = this;
		if (run.status === 'error') {
			return [...wrong, ...falseStop(readStopped(run), { family, books, doubtful })];
		}
		const outputs = readOutputs(run);
		wrong.push(...misplaced(outputs, version));
		for (const { item, json } of outputs) {
			const one = expected[item];
			if (one === undefined) continue;
			const facts = { doubtful, tagged };
			const view: ItemView = { item, expected: one, version, family, books, ...facts };
			wrong.push(...falseTellings(view, readTold(json)));
		}
		return wrong;
	}

	private unsettled({ run, family, version }: Played): string[] {
		const expected = expectedOf(version);
		if (!this.isStoreWell) return [];
		if (run.status !== 'error') {
			return readOutputs(run).flatMap(({ item, json }) => {
				const { kind, outcome, text } = readTold(json);
				const isStuck = kind === 'failed' && outcome !== 'unknown';
				return isStuck && expected[item]?.fate === 'send'
					? [`item ${item} is not sent: ${text}`]
					: [];
			});
		}
		if (expected.some(({ fate }) => fate === 'refuse')) return [];
		const { items, text } = readStopped(run);
		const stuck = items.filter(({ outcome }) => outcome !== 'unknown');
		if (items.length > 0 && stuck.length === 0) return [];
		return [`${family.name} does not come to its end: ${text}`];
	}
}

/** Whether a run that was broken off may have come to a good end just before. */
function mayHaveEnded(run: EngineRun): boolean {
	const outputs = readOutputs(run);
	return outputs.length > 0 && outputs.every(({ json }) => readTold(json).kind !== 'failed');
}

function toldByItem(run: EngineRun): Map<number, Told> {
	return new Map(readOutputs(run).map(({ item, json }) => [item, readTold(json)]));
}
