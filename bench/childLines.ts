import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A child process that is told and answers line by line. */
export interface Child {
	readonly pid: number;
	/** The next line it prints; rejects when it has ended. */
	line(): Promise<string>;
	tell(line: string): void;
	stop(): Promise<void>;
}

/** Starts a Node script whose standard output is read line by line; its errors are shown. */
export function startChild(node: string, args: readonly string[], cwd: string): Child {
	const child = spawn(node, args, { cwd, stdio: ['pipe', 'pipe', 'inherit'] });
	const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
	const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
	return {
		pid: child.pid ?? 0,
		line: async () => {
			const { value, done } = await lines.next();
			if (done) throw new Error(`${args.join(' ')} has ended`);
			return value;
		},
		tell: (line) => void child.stdin.write(`${line}\n`),
		stop: async () => {
			child.kill();
			await ended;
		},
	};
}
