import type { INode } from 'n8n-workflow';

import type { ItemResult } from '../../../nodes/LigueLead/campaigns';
import { planningError, sendingError } from '../../../nodes/LigueLead/resources/run/errors';

const node: INode = {
	id: 'n',
	name: 'SMS',
	type: 'n8n-nodes-liguelead.ligueLead',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const tool = { ...node, type: `${node.type}Tool` };

const success: ItemResult = { kind: 'success', json: {} };
const failure = (message: string, details: Record<string, unknown>): ItemResult => ({
	kind: 'failure',
	failure: { message, remedy: `Mend ${message}.`, details },
});
const rejected = failure('refused', { outcome: 'rejected', status: 402, safe_to_send_again: true });
const notStarted = failure('not started', { outcome: 'notSent', safe_to_send_again: true });
const barred = failure('retried before', { outcome: 'notSent', safe_to_send_again: false });
const unknown = failure('no answer', { outcome: 'unknown', safe_to_send_again: false });
const NONE = { accepted: [], unknown: 0 };
const READER = { resendUnknown: false, isRemembered: true };

const ids = (count: number) => Array.from({ length: count }, (_, n) => `c${n}`);

describe('the error of a run that was sent in part', () => {
	it('names the first item that had its turn, and counts those that had none', () => {
		const error = sendingError(node, [success, notStarted, rejected, notStarted], NONE, READER);
		expect(error.message).toBe('refused [item 2]');
		expect(error).toMatchObject({ httpCode: '402', context: { itemIndex: 2 } });
		expect(error.context.data).toEqual({
			outcome: 'rejected',
			status: 402,
			safe_to_send_again: true,
			accepted_campaign_ids: [],
			unknown_campaigns: 0,
			items: [{ item: 2, outcome: 'rejected', reason: 'refused' }],
			items_not_sent: 2,
		});
	});

	it.each([
		[[], 0, 'No campaign was accepted.'],
		[['a'], 0, '1 campaign accepted: a.'],
		[['a', 'b'], 0, '2 campaigns accepted: a, b.'],
		[[], 1, 'Of 1 campaign the outcome is unknown.'],
		[['a'], 2, '1 campaign accepted: a. Of 2 campaigns the outcome is unknown.'],
		[ids(10), 0, '10 campaigns accepted: c0, c1, c2, c3, c4, c5, c6, c7, c8, c9.'],
		[ids(12), 0, '12 campaigns accepted: c0, c1, c2, c3, c4, c5, c6, c7, c8, c9 and 2 more.'],
	])('says what was accepted (case %#)', (accepted, doubt, said) => {
		const campaigns = { accepted, unknown: doubt };
		const { description, context } = sendingError(node, [rejected], campaigns, READER);
		expect(description).toBe(
			`Mend refused. ${said} A retry of this execution sends only what was not sent.`,
		);
		expect(context.data).toMatchObject({
			accepted_campaign_ids: accepted,
			unknown_campaigns: doubt,
		});
	});

	it.each([
		[false, true, "'Execute step' does not send it again either"],
		[false, false, "'Execute step' would send it again."],
		[true, true, "'Retry' and 'Execute step' send it again"],
	])(
		'says what the next click does (resend %s, remembered %s)',
		(resendUnknown, isRemembered, said) => {
			const reader = { resendUnknown, isRemembered };
			const campaigns = { accepted: [], unknown: 1 };
			expect(sendingError(node, [unknown], campaigns, reader).description).toContain(said);
			expect(sendingError(tool, [unknown], campaigns, reader).message).not.toContain(
				'Execute step',
			);
		},
	);

	it.each([
		['a retry that was refused itself', node, barred],
		['a model, which sees the message alone', tool, rejected],
	])('invites no retry: %s', (_, at, result) => {
		const { message, description } = sendingError(at, [result], NONE, READER);
		expect(`${message} ${description}`).not.toContain('A retry of this execution');
		expect(message.includes('No campaign was accepted')).toBe(at === tool);
	});

	it('is no error without an item that failed', () => {
		expect(() => sendingError(node, [success], NONE, READER)).toThrow('No item failed');
	});
});

describe('the error of a run that was refused while it was planned', () => {
	const refusals = [1, 3].map((item) => ({
		kind: 'refusal' as const,
		item,
		parameter: 'Phones',
		message: "'Phones' is empty",
		remedy: 'Fill it in.',
	}));

	it('lists the items, and what earlier tries sent', () => {
		const error = planningError(node, refusals, 5);
		expect(error.context).toMatchObject({ itemIndex: 1 });
		expect(error.context.data).toEqual({
			outcome: 'notSent',
			items: [1, 3].map((item) => ({
				item,
				parameter: 'Phones',
				reason: "'Phones' is empty",
			})),
		});
		expect(error.description).not.toContain('Earlier');
		const retry = planningError(node, refusals, 5, { accepted: ['a'], unknown: 0 });
		expect(retry.description).toMatch(/ Earlier: 1 campaign accepted: a\.$/);
		expect(retry.context.data).toHaveProperty('accepted_campaign_ids', ['a']);
	});

	it('tells a model all of it in its message', () => {
		const { message, description } = planningError(node, refusals, 5);
		expect(planningError(tool, refusals, 5).message).toBe(`${message}. ${description}`);
	});
});
