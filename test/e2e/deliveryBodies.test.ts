import { statusEvent } from '../support/statusEvents';
import { bodiesThatAreNoEvent } from '../support/bodies';
import { eventually, executionThatIs, productionUrl, triggerNode } from './support/delivery';
import { SLOW, useStand } from './support/stand';
import { activate, chain, endNode } from '../support/workflow';

jest.setTimeout(SLOW);

const stand = useStand();

async function post(url: string, body: unknown, contentType = 'application/json') {
	const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
	const headers = { 'content-type': contentType };
	const response = await fetch(url, { method: 'POST', headers, body: text });
	await response.text();
	return response.status;
}

test('n8n answers no body of at most 5 MB with a failure, and starts nothing', async () => {
	const { client, credential, sandbox } = stand;
	const trigger = triggerNode(credential);
	const { id } = await activate(client, chain([trigger, endNode('After')]));
	const url = productionUrl(client.url, trigger);
	const event = (campaign = {}, fields = {}) =>
		statusEvent(campaign, { app_id: sandbox.appId, ...fields });
	await eventually(async () => ((await post(url, {})) === 400 ? true : undefined));

	const answers: Array<[string, number]> = [];
	const bodies = bodiesThatAreNoEvent(event);
	for (const [name, ...sent] of bodies) answers.push([name, await post(url, ...sent)]);
	const isTooLong = (body: unknown) =>
		(typeof body === 'string' ? body : (JSON.stringify(body) ?? '')).length > 64 * 1024;
	expect(answers).toEqual(bodies.map(([name, body]) => [name, isTooLong(body) ? 413 : 400]));
	expect(await client.listExecutions(id)).toEqual([]);
	// n8n itself reads JSON under no other type.
	for (const [n, type] of [
		'application/json',
		'text/plain',
		'application/vnd.api+json',
	].entries()) {
		expect(await post(url, event({ status: ['delivered', 'failed', 'answer'][n] }), type)).toBe(
			200,
		);
	}
	await eventually(async () => ((await client.listExecutions(id)).length === 3 ? true : undefined));
	await executionThatIs(client, id, ['success']);
});
