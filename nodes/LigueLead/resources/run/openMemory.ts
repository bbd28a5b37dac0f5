import type { IExecuteFunctions } from 'n8n-workflow';

import { setDeadline } from '../../api/deadline';
import type { Account } from '../../api/request';
import type { Channel, Draft } from '../../campaigns';
import { waves } from '../../campaigns';
import { IdempotencyKeys } from '../../memory/idempotency';
import { Keyring } from '../../memory/keyring';
import { Ledger } from '../../memory/ledger';
import { perNode } from '../../memory/perNode';
import { RetryGuard } from '../../memory/retryGuard';
import { identifyRunSteps } from '../../memory/runIdentity';
import { placeSteps } from '../../memory/runNotes';
import { UnfinishedRun } from '../../memory/unfinishedRun';
import { openRow } from './adapters';
import { inSlices } from './inSlices';
import { isTool } from './isTool';
import type { RunSettings } from './settings';
import { waveSize } from './waveSize';

/** What this execution has sent, or may have sent, of a channel's messages. */
export function openLedger(
	context: IExecuteFunctions,
	channel: Channel,
	settings: RunSettings,
): Ledger {
	return new Ledger(context.getContext('node'), passOf(context), {
		shared: settings.campaigns === 'perMessage',
		resendUnknown: settings.resendUnknown,
		source: contentSource(context, channel),
	});
}

/** Which pass of a loop this is, from 0. */
export function passOf(context: IExecuteFunctions): number {
	// As a tool, n8n counts each try of Retry On Fail and each call of the model as a run of its own.
	if (isTool(context.getNode())) return 0;
	return context.getWorkflowDataProxy(0).$runIndex as number;
}

function contentSource(context: IExecuteFunctions, channel: Channel): string | undefined {
	const node = context.getNode();
	// A tool's parameters stay the same while the model fills in another message at each call.
	return isTool(node) ? undefined : JSON.stringify(channel.sourceOf(node.parameters));
}

/** The idempotency keys of drafts, in n8n's deduplication store. */
export function openKeyring(
	context: IExecuteFunctions,
	drafts: readonly Draft[],
	settings: RunSettings,
	ledger: Ledger,
): Keyring {
	const row = openRow(context, entriesOf(drafts.filter(hasKey).length, settings));
	return new Keyring(new IdempotencyKeys(row, 'key'), ledger);
}

const runsUnderWay = perNode(() => new Set<string>());

// A run without keys does not wait for a store that hangs.
const LONGEST_LOOK = 3_000;

/**
 * What an earlier run with the same drafts has left in that store; returns also the waves to send in. A run
 * that is not to be remembered finds nothing, and leaves nothing.
 */
export async function openUnfinished(
	context: IExecuteFunctions,
	{ baseUrl, credential }: Account,
	drafts: readonly Draft[],
	settings: RunSettings,
	isRemembered = true,
) {
	const grouping = settings.campaigns;
	const size = waveSize(drafts.length, drafts.some(hasKey));
	const list = waves(drafts, grouping, size);
	const account = `${credential.id} ${baseUrl}`;
	const kind = { account, pass: passOf(context), grouping, waveSize: size };
	const row = openRow(context, entriesOf(MOST_RETRIES, settings));
	const identity = await inSlices(identifyRunSteps(kind, list));
	const places = await inSlices(placeSteps(isRemembered ? list : []));
	const unfinished = new UnfinishedRun(row, identity, places, {
		underWay: runsUnderWay(context),
		now: () => Date.now(),
		patience: async () => void (await setDeadline(LONGEST_LOOK).over),
		notRecorded: (reason) =>
			context.logger.warn(
				`LigueLead: this run could not be recorded (${reason}). After a crash or a restart of n8n, a retry could send again.`,
			),
	});
	return { unfinished, list };
}

/** What keeps two retries of one execution from both sending. */
export function openGuard(context: IExecuteFunctions, settings: RunSettings): RetryGuard {
	const row = openRow(context, entriesOf(MOST_RETRIES, settings));
	return new RetryGuard(
		context.getContext('node'),
		context.getExecutionId(),
		new IdempotencyKeys(row, 'retry'),
	);
}

// What a retry has to find is not pushed out by other retries and runs; by later keys it is.
const MOST_RETRIES = 10_000;

// One entry a key, and room for those of keys that are under way. A call cuts the whole row.
function entriesOf(keys: number, { idempotencyHistory }: RunSettings): number {
	const most = Math.max(keys, idempotencyHistory);
	return most + 100 + Math.ceil(most / 10);
}

function hasKey({ idempotencyKey }: Draft): boolean {
	return idempotencyKey !== undefined;
}
