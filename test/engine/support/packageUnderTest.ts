import { basename, join } from 'node:path';

import type { ICredentialType, INodeType } from 'n8n-workflow';

import { n8n as registered, name as packageName } from '../../../package.json';

const ROOT = join(import.meta.dirname, '../../..');
const loaded = new Map<string, object>();

/**
 * The node of a full type name: its source, or with `bundle` the built file as n8n loads it. A type
 * that ends in `Tool` is the same node, as in n8n. Undefined if the package registers none.
 */
export function loadNode(type: string, bundle = false): INodeType | undefined {
	if (!type.startsWith(`${packageName}.`)) return undefined;
	const name = type.slice(packageName.length + 1).replace(/Tool$/, '');
	const file = registered.nodes.find(
		(path) => classNameOf(path).toLowerCase() === name.toLowerCase(),
	);
	return file === undefined ? undefined : instantiate<INodeType>(file, bundle);
}

/** Every credential type that package.json registers, from source or built. */
export function loadCredentials(bundle = false): ICredentialType[] {
	return registered.credentials.map((file) => instantiate<ICredentialType>(file, bundle));
}

const classNameOf = (file: string) => basename(file).split('.')[0] ?? '';

function instantiate<T extends object>(file: string, bundle: boolean): T {
	const path = bundle ? file : file.replace(/^dist\//, '').replace(/\.js$/, '.ts');
	const cached = loaded.get(path);
	if (cached !== undefined) return cached as T;
	const exported: Record<string, new () => T> = require(join(ROOT, path));
	const Type = exported[classNameOf(file)];
	if (Type === undefined) throw new Error(`${path} exports no class ${classNameOf(file)}`);
	const instance = new Type();
	loaded.set(path, instance);
	return instance;
}
