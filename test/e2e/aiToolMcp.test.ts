import { randomUUID } from 'node:crypto';
import { specialNumbers } from '../../sandbox';
import type { WorkflowNode } from '../../n8n/src/types';
import { openMcp } from '../support/mcp';
import { SLOW, useStand } from './support/stand';
import { FILLED_IN_BY_MODEL } from '../support/filledIn';
import { mcpServer, smsTool } from '../support/tool';
import { activate } from '../support/workflow';

jest.setTimeout(SLOW);

const stand = useStand();
beforeEach(() => stand.sandbox.control.reset());

const TOOL = 'Send_an_SMS';
const ORDER = { phone: '11 98765-4321', message: 'Pedido enviado', reference: '1042' };
const special = (fault: string) => specialNumbers.find((one) => one.fault === fault)?.phone ?? '';

async function serve(parameters?: Record<string, unknown>, extra?: Partial<WorkflowNode>) {
	const path = randomUUID();
	const tool = smsTool(stand.credential, parameters, extra);
	await activate(stand.client, mcpServer(path, tool));
	return await openMcp(`${stand.client.url}/mcp/${path}`);
}

test('an MCP client finds the tool with its parameters and sends an SMS', async () => {
	const mcp = await serve();

	expect(await mcp.listTools()).toMatchObject([
		{
			name: TOOL,
			description: 'Send an SMS to mobile numbers in LigueLead',
			inputSchema: {
				properties: {
					phone: { type: 'string', description: expect.stringContaining('11 91234-5678') },
					message: { type: 'string' },
					reference: { type: 'string' },
				},
				required: ['phone', 'message', 'reference'],
			},
		},
	]);
	const { isError, content } = await mcp.callTool(TOOL, ORDER);

	const [campaign] = stand.sandbox.control.campaigns().campaigns;
	expect(isError).not.toBe(true);
	expect(content[0]?.text).toContain(campaign?.id);
	expect([...stand.sandbox.control.deliveries()]).toEqual([['11987654321', 1]]);
});

test('the same call again, with the same idempotency key, sends nothing and says so', async () => {
	const mcp = await serve();

	await mcp.callTool(TOOL, ORDER);
	const again = await mcp.callTool(TOOL, ORDER);
	const elsewhere = await (await serve()).callTool(TOOL, { ...ORDER, phone: '21987654321' });

	expect(again.content[0]?.text).toContain(
		'this idempotency key was used before, and the campaign was accepted',
	);
	expect(elsewhere.content[0]?.text).toContain('SMS accepted successfully');
	expect([...stand.sandbox.control.deliveries()]).toEqual([
		['11987654321', 1],
		['21987654321', 1],
	]);
});

test.each([
	['a number that cannot be', { phone: '1133334444' }, ['landline', 'Nothing was sent']],
	['no message', { message: ' ' }, ["'Message' is empty"]],
	['what the API refuses', { phone: special('http-400-list') }, ['(400)', 'phones']],
	['no credit', { phone: special('http-402') }, ['(402)', 'client area']],
])('%s: the model is told why, and can mend it', async (_, change, reasons) => {
	const mcp = await serve();

	const refused = await mcp.callTool(TOOL, { ...ORDER, ...change });
	const mended = await mcp.callTool(TOOL, ORDER);

	for (const reason of reasons) expect(refused.content[0]?.text).toContain(reason);
	expect(mended.content[0]?.text).toContain('SMS accepted successfully');
	expect([...stand.sandbox.control.deliveries()]).toEqual([['11987654321', 1]]);
});

test.each([
	['with an idempotency key', FILLED_IN_BY_MODEL],
	['without', { ...FILLED_IN_BY_MODEL, options: {} }],
])('%s, Retry On Fail does not send what may have been sent', async (_, parameters) => {
	const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
	const mcp = await serve(parameters, retry);

	const { content } = await mcp.callTool(TOOL, { ...ORDER, phone: special('reset-after') });

	expect(content[0]?.text).toMatch(/may have been sent/);
	expect([...stand.sandbox.control.deliveries()]).toEqual([[special('reset-after'), 1]]);
});

test('Send and Wait for Delivery is refused before anything is sent', async () => {
	const mcp = await serve({
		...FILLED_IN_BY_MODEL,
		operation: 'sendWait',
	});

	const { content } = await mcp.callTool(TOOL, ORDER);

	expect(content[0]?.text).toContain('cannot run as a tool');
	expect(content[0]?.text).toContain("'Send'");
	expect(stand.sandbox.control.stats().requests).toBe(0);
});
