import { existsSync, readFileSync, writeFileSync } from 'node:fs';

// Linux counts CPU time in ticks of a hundredth of a second.
const TICKS = 100;

/** Processor time that a process has used, in seconds; NaN if there is no /proc. */
export function cpuSeconds(pid: number): number {
	const file = `/proc/${pid}/stat`;
	if (!existsSync(file)) return NaN;
	// The second field is the program's name in brackets, which may hold spaces.
	const [, fields = ''] = /\) (.*)/.exec(readFileSync(file, 'utf8')) ?? [];
	const [user = NaN, system = NaN] = fields.split(' ').slice(11, 13).map(Number);
	return (user + system) / TICKS;
}

/** Lets {@link peakMemory} start again from what a process has in memory now. */
export function forgetPeakMemory(pid: number): void {
	const file = `/proc/${pid}/clear_refs`;
	if (existsSync(file)) writeFileSync(file, '5');
}

/** The most memory (RSS) a process has had, in MB; NaN if there is no /proc. */
export function peakMemory(pid: number): number {
	return readStatus(pid, 'VmHWM');
}

/** The memory (RSS) a process has now, in MB; NaN if there is no /proc. */
export function memory(pid: number): number {
	return readStatus(pid, 'VmRSS');
}

function readStatus(pid: number, field: string): number {
	const file = `/proc/${pid}/status`;
	if (!existsSync(file)) return NaN;
	const [, kilobytes] = new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(file, 'utf8')) ?? [];
	return Number(kilobytes) / 1024;
}
