import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = join(__dirname, 'measured.json');

/** Orders that were delivered twice in the same moment. */
export interface RaceFigures {
	/** Those whose two executions ran on two workers. */
	pairs: number;
	/** Of these pairs, both executions sent. */
	both: number;
}

/** Executions a second with one worker and with two. */
export interface RateFigures {
	one: number;
	two: number;
}

/** What the runs in queue mode have measured, as the guide cites it. */
export interface Measured {
	race: { alone: RaceFigures; crowded: RaceFigures };
	throughput: {
		/** LigueLead takes two seconds to answer. */
		slow: RateFigures;
		/** LigueLead answers at once. */
		fast: RateFigures;
		/** The same, each order with an idempotency key of one node with a full history. */
		keyed?: RateFigures;
		/** Executions a second of one worker, each of this many personalised items. */
		batch: { items: number; rate: number };
	};
}

/** The figures of the last run that was told to keep them. */
export function readMeasured(): Measured {
	return JSON.parse(readFileSync(FILE, 'utf8'));
}

/** Keeps figures; those that a run did not measure stay. */
export function keepMeasured(figures: Partial<Measured>): Measured {
	const known = existsSync(FILE) ? readMeasured() : {};
	const measured = { ...known, ...figures } as Measured;
	writeFileSync(FILE, `${JSON.stringify(measured, null, '\t')}\n`);
	return measured;
}
