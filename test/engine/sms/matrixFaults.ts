import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';

import { generate } from 'selfsigned';

import { specialNumbers, type FaultRule } from '../../../sandbox';

/** What the first requests of a run meet. */
export interface Fault {
	readonly name: string;
	/** The number that provokes it. */
	readonly phone?: string;
	/** Where the requests go instead of to the sandbox. */
	readonly baseUrl?: () => string;
	/** What they meet, one each, at a sandbox that nobody else uses meanwhile. */
	readonly rules?: FaultRule[];
}

/** What may be told of an item. */
export const OUTCOMES = [
	'accepted',
	'unknown',
	'rejected',
	'throttled',
	'unreachable',
	'notSent',
] as const;

let tls: Server | undefined;

/** Starts the server that one of the faults needs. */
export async function startBadServer(): Promise<void> {
	const { private: key, cert } = await generate([{ name: 'commonName', value: 'other.invalid' }]);
	const server = createServer({ key, cert }, (_, response) => response.end('{}'));
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	server.unref();
	tls = server;
}

export function stopBadServer(): void {
	tls?.close();
}

const gatewayGaveUp = (status: number): FaultRule => ({
	status,
	accepts: true,
	body: { message: 'client closed request' },
});

/** Every fault that a request can meet. */
export const faults: readonly Fault[] = [
	{ name: 'refused-connection', baseUrl: () => 'http://127.0.0.1:1/v1' },
	{ name: 'dns', baseUrl: () => 'https://api.invalid/v1' },
	{
		name: 'bad-certificate',
		baseUrl: () => `https://127.0.0.1:${(tls?.address() as AddressInfo).port}/v1`,
	},
	...specialNumbers
		.filter(({ group }) => group !== 'Delivery status')
		.map(({ fault, phone }) => ({ name: fault, phone })),
	{ name: 'deep-answer', rules: [{ fault: 'deep-answer', size: 8_000 }] },
	{ name: 'drip', rules: [{ fault: 'drip', size: 100 }] },
	{ name: 'switching-protocols', rules: [{ fault: 'switching-protocols' }] },
	{ name: 'http-303-after', rules: [{ fault: 'http-303-after' }] },
	{ name: 'refusal-with-id', rules: [{ fault: 'refusal-with-id' }] },
	{ name: 'answer-499-after', rules: [gatewayGaveUp(499)] },
	{ name: 'answer-460-after', rules: [gatewayGaveUp(460)] },
	{ name: 'same-id', rules: [{ fault: 'http-202' }, { fault: 'same-id' }] },
];

/** Whether the fault ends at the client's patience only. */
export const isSlow = ({ name }: Fault): boolean => /^(hang|drip|switching)/.test(name);

/** What has to be told of the item that meets the fault. */
export function expectedOutcome(fault: Fault): (typeof OUTCOMES)[number] {
	const { name, baseUrl } = fault;
	if (baseUrl !== undefined) return 'unreachable';
	if (/^(http-202|http-429-once|same-id)$/.test(name)) return 'accepted';
	if (name.startsWith('http-429')) return 'throttled';
	if (isSlow(fault) || /-after$|^http-(408|5)|^reset/.test(name)) return 'unknown';
	if (name === 'deep-answer' || name === 'refusal-with-id') return 'unknown';
	return 'rejected';
}
