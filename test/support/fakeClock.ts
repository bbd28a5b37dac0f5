import type { Clock } from '../../nodes/LigueLead/memory/clock';

/** Time that passes by being waited for; everything due at a moment happens before time goes on. */
export class FakeClock implements Clock {
	time = Date.UTC(2026, 10, 23, 12);

	chance = 0.5;

	isCancelled = false;

	/** How long somebody waited, in milliseconds. */
	readonly sleeps: number[] = [];

	private sleepers: Array<{ until: number; wake: () => void }> = [];

	now(): number {
		return this.time;
	}

	random(): number {
		return this.chance;
	}

	cancelled(): boolean {
		return this.isCancelled;
	}

	async sleep(ms: number): Promise<void> {
		this.sleeps.push(ms);
		await new Promise<void>((wake) => this.sleepers.push({ until: this.time + ms, wake }));
	}

	/** Lets time pass until the promise is settled. */
	async run<T>(promise: Promise<T>): Promise<T> {
		let open = true;
		const end = () => {
			open = false;
		};
		promise.then(end, end);
		for (let idle = 0; open;) {
			await (idle < MANY ? soon() : later());
			const next = Math.min(...this.sleepers.map(({ until }) => until));
			if (!open || next === Infinity) {
				idle++;
				continue;
			}
			idle = 0;
			this.time = next;
			const due = this.sleepers.filter(({ until }) => until <= next);
			this.sleepers = this.sleepers.filter(({ until }) => until > next);
			for (const { wake } of due) wake();
		}
		return await promise;
	}
}

// Nothing may ever happen again, as after a process was killed: that must not keep the tests from ending.
const MANY = 10_000;

const soon = async () => await new Promise<void>((resolve) => setImmediate(resolve));

const later = async () => await new Promise<void>((resolve) => void setTimeout(resolve, 5).unref());
