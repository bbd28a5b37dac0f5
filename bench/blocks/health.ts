import axios from 'axios';
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Stretch } from './longest';

const PAUSE_MS = 20;

/**
 * Asks an n8n for its health, time and again, while something runs; each time on a connection of its
 * own, as a probe does.
 *
 * @returns when it was asked and answered, and what `run` returned
 */
export async function whileAsking<T>(
	url: string,
	run: () => Promise<T>,
): Promise<{ answers: Stretch[]; result: T }> {
	const http = axios.create({ baseURL: url, proxy: false, httpAgent: new Agent() });
	let over = false;
	const answers: Stretch[] = [];
	let start = Date.now();
	const ask = async () => {
		while (!over) {
			// Who is cut off has no answer yet, and goes on waiting.
			const answered = await http.get('/healthz').then(
				() => true,
				() => false,
			);
			answers.push({ name: 'health', start, end: Date.now() });
			await sleep(PAUSE_MS);
			if (answered) start = Date.now();
		}
	};
	const asking = ask();
	try {
		const result = await run();
		over = true;
		await asking;
		return { answers, result };
	} finally {
		over = true;
	}
}
