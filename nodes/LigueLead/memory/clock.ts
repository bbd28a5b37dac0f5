/** Time, chance and the end of patience, as the dispatch sees them. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Waits for at most so many milliseconds; may return sooner, and does when cancelled. */
	sleep(ms: number): Promise<void>;
	/** 0 to 1, 1 excluded. */
	random(): number;
	/** Whether the execution was cancelled. */
	cancelled(): boolean;
}
