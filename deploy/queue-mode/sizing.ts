// `npx tsx deploy/queue-mode/sizing.ts`: writes the tables between the markers of README.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Measured, RaceFigures, RateFigures } from '../../docs/measured';
import { readMeasured } from '../../docs/measured';
import { replaceSection } from '../../docs/markers';
import { table } from '../../docs/table';
import { parallelRequests } from '../../nodes/LigueLead/resources/run/optionFields';

// LigueLead's limits, per API token.
const REQUESTS_A_MINUTE = 600_000;
const CONCURRENT_REQUESTS = 10_000;
const RECIPIENTS_A_REQUEST = 10_000;

/** Hours a day in which SMS go out, 8 to 18 o'clock. */
const HOURS = 10;
/** Executions that a worker runs at once, and requests an execution has in flight: the defaults. */
const CONCURRENCY = 10;
const PARALLEL_REQUESTS = Number(parallelRequests.default);
/** PostgreSQL connections of an n8n process, unless DB_POSTGRESDB_POOL_SIZE says otherwise. */
const POOL = 2;
/** One main and two webhook processes. */
const OTHER_PROCESSES = 3;

const WORKERS = [1, 5, 10, 100];
const RECIPIENTS_A_DAY = [1_000_000, 100_000_000];

const count = (value: number) => Math.round(value).toLocaleString('en-US');
const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(2)} %`;

/**
 * What concurrency and Parallel Requests come to, by number of workers: requests in flight at most,
 * and the Parallel Requests with which LigueLead's limit of requests at once still holds.
 */
export function workerTable(): string {
	const rows = WORKERS.map((workers) => {
		const executions = workers * CONCURRENCY;
		const inFlight = executions * PARALLEL_REQUESTS;
		return [
			count(workers),
			count(executions),
			`${count(inFlight)} (${share(inFlight, CONCURRENT_REQUESTS)} of the limit)`,
			count(Math.floor(CONCURRENT_REQUESTS / executions)),
			count((workers + OTHER_PROCESSES) * POOL),
		];
	});
	return table(
		[
			'Workers',
			'Executions at once',
			`Requests in flight at most, with *Parallel Requests* ${PARALLEL_REQUESTS}`,
			'*Parallel Requests* at most',
			'PostgreSQL connections',
		],
		rows,
	);
}

/** What a number of recipients a day needs, by the way it is sent. */
export function volumeTable({ throughput }: Measured): string {
	const rows = RECIPIENTS_A_DAY.flatMap((recipients) => {
		const perMinute = (requests: number) => requests / (HOURS * 60);
		const bulk = recipients / RECIPIENTS_A_REQUEST;
		const line = (how: string, requests: number, workers: string) => [
			count(recipients),
			how,
			count(requests),
			`${count(Math.ceil(perMinute(requests)))} (${share(perMinute(requests), REQUESTS_A_MINUTE)})`,
			workers,
		];
		const executionsASecond = recipients / (HOURS * 3_600);
		const batches = recipients / throughput.batch.items / (HOURS * 3_600);
		return [
			line('One message for all, 10,000 recipients a request', bulk, '1'),
			line(
				`Personalised, ${throughput.batch.items} items an execution`,
				recipients,
				count(Math.ceil(batches / throughput.batch.rate)),
			),
			line(
				'One webhook call a recipient, without idempotency keys',
				recipients,
				count(Math.ceil(executionsASecond / throughput.fast.one)),
			),
		];
	});
	return table(
		[
			'Recipients a day',
			'How they are sent',
			'Requests',
			'Requests a minute (of 600,000)',
			'Workers',
		],
		rows,
	);
}

const KEYED_LABEL =
	'The same, each order with an idempotency key, of one node with a full default history';

/** What `npm run test:queue -- --keep` has measured. */
export function measuredTable({ race, throughput }: Measured): string {
	const twice = ({ pairs, both }: RaceFigures) =>
		`${both} of ${count(pairs)} (${share(both, pairs)}; at most ${upperBound(both, pairs)} with 95 % confidence)`;
	const rates = ({ one, two }: RateFigures) =>
		`${one} and ${two} executions a second: ${(two / one).toFixed(2)} times as many`;
	return table(
		['', 'Measured'],
		[
			[
				'Order delivered twice at once, on two workers, with a full default history: both sent',
				twice(race.alone),
			],
			['The same, 20 orders together', twice(race.crowded)],
			['One and two workers, LigueLead takes 2 s to answer', rates(throughput.slow)],
			['One and two workers, LigueLead answers at once', rates(throughput.fast)],
			...(throughput.keyed === undefined ? [] : [[KEYED_LABEL, rates(throughput.keyed)]]),
			[
				`One worker, ${throughput.batch.items} personalised items an execution, answers in 80 ms`,
				`${throughput.batch.rate} executions, ${count(throughput.batch.rate * throughput.batch.items)} SMS a second`,
			],
		],
	);
}

// Wilson's score interval.
function upperBound(hits: number, tries: number): string {
	const z = 1.96;
	const rate = hits / tries;
	const spread = z * Math.sqrt((rate * (1 - rate)) / tries + z ** 2 / (4 * tries ** 2));
	const bound = (rate + z ** 2 / (2 * tries) + spread) / (1 + z ** 2 / tries);
	return share(bound, 1);
}

const FILE = join(__dirname, 'README.md');

/** Writes all generated parts of the guide anew. */
export function writeGuide(measured: Measured): void {
	const sections = {
		workers: workerTable(),
		volumes: volumeTable(measured),
		measured: measuredTable(measured),
	};
	const text = Object.entries(sections).reduce(
		(guide, [name, section]) => replaceSection(guide, name, section),
		readFileSync(FILE, 'utf8'),
	);
	writeFileSync(FILE, text);
}

if (require.main === module) writeGuide(readMeasured());
