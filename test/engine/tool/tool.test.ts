import { dedupe, LIGUELEAD, NODE } from '../support';
import { mobile, special, useSandbox } from '../sms/support';
import { FILLED_IN_BY_MODEL } from '../../support/filledIn';
import { callTool } from './agent';

const world = useSandbox();
beforeEach(() => dedupe.reset());

const ORDER = { phone: mobile(1), message: 'Pedido enviado', reference: '1042' };

it('is described to the model by what it does, and answers with the campaign', async () => {
	const { tool, answers } = await callTool(world.sandbox, [ORDER]);
	const [campaign] = world.control.campaigns().campaigns;
	expect(tool).toEqual({
		name: 'Send_an_SMS',
		description: 'Send an SMS to mobile numbers in LigueLead',
	});
	expect(answers).toEqual([expect.stringContaining(String(campaign?.id))]);
	expect([...world.control.deliveries()]).toEqual([[mobile(1), 1]]);
});

it.each([
	['a landline', { phone: '1133334444' }, 'landline'],
	['an empty message', { message: '' }, "'Message' is empty"],
	['what the API refuses', { phone: special('http-400-list') }, 'phones'],
	['no credit', { phone: special('http-402') }, '402'],
])('%s: the reason reaches the model, which can mend the call', async (_, change, reason) => {
	const { answers } = await callTool(world.sandbox, [{ ...ORDER, ...change }, ORDER]);
	expect(answers[0]).toContain(reason);
	expect(answers[1]).toContain('SMS accepted successfully');
	expect([...world.control.deliveries()]).toEqual([[mobile(1), 1]]);
});

it('sends once for one idempotency key, whatever the model repeats', async () => {
	const { answers } = await callTool(world.sandbox, [ORDER, ORDER]);
	// The execution still lives, so its ledger answers: the same campaign.
	expect(answers[1]).toBe(answers[0]);
	expect([...world.control.deliveries()]).toEqual([[mobile(1), 1]]);
});

it('is not sent again by an agent that is retried in the same execution, without a key either', async () => {
	const parameters = { ...FILLED_IN_BY_MODEL, options: {} };
	const { answers } = await callTool(world.sandbox, [ORDER, ORDER], { parameters });
	expect(answers[1]).toBe(answers[0]);
	expect([...world.control.deliveries()]).toEqual([[mobile(1), 1]]);
});

describe('an SMS that may have been sent, without an idempotency key', () => {
	const phone = special('reset-after');
	const parameters = { ...FILLED_IN_BY_MODEL, options: {} };

	it.each([
		['Retry On Fail', [ORDER], { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 }],
		['the model', [ORDER, ORDER], {}],
	])('is not sent again by %s', async (_, calls, retry) => {
		const { answers } = await callTool(
			world.sandbox,
			calls.map((call) => ({ ...call, phone })),
			{ parameters, ...retry },
		);
		expect(answers).toEqual(calls.map(() => expect.stringContaining('may have been sent')));
		expect([...world.control.deliveries()]).toEqual([[phone, 1]]);
	});

	it('is still remembered after another call has ended well', async () => {
		const other = { ...ORDER, message: 'Outra mensagem' };
		const doubtful = { ...ORDER, phone };
		const { answers } = await callTool(world.sandbox, [doubtful, other, doubtful], { parameters });
		expect(answers[1]).toContain('SMS accepted successfully');
		expect(answers[2]).toContain('may have been sent');
		expect(Object.fromEntries(world.control.deliveries())).toEqual({ [phone]: 1, [mobile(1)]: 1 });
	});

	// AI Agent 3 runs a tool as a node of its own and tells the model the error's message alone.
	it('is told as that in the message of the error, not with an invitation to send it again', async () => {
		const entries = [{ message: 'Hi', phones: phone }];
		const asTool = await world.send(entries, { type: `${LIGUELEAD}Tool` });
		dedupe.reset();
		const asNode = await world.send(entries);
		expect(asTool.status).toBe('error');
		expect(asTool.error?.message).toContain('may have been sent');
		expect(asTool.error?.message).not.toMatch(/No campaign was accepted|retry of this execution/);
		expect(asNode.error?.message).toContain('No complete answer came from LigueLead');
		expect(asNode.json(NODE)).toEqual([]);
	});
});

it('refuses to wait for the delivery before anything is sent', async () => {
	const parameters = { ...FILLED_IN_BY_MODEL, operation: 'sendWait' };
	const { answers } = await callTool(world.sandbox, [ORDER], { parameters });
	expect(answers).toEqual([expect.stringContaining('cannot run as a tool')]);
	expect(world.control.stats().requests).toBe(0);
});
