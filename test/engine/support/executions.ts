import type { EngineRun, RunningEngine } from './EngineRun';

/** The executions of an instance by id, as its database would hold them. */
export class Executions {
	private readonly runs = new Map<string, EngineRun | 'running'>();

	private readonly starts = new Map<string, number>();

	private readonly pending = new Set<Promise<EngineRun>>();

	/** The finished or waiting run, `running` while it is under way, undefined for an unknown id. */
	find(id: string): EngineRun | 'running' | undefined {
		return this.runs.get(id);
	}

	/** How often an execution was started, or gone on with after a wait. */
	startsOf(id: string): number {
		return this.starts.get(id) ?? 0;
	}

	/** Records an execution now and its result when it ends. */
	track(id: string, running: RunningEngine): RunningEngine {
		this.runs.set(id, 'running');
		this.starts.set(id, this.startsOf(id) + 1);
		const finished = running.finished.then((run) => {
			this.runs.set(id, run);
			this.pending.delete(finished);
			return run;
		});
		this.pending.add(finished);
		return { cancel: running.cancel, finished };
	}

	/** Waits for every execution under way; returns all in order of their start. */
	async settled(): Promise<EngineRun[]> {
		while (this.pending.size > 0) await Promise.all(this.pending);
		return [...this.runs.values()].filter((run) => run !== 'running');
	}
}
