import type { EngineRun } from '../support';
import type { Family } from './books';
import type { Version } from './expected';
import type { BreakOff } from './scenario';

/** An execution that has ended. */
export interface Played {
	readonly run: EngineRun;
	readonly family: Family;
	readonly version: Version;
	/** Whether it began with nothing of an earlier one but what that had left in the store. */
	readonly begins: 'anew' | 'again' | 'as a retry';
	/** How it ended, if not by itself. */
	readonly broken?: BreakOff['how'];
	/** Which of n8n's processes it ran in. */
	readonly process: number;
}
