import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { IDataObject, IExecuteFunctions, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { runNode, testCredential } from '../support';
import { accountOf, useSandbox } from './support';

const world = useSandbox();

/** Asks a URL with the credential, as n8n's HTTP Request node does: by either helper. */
const asker: INodeType = {
	description: {
		displayName: 'Asker',
		name: 'asker',
		group: ['transform'],
		version: 1,
		description: 'Asks',
		defaults: { name: 'Asker' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'ligueLeadApi', required: true }],
		properties: [
			{ displayName: 'URL', name: 'url', type: 'string', default: '' },
			{ displayName: 'Legacy', name: 'legacy', type: 'boolean', default: false },
		],
	},
	async execute(this: IExecuteFunctions) {
		const url = this.getNodeParameter('url', 0) as string;
		const { helpers } = this;
		const answer = this.getNodeParameter('legacy', 0)
			? await helpers.requestWithAuthentication.call(this, 'ligueLeadApi', {
					uri: url,
					method: 'GET',
				})
			: await helpers.httpRequestWithAuthentication.call(this, 'ligueLeadApi', {
					url,
					method: 'GET',
				});
		return [[{ json: { answer } as IDataObject }]];
	},
};

let other: Server;
const seen: unknown[] = [];
const otherUrl = () => `http://127.0.0.1:${(other.address() as AddressInfo).port}`;

beforeAll(async () => {
	other = createServer(({ headers, url }, response) => {
		seen.push(headers['api-token'] ?? headers['app-id']);
		if (url?.endsWith('/elsewhere')) response.writeHead(302, { location: `${otherUrl()}/x` });
		response.end('{}');
	});
	await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
	other.unref();
});
afterEach(() => {
	seen.length = 0;
});
afterAll(() => {
	other.close();
});

const ask = async (url: string, legacy: boolean, baseUrl = world.sandbox.apiUrl) => {
	const account = accountOf(world.sandbox);
	return await runNode({
		type: 'test.asker',
		nodeTypes: { 'test.asker': asker },
		parameters: { url, legacy },
		credential: { ...account, data: { ...account.data, baseUrl } },
	});
};

describe.each([false, true])('the credential, by the legacy helper: %p', (legacy) => {
	it('goes to the API', async () => {
		const run = await ask(`${world.sandbox.apiUrl}/voice/uploads`, legacy);
		expect(run.error).toBeUndefined();
	});

	it('goes nowhere else', async () => {
		for (const path of ['/steal', '/v1/sms']) {
			const run = await ask(`${otherUrl()}${path}`, legacy);
			expect(JSON.stringify(run.error?.message)).toContain('only, and this one goes elsewhere');
		}
		expect(seen).toEqual([]);
	});

	it('goes along no redirect', async () => {
		await ask(`${otherUrl()}/v1/elsewhere`, legacy, `${otherUrl()}/v1`);
		expect(seen).toEqual([world.sandbox.token]);
	});
});

describe('the Test button', () => {
	it.each(['', ' ', '/'])('takes a Base URL with %j around it', async (around) => {
		const account = accountOf(world.sandbox);
		const baseUrl = `${around.trim() === '' ? around : ''}${world.sandbox.apiUrl}${around}`;
		const result = await testCredential({ ...account, data: { ...account.data, baseUrl } });
		expect(result).toMatchObject({ status: 'OK' });
	});
});
