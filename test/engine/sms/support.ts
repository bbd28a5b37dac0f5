import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { specialNumbers, startSandbox, type FaultName, type Sandbox } from '../../../sandbox';
import { verdictOf } from '../../support/verdict';
import {
	dedupe,
	NODE,
	runNode,
	startNode,
	type EngineRun,
	type NodeRunOptions,
	type SavedCredential,
} from '../support';

export { mobile, mobiles } from '../../support/phones';

/** The sandbox's number that provokes a fault. */
export function special(fault: FaultName): string {
	const number = specialNumbers.find((entry) => entry.fault === fault);
	if (number === undefined) throw new Error(`No special number provokes ${fault}`);
	return number.phone;
}

/** One item per entry. */
export function items(...entries: Array<Record<string, unknown>>): INodeExecutionData[] {
	return entries.map((json) => ({ json }) as INodeExecutionData);
}

/** What each output of the node says of its item. */
export function verdicts(run: EngineRun): string[] {
	return run
		.outputs(NODE)
		.flat()
		.map(({ json }) => verdictOf(json));
}

/** The data of the error that stopped an execution, as n8n saves it. */
export function dataOf(run: EngineRun): IDataObject {
	return (run.saved.resultData.error as unknown as { context: { data: IDataObject } }).context.data;
}

export function accountOf({ apiUrl, token, appId }: Sandbox): SavedCredential {
	return { type: 'ligueLeadApi', data: { apiToken: token, appId, baseUrl: apiUrl } };
}

export const FROM_ITEM: INodeParameters = {
	resource: 'sms',
	operation: 'send',
	message: '={{ $json.message }}',
	phones: '={{ $json.phones }}',
};

/**
 * A sandbox for a test file, and Send run against it with each item's own message and phones. Each
 * test starts with an empty one, unless they are to `keep` what was sent.
 */
export function useSandbox({ keep = false } = {}) {
	// A busy machine takes its time; nothing here waits for longer than a few seconds by itself.
	jest.setTimeout(30_000);
	let sandbox: Sandbox | undefined;
	beforeAll(async () => {
		sandbox = await startSandbox();
	});
	afterEach(() => {
		if (keep) return;
		sandbox?.control.reset();
		dedupe.reset();
	});
	afterAll(async () => await sandbox?.close());
	const get = (): Sandbox => {
		if (sandbox === undefined) throw new Error('The sandbox has not started');
		return sandbox;
	};
	const options = (entries: Array<Record<string, unknown>>, rest: NodeRunOptions) => ({
		credential: accountOf(get()),
		items: items(...entries),
		...rest,
		parameters: { ...FROM_ITEM, ...rest.parameters },
	});
	return {
		get sandbox() {
			return get();
		},
		get control() {
			return get().control;
		},
		send: async (entries: Array<Record<string, unknown>>, rest: NodeRunOptions = {}) =>
			await runNode(options(entries, rest)),
		start: (entries: Array<Record<string, unknown>>, rest: NodeRunOptions = {}) =>
			startNode(options(entries, rest)),
	};
}
