import { basename, join } from 'node:path';

import type { ICredentialType, INodeType } from 'n8n-workflow';

import { n8n as registered, name as packageName } from '../../../package.json';

/** What n8n's loader makes of the package: node types by full name, and its credential types. */
export interface LoadedPackage {
	nodes: Record<string, INodeType>;
	credentials: ICredentialType[];
}

const ROOT = join(import.meta.dirname, '../../..');
const loaded = new Map<boolean, LoadedPackage>();

/**
 * Loads every file that package.json registers: its source, or with `bundle` the built file as
 * n8n would. Each node is known by its type and, as n8n does for tools, by that with `Tool`.
 */
export function loadPackage(bundle = false): LoadedPackage {
	const cached = loaded.get(bundle);
	if (cached !== undefined) return cached;
	const nodes: Record<string, INodeType> = {};
	for (const file of registered.nodes) {
		const node = instantiate<INodeType>(file, bundle);
		const type = `${packageName}.${node.description.name}`;
		nodes[type] = node;
		if (node.description.usableAsTool) nodes[`${type}Tool`] = node;
	}
	const credentials = registered.credentials.map((file) =>
		instantiate<ICredentialType>(file, bundle),
	);
	const result = { nodes, credentials };
	loaded.set(bundle, result);
	return result;
}

function instantiate<T extends object>(file: string, bundle: boolean): T {
	const path = bundle ? file : file.replace(/^dist\//, '').replace(/\.js$/, '.ts');
	const className = basename(file).split('.')[0] ?? '';
	const exported: Record<string, new () => T> = require(join(ROOT, path));
	const Type = exported[className];
	if (Type === undefined) throw new Error(`${path} exports no class ${className}`);
	return new Type();
}
