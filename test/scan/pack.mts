import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The package as users get it. */
export interface Packed {
	/** The folder it was unpacked into. */
	folder: string;
	/** Size of the tarball in bytes. */
	bytes: number;
	/** Its files, relative to `folder`, with forward slashes. */
	files: string[];
	manifest: Manifest;
}

/** The fields of a package.json that the checks look at. */
export interface Manifest {
	name: string;
	version: string;
	license?: string;
	main?: string;
	keywords?: string[];
	scripts?: Record<string, string>;
	dependencies?: Record<string, string>;
	optionalDependencies?: Record<string, string>;
	bundleDependencies?: string[] | boolean;
	peerDependencies?: Record<string, string>;
	overrides?: unknown;
	n8n: { nodes: string[]; credentials: string[] };
}

/** Packs the package in `root` with npm and unpacks the tarball into a fresh folder under `work`. */
export function pack(root: string, work: string): Packed {
	rmSync(work, { recursive: true, force: true });
	mkdirSync(work, { recursive: true });
	execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', work], {
		cwd: root,
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	const tarball = readdirSync(work).find((file) => file.endsWith('.tgz'));
	if (tarball === undefined) throw new Error('npm made no tarball');
	execFileSync('tar', ['-xzf', tarball], { cwd: work });
	const folder = join(work, 'package');
	return {
		folder,
		bytes: statSync(join(work, tarball)).size,
		files: filesBelow(folder),
		manifest: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
	};
}

/** Every file below a folder, relative to it, with forward slashes. */
export function filesBelow(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
		.sort();
}
