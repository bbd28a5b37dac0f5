import type { INode, INodeExecutionData, INodeParameters, OnError } from 'n8n-workflow';

import { name as packageName } from '../../../package.json';
import type { SavedCredential } from './credentials';
import type { TestNode, TestWorkflow } from './definition';
import { runWorkflow, startWorkflow, type EngineRun, type RunningEngine } from './EngineRun';
import type { RunSettings } from './execution';
import { ITEMS } from './helperNodes';

/** The name of the node under test in workflows that {@link runNode} makes. */
export const NODE = 'LigueLead';
/** The node type under test. */
export const LIGUELEAD = `${packageName}.ligueLead`;

/** One node under test behind a source of items. */
export interface NodeRunOptions
	extends
		Omit<RunSettings, 'credentials'>,
		Pick<INode, 'retryOnFail' | 'maxTries' | 'waitBetweenTries' | 'executeOnce'>,
		Pick<TestWorkflow, 'nodeTypes' | 'bundle' | 'id' | 'settings'> {
	parameters?: INodeParameters;
	/** Default: one empty item. */
	items?: INodeExecutionData[];
	/** Default `n8n-nodes-liguelead.ligueLead`. */
	type?: string;
	onError?: OnError;
	/** The saved credential; null for a node without one. Default: none. */
	credential?: SavedCredential | null;
}

/** The workflow of {@link runNode}: the source 'Items', then the node 'LigueLead'. */
export function nodeWorkflow(options: NodeRunOptions): {
	definition: TestWorkflow;
	settings: RunSettings;
} {
	const { parameters = {}, items = [{ json: {} }], type = LIGUELEAD, credential } = options;
	const { onError, retryOnFail, maxTries, waitBetweenTries = 1, executeOnce } = options;
	const underTest: TestNode = {
		name: NODE,
		type,
		parameters,
		onError,
		retryOnFail,
		maxTries,
		waitBetweenTries,
		executeOnce,
		...(credential && { credentials: { [credential.type]: { id: '1', name: 'Saved' } } }),
	};
	const { nodeTypes, bundle, id, settings: workflowSettings, ...settings } = options;
	return {
		definition: {
			nodes: [{ name: 'Items', type: ITEMS, items }, underTest],
			nodeTypes,
			bundle,
			id,
			settings: workflowSettings,
		},
		settings: {
			mode: settings.mode,
			rootMode: settings.rootMode,
			credentialTypes: settings.credentialTypes,
			instanceUrl: settings.instanceUrl,
			executionId: settings.executionId,
			...(credential && { credentials: { 1: credential } }),
		},
	};
}

/** Runs one node over items to the end. Tries are 1 ms apart unless told otherwise. */
export async function runNode(options: NodeRunOptions): Promise<EngineRun> {
	const { definition, settings } = nodeWorkflow(options);
	return await runWorkflow(definition, settings);
}

/** Like {@link runNode}, for a run that is to be cancelled. */
export function startNode(options: NodeRunOptions): RunningEngine {
	const { definition, settings } = nodeWorkflow(options);
	return startWorkflow(definition, settings);
}
