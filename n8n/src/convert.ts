import type { WorkflowDocument, WorkflowNode } from './types';

/** LigueLead's own node. */
const THEIRS = '@liguelead/n8n-nodes-liguelead.ligueLead';
const OURS = 'n8n-nodes-liguelead.ligueLead';

/** A converted workflow, and what a person has to look at. */
export interface Converted {
	workflow: WorkflowDocument;
	notes: string[];
}

type Parameters = Record<string, unknown>;

/**
 * Turns the nodes of LigueLead's own package in a workflow into nodes of this one, and what later nodes read of their
 * output. Takes a workflow as n8n exports or copies it; it stays as it is. Credentials are of another type: they
 * are left out, to be chosen anew. Throws an Error for what is no workflow.
 */
export function convertWorkflow(workflow: WorkflowDocument): Converted {
	if (!Array.isArray(workflow?.nodes))
		throw new Error('This is no workflow: it has no list of nodes');
	const notes: string[] = [];
	const converted = new Set<string>();
	const nodes = workflow.nodes.map((node) => {
		const made = convertNode(node, notes);
		if (made !== node) converted.add(node.name);
		return made;
	});
	const behind = namesBehind(workflow, converted);
	const rewritten = nodes.map((node) =>
		rewriteReferences(node, { converted, readsOutput: behind.has(node.name) }, notes),
	);
	if (converted.size === 0) notes.push(`No node of the type ${THEIRS} was found.`);
	return { workflow: { ...workflow, nodes: rewritten }, notes };
}

function convertNode(node: WorkflowNode, notes: string[]): WorkflowNode {
	if (node.type !== THEIRS) return node;
	const parameters = node.parameters as Parameters;
	const make = MAKERS[String(parameters.operation ?? 'sendSms')];
	if (make === undefined) {
		notes.push(
			`"${node.name}": ${String(parameters.operation)} has no counterpart; the node was left as it is.`,
		);
		return node;
	}
	const { credentials: _, ...rest } = node;
	notes.push(`"${node.name}": choose a credential of the type LigueLead API.`);
	return { ...rest, type: OURS, typeVersion: 1, parameters: make(parameters) };
}

const locator = (value: unknown) => {
	const id = typeof value === 'object' && value !== null ? (value as Parameters).value : value;
	return { __rl: true, mode: 'id', value: typeof id === 'number' ? String(id) : (id ?? '') };
};

/** Without what is not set. */
const only = (values: Parameters): Parameters =>
	Object.fromEntries(
		Object.entries(values).filter(([, value]) => value !== undefined && value !== ''),
	);

const fields = ({ additionalFields }: Parameters) => (additionalFields ?? {}) as Parameters;

const MAKERS: Record<string, (parameters: Parameters) => Parameters> = {
	sendSms: (own) => ({
		resource: 'sms',
		operation: 'send',
		phones: own.phones ?? '',
		message: own.message ?? '',
		...only({ title: own.title, flash: own.isFlash }),
		options: only({ statusWebhookUrl: fields(own).webhookUrl }),
	}),
	sendVoice: (own) => ({
		resource: 'voice',
		operation: 'send',
		phones: own.phones ?? '',
		audio: locator(own.voiceUploadId),
		title: own.title ?? '',
		options: only({
			retryAttempts: fields(own).retryAttempts,
			retryInterval: fields(own).retryIntervalMin,
			retryEndTime: fields(own).retryEndTime,
			statusWebhookUrl: fields(own).webhookUrl,
		}),
	}),
	uploadAudio: (own) => ({
		resource: 'audio',
		operation: 'upload',
		binaryProperty: own.binaryPropertyName ?? 'data',
		...only({ title: own.audioTitle }),
	}),
	sendRcs: (own) => ({
		resource: 'rcs',
		operation: 'send',
		phones: own.phones ?? '',
		sendAs: own.sendAs ?? 'message',
		...(own.sendAs === 'template'
			? {
					template: locator(own.templateId),
					...only({ templateVariables: own.templateVariables }),
				}
			: { agent: locator(own.agentId), message: own.message ?? '' }),
		options: only({ statusWebhookUrl: fields(own).webhookUrl }),
	}),
};

/** The nodes right behind those of the given names: their `$json` is what these put out. */
function namesBehind({ connections }: WorkflowDocument, names: ReadonlySet<string>): Set<string> {
	const behind = new Set<string>();
	for (const [name, outputs] of Object.entries(connections ?? {})) {
		if (!names.has(name)) continue;
		const { main = [] } = outputs as { main?: Array<Array<{ node: string }> | null> };
		for (const target of main.flat()) if (target) behind.add(target.node);
	}
	return behind;
}

interface Readers {
	readonly converted: ReadonlySet<string>;
	readonly readsOutput: boolean;
}

// Their output is {ok, operation, request, response}; ours is the response, with `sent` beside it.
function rewriteReferences(node: WorkflowNode, readers: Readers, notes: string[]): WorkflowNode {
	const text = JSON.stringify(node.parameters);
	let changed = text;
	if (readers.readsOutput) changed = rewrite(changed, '\\$json');
	for (const name of readers.converted) {
		const quoted = JSON.stringify(name)
			.slice(1, -1)
			.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
		changed = rewrite(
			changed,
			`\\$\\((?:'|\\\\")${quoted}(?:'|\\\\")\\)\\.(?:item|first\\(\\)|last\\(\\))\\.json`,
		);
	}
	if (changed === text) return node;
	notes.push(`"${node.name}": reads the new output now; look at its expressions.`);
	return { ...node, parameters: JSON.parse(changed) };
}

function rewrite(text: string, source: string): string {
	return text
		.replace(new RegExp(`(${source})\\.response\\b`, 'g'), '$1')
		.replace(new RegExp(`(${source})\\.ok\\b`, 'g'), '$1.sent');
}
