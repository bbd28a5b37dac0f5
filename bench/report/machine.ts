import { execFileSync } from 'node:child_process';
import { availableParallelism, loadavg, totalmem } from 'node:os';
import { N8N_FOLDER } from '../../n8n/src/install';
import { n8nVersion, nodeFor } from '../../n8n/src/runtime';

/** How many processes wanted a processor during the last minute: what others on the machine do. */
export function machineLoad(): number {
	return loadavg()[0] ?? NaN;
}

/** What the figures were measured on, without names of machines or folders. */
export function machineFacts(quick: boolean): string {
	const node = execFileSync(nodeFor(N8N_FOLDER), ['--version'], { encoding: 'utf8' }).trim();
	const memory = Math.round(totalmem() / 2 ** 30);
	return [
		`Measured by \`npm run bench${quick ? ' -- --quick' : ''}\` on ${availableParallelism()} processor cores`,
		`with ${memory} GB of memory (${process.platform} ${process.arch}), n8n ${n8nVersion(N8N_FOLDER)} on Node ${node}, SQLite.`,
	].join(' ');
}
