import { randomUUID } from 'node:crypto';
import type { Credential, WorkflowNode } from '../../n8n/src/types';
import { mobile } from '../support/phones';
import { activate, call, chain, node, smsNode, webhookNode } from '../support/workflow';
import { IS_N8N_1 } from '../support/version';
import { SLOW, useStand } from './support/stand';

jest.setTimeout(SLOW);

const stand = useStand();
const OWN = mobile(7);
const CUSTOMER = mobile(1);

let credential: Credential;
beforeAll(async () => {
	const { token, appId, apiUrl } = stand.sandbox;
	const data = { apiToken: token, appId, baseUrl: apiUrl, testPhone: OWN, testPhoneUse: 'manual' };
	credential = await stand.client.createCredential(`Test ${randomUUID()}`, 'ligueLeadApi', data);
});
beforeEach(() => stand.sandbox.control.reset());

const sms = () => smsNode(credential, { message: 'Pedido pago', phones: CUSTOMER });
const manual = () => node('Manual', 'n8n-nodes-base.manualTrigger', {});
const delivered = () => Object.fromEntries(stand.sandbox.control.deliveries());

/** A node that starts a workflow which sends. */
async function subWorkflow(): Promise<WorkflowNode> {
	const trigger = node(
		'Start',
		'n8n-nodes-base.executeWorkflowTrigger',
		{ inputSource: 'passthrough' },
		{ typeVersion: 1.1 },
	);
	const { id } = await activate(stand.client, chain([trigger, sms()]));
	const parameters = { workflowId: { __rl: true, mode: 'id', value: id }, options: {} };
	return node('Sub', 'n8n-nodes-base.executeWorkflow', parameters, { typeVersion: 1.2 });
}

async function runByHand(last: WorkflowNode): Promise<void> {
	const { id } = await stand.client.createWorkflow(chain([manual(), last]));
	const execution = await stand.client.runWorkflow(id, 'Manual');
	expect((await stand.client.finishedExecution(execution)).status).toBe('success');
}

test('a workflow that is started in the editor sends to the test phone', async () => {
	await runByHand(sms());
	expect(delivered()).toEqual({ [OWN]: 1 });
});

test('so does a sub-workflow of one', async () => {
	await runByHand(await subWorkflow());
	// n8n 1 does not say what a sub-workflow is a part of.
	expect(delivered()).toEqual({ [IS_N8N_1 ? CUSTOMER : OWN]: 1 });
});

test('a workflow that is live sends to its recipients, in a sub-workflow too', async () => {
	const path = randomUUID();
	const workflow = chain([webhookNode(path), await subWorkflow()]);
	await call(stand.client, await activate(stand.client, workflow), path, {});
	expect(delivered()).toEqual({ [CUSTOMER]: 1 });
});
