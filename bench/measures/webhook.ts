import { callWebhook } from '../../n8n/src/client';
import { httpRequest, PERSONALISED, thisNode } from '../contenders';
import type { Contender, Texts } from '../contenders';
import type { Log } from '../log';
import { milliseconds, number } from '../report/markdown';
import type { Section } from '../report/section';
import type { Stand } from '../stand';
import { median, medianRatio } from '../statistics';
import { benchWorkflow } from '../workflow';

const HEADER = ['Contender', 'Median', 'Quartiles', 'This node is faster by'];
const WARM_UP = 10;
// The sandbox tells the time of arrival in whole milliseconds, and less than one is no difference.
const RESOLUTION_MS = 1;

const FROM_BODY: Texts = {
	message: PERSONALISED.message.replaceAll('$json.', '$json.body.'),
	messageExpression: PERSONALISED.messageExpression.replaceAll('$json.', '$json.body.'),
	phones: '={{ $json.body.phone }}',
	phonesExpression: '[$json.body.phone]',
};

/** Milliseconds from calling a workflow's webhook to the acceptance of its request by the API. */
export async function measureWebhook(stand: Stand, calls: number, log: Log): Promise<Section> {
	const contenders = [thisNode(FROM_BODY, 'perItem'), httpRequest(stand, FROM_BODY)];
	const paths = await Promise.all(contenders.map((contender) => activate(stand, contender)));
	const series = contenders.map(() => [] as number[]);
	for (let call = -WARM_UP; call < calls; call++) {
		for (const [index, path] of paths.entries()) {
			const ms = await timeToAcceptance(stand, path);
			if (call >= 0) series[index]?.push(ms);
		}
	}
	const [own = [], other = []] = series;
	log(`    ${milliseconds(median(own))} against ${milliseconds(median(other))}`);
	return {
		group: 'Webhook',
		id: 'webhook',
		title: `One item, ${calls} calls in turns: from the webhook call to the API`,
		header: HEADER,
		rows: contenders.map(({ name }, index) => row(name, series[index] ?? [], own)),
		goals: [
			{
				goal: `no slower than HTTP Request (resolution: ${RESOLUTION_MS} ms)`,
				measured: `${milliseconds(median(own))} against ${milliseconds(median(other))}`,
				met: median(own) <= median(other) + RESOLUTION_MS,
			},
		],
	};
}

async function activate({ client, credential }: Stand, { nodes = [] }: Contender): Promise<string> {
	const path = `bench-${crypto.randomUUID()}`;
	const { id } = await client.createWorkflow(benchWorkflow(path, nodes, credential));
	await client.activateWorkflow(id);
	return path;
}

async function timeToAcceptance({ sandbox, n8n }: Stand, path: string): Promise<number> {
	await sandbox.prepare(0);
	const started = performance.timeOrigin + performance.now();
	const { status } = await callWebhook(n8n.url, path, {
		name: 'Ana',
		order: 100_042,
		phone: '21991000000',
	});
	if (status !== 200) throw new Error(`The webhook answered ${status}`);
	return (await sandbox.firstAcceptedAt()) - started;
}

function row(name: string, values: number[], own: number[]): string[] {
	const sorted = [...values].sort((a, b) => a - b);
	const at = (part: number) => sorted[Math.floor(part * (sorted.length - 1))] ?? NaN;
	return [
		name,
		milliseconds(median(values)),
		`${milliseconds(at(0.25))}–${milliseconds(at(0.75))}`,
		values === own ? '' : `${number(medianRatio(values, own), 2)} ×`,
	];
}
