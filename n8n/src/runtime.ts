import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Finds a Node that can run the n8n installed in a folder: the pinned one beside it (the packages
 * `node-<platform>-<arch>`), else the one running this.
 *
 * @param n8nFolder a folder in which n8n is installed
 * @returns the path of a `node` executable
 * @throws Error naming the version n8n asks for, when neither will do
 */
export function nodeFor(n8nFolder: string): string {
	const pinned = pinnedNode(n8nFolder);
	if (pinned !== undefined) return pinned;
	const needed = oldestNode(n8nFolder);
	const own = Number(process.versions.node.split('.')[0]);
	if (own >= needed) return process.execPath;
	throw new Error(
		`This n8n needs Node ${needed} or later, and Node ${process.versions.node} is running. ` +
			`No Node is pinned for ${process.platform}-${process.arch}: install Node ${needed} and start again.`,
	);
}

/** The path of n8n's own start script in a folder in which it is installed. */
export function n8nScript(n8nFolder: string): string {
	return join(n8nFolder, 'node_modules', 'n8n', 'bin', 'n8n');
}

/** The version of the n8n installed in a folder: `2.41.1`. */
export function n8nVersion(n8nFolder: string): string {
	return manifestOf(n8nFolder).version;
}

/** The modules of an installed n8n that would call outside hosts; it refuses to be told of others. */
export function callingModules(n8nFolder: string): string[] {
	const modules = join(dirname(n8nScript(n8nFolder)), '..', 'dist', 'modules');
	return ['mcp-registry', 'external-secrets'].filter(
		(name) => existsSync(join(modules, name)) || existsSync(join(modules, `${name}.ee`)),
	);
}

function pinnedNode(n8nFolder: string): string | undefined {
	const windows = process.platform === 'win32';
	const name = `node-${windows ? 'win' : process.platform}-${process.arch}`;
	const file = join(n8nFolder, 'node_modules', name, 'bin', windows ? 'node.exe' : 'node');
	return existsSync(file) ? file : undefined;
}

function oldestNode(n8nFolder: string): number {
	return Number(/\d+/.exec(manifestOf(n8nFolder).engines?.node ?? '')?.[0] ?? 0);
}

function manifestOf(n8nFolder: string): { version: string; engines?: { node?: string } } {
	return JSON.parse(
		readFileSync(join(dirname(n8nScript(n8nFolder)), '..', 'package.json'), 'utf8'),
	);
}
