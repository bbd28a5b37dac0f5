import { randomUUID } from 'node:crypto';
import { openMcp } from '../../support/mcp';
import { mcpServer, smsTool } from '../../support/tool';
import { activate } from '../../support/workflow';
import type { Stand } from '../support/stand';
import { deliveryCounts } from '../support/stand';

const CALLS = 10;

/** An MCP client that calls the node as a tool, at the webhook process, each call twice. */
export async function mcpTool(stand: Stand): Promise<void> {
	const { cluster, sandbox, credential, checks } = stand;
	const path = randomUUID();
	const { id } = await activate(cluster.client, mcpServer(path, smsTool(credential)));
	sandbox.control.reset();
	const mcp = await openMcp(`${cluster.webhook.url}/mcp/${path}`);

	const [tool] = await mcp.listTools();
	checks.check('the client finds the tool', tool?.name === 'Send_an_SMS', tool);
	const call = async (n: number) => {
		const order = { phone: `2198765${1000 + n}`, message: 'Pedido enviado', reference: `mcp-${n}` };
		const { content } = await mcp.callTool('Send_an_SMS', order);
		return content[0]?.text ?? '';
	};
	const answers: string[] = [];
	for (let n = 0; n < CALLS; n++) answers.push(await call(n), await call(n));
	const said = (text: string) => answers.filter((answer) => answer.includes(text)).length;
	checks.check(
		`${CALLS} calls are told that the SMS is accepted`,
		said('accepted successfully') === CALLS,
		answers.slice(0, 2),
	);
	checks.check(
		'each again, that it was before',
		said('was used before, and the campaign was accepted') === CALLS,
		answers.slice(0, 2),
	);
	const { once, more } = deliveryCounts(stand);
	checks.check('one SMS each', once === CALLS && more === 0, { once, more });
	await cluster.client.deactivateWorkflow(id);
}
