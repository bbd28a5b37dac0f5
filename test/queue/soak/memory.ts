import { memory } from '../../../bench/processFacts';
import type { Cluster } from '../support/cluster';
import type { Series } from './chart';

/** Memory of processes, read again and again until it is told to stop. */
export interface Recorder {
	/** By process: `[minutes since the start, MB]`. */
	series: Series[];
	stop(): void;
}

/** Reads the memory (RSS) of the n8n processes and of Redis, every so many seconds. */
export function recordMemory({ main, webhook, workers, redis }: Cluster, every: number): Recorder {
	const processes = [
		['main', main.pid],
		['webhook', webhook.pid],
		...workers.map(({ pid }, n) => [`worker ${n + 1}`, pid] as const),
		['redis', redis.pid],
	] as const;
	const series = processes.map(([name]): Series => ({ name, points: [] }));
	const start = Date.now();
	const read = () => {
		const minutes = (Date.now() - start) / 60_000;
		for (const [n, [, pid]] of processes.entries()) {
			const now = memory(pid);
			// NaN once the process has ended.
			if (now > 0) series[n]?.points.push([minutes, now]);
		}
	};
	read();
	const timer = setInterval(read, every * 1_000);
	return { series, stop: () => clearInterval(timer) };
}
