import { whenLeftAlone } from './parent.mjs';

/** Something that was started and has to be stopped. */
export type Stop = () => Promise<unknown>;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Stops, in reverse order, everything that was handed over, as soon as the user or the system
 * asks for it (Ctrl-C, SIGTERM, a closed terminal), and then ends this process with code 0.
 *
 * @param log where the announcement goes
 * @returns `add` hands over one more; `now` stops all and ends the process with the code given
 */
export function stopOnSignal(log: (line: string) => void = console.log) {
	const stops: Stop[] = [];
	let stopping = false;
	const now = async (code: number): Promise<void> => {
		// Ctrl-C arrives twice under npm: from the terminal and from npm.
		if (stopping) return;
		stopping = true;
		for (const each of stops.reverse()) {
			await each().catch((error: unknown) => log(String(error)));
		}
		process.exit(code);
	};
	const stop = () => {
		if (!stopping) log('\nStopping …');
		void now(0);
	};
	SIGNALS.forEach((signal) => process.on(signal, stop));
	whenLeftAlone(stop);
	return { add: (stop: Stop) => stops.push(stop), now, stopping: () => stopping };
}
