import { specialNumbers } from './specialNumbers';

/** The special numbers as a Markdown table, for documentation. */
export function specialNumbersTable(): string {
	const rows = specialNumbers.map(
		({ phone, fault, accepted, effect }) =>
			`| ${phone} | ${effect} | ${accepted ? 'yes' : 'no'} | \`${fault}\` |`,
	);
	return ['| Number | What happens | Queued | Fault |', '| --- | --- | --- | --- |', ...rows].join(
		'\n',
	);
}
