import axios from 'axios';
import { join } from 'node:path';
import type { SandboxStats } from '../sandbox/control';
import { freePorts } from '../n8n/src/ports';
import { startChild } from './childLines';
import { cpuSeconds } from './processFacts';

const ROOT = join(__dirname, '..');

/** A sandbox in a process of its own, so that it takes no time from what is measured. */
export type BenchSandbox = Awaited<ReturnType<typeof startBenchSandbox>>;

/** Starts it on a free port and waits until it answers. */
export async function startBenchSandbox() {
	const [port = 0] = await freePorts(1);
	const access = { token: 'bench-token', appId: 'bench-app' };
	const child = startChild(
		process.execPath,
		[
			...['--import', 'tsx', join(ROOT, 'sandbox', 'main.ts'), '--port', String(port)],
			...['--token', access.token, '--app-id', access.appId],
		],
		ROOT,
	);
	// It prints where it listens once it does.
	await child.line();
	const url = `http://127.0.0.1:${port}`;
	const http = axios.create({ baseURL: `${url}/control`, proxy: false });
	return {
		...access,
		url,
		apiUrl: `${url}/v1`,
		headers: { 'api-token': access.token, 'app-id': access.appId },
		/** Forgets what was sent; answers wait so many milliseconds from now on. */
		prepare: async (latency: number) => {
			await http.post('/reset');
			await http.put('/latency', { ms: latency });
		},
		stats: async () => (await http.get<SandboxStats>('/stats')).data,
		/** How many people got how many messages since the last reset. */
		sent: async () => {
			const { data } = await http.get<Record<string, number>>('/deliveries');
			const counts = Object.values(data);
			return { recipients: counts.length, messages: counts.reduce((sum, one) => sum + one, 0) };
		},
		/** When the first campaign since the last reset was accepted, in milliseconds since 1970. */
		firstAcceptedAt: async () => {
			const { data } = await http.get<{ campaigns: Array<{ accepted_at: string }> }>('/campaigns');
			return Date.parse(data.campaigns[0]?.accepted_at ?? '');
		},
		cpuSeconds: () => cpuSeconds(child.pid),
		stop: child.stop,
	};
}
