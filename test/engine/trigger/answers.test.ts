import { bodiesThatAreNoEvent } from '../../support/bodies';
import { APP_ID, eventOf, useTrigger } from './support';

const world = useTrigger();

describe('an event of ours', () => {
	it('is answered 200 and starts the workflow with the event as it came and the phone', async () => {
		const trigger = await world.listen();
		const event = eventOf(1, {}, { note: { free: ['form', 1, null] } });
		expect(await trigger.post(event)).toEqual({ status: 200, body: { received: true } });
		expect(await trigger.started()).toEqual([{ ...event, phone: '13991884678' }]);
	});

	it('may carry 60 KB', async () => {
		const trigger = await world.listen();
		const message = 'x'.repeat(60_000);
		expect((await trigger.post(eventOf(1, { message }))).status).toBe(200);
		const [started] = await trigger.started();
		// Not compared by jest, which would print both.
		expect(JSON.stringify(started).includes(message)).toBe(true);
	});

	it('starts the workflow once, however often it is posted', async () => {
		const trigger = await world.listen();
		const event = eventOf(1);
		const first = await trigger.post(event);
		const more = await Promise.all(Array.from({ length: 20 }, () => trigger.post(event)));
		expect(first.body).toEqual({ received: true });
		expect(new Set(more.map(({ status }) => status))).toEqual(new Set([200]));
		expect(more.every(({ body }) => JSON.stringify(body).includes('repeated'))).toBe(true);
		expect(await trigger.started()).toHaveLength(1);
	});

	it('starts the workflow once when all copies arrive at once', async () => {
		const trigger = await world.listen();
		const events = Array.from({ length: 20 }, (_, n) => eventOf(n % 4));
		await Promise.all(events.map((event) => trigger.post(event)));
		expect(await trigger.started()).toHaveLength(4);
	});

	it('is stored with the workflow, so that a restarted process finds it', async () => {
		const staticData = {};
		const before = await world.listen({ staticData });
		await before.post(eventOf(1));
		// Another id: nothing of it is in the memory of this process.
		const after = await world.listen({ staticData: JSON.parse(JSON.stringify(staticData)) });
		expect((await after.post(eventOf(1))).body).toEqual({ received: true, repeated: true });
		expect((await after.post(eventOf(2))).body).toEqual({ received: true });
		expect(await after.started()).toHaveLength(1);
	});

	it('may be posted again and again to the test URL', async () => {
		const trigger = await world.listen({ mode: 'manual' });
		await trigger.post(eventOf(1));
		expect((await trigger.post(eventOf(1))).body).toEqual({ received: true });
		expect(await trigger.started()).toHaveLength(2);
	});

	it('that the filter drops is answered 200, starts nothing and may come again', async () => {
		const staticData = {};
		const trigger = await world.listen({ parameters: { statuses: ['failed'] }, staticData });
		const answer = await trigger.post(eventOf(1));
		expect(answer).toEqual({ status: 200, body: { received: true, started: false } });
		expect(await trigger.started()).toEqual([]);
		expect(JSON.stringify(staticData)).not.toContain('seenEvents');
	});
});

describe('parameters', () => {
	const passed = async (parameters: Record<string, string | object>, events: object[]) => {
		const trigger = await world.listen({ parameters: parameters as never });
		for (const event of events) expect((await trigger.post(event)).status).toBe(200);
		return (await trigger.started()).map(({ campaign }) => campaign as Record<string, unknown>);
	};

	it('by default let the final statuses of every channel pass', async () => {
		const events = [
			...['sent', 'delivered', 'undelivered', 'failed'].map((status) => eventOf(1, { status })),
			eventOf(2, { is_flash: true }),
			eventOf(3, { type: 'voice' }),
			eventOf(4, { type: 'rcs' }),
			eventOf(6, { type: 'whatsapp' }),
			eventOf(5, {}, { event: 'campaign.clicked' }),
		];
		const campaigns = await passed({}, events);
		expect(campaigns.map(({ status, type, is_flash }) => [status, type, is_flash])).toEqual([
			['delivered', 'sms', false],
			['undelivered', 'sms', false],
			['failed', 'sms', false],
			['delivered', 'sms', true],
			['delivered', 'voice', false],
			['delivered', 'rcs', false],
		]);
	});

	it('narrow it to a status, a channel, campaigns and phones', async () => {
		const wanted = eventOf(1, { status: 'sent', is_flash: true });
		const events = [
			wanted,
			eventOf(1, { status: 'delivered', is_flash: true }),
			eventOf(1, { status: 'sent' }),
			eventOf(2, { status: 'sent', is_flash: true }),
			eventOf(1, { status: 'sent', is_flash: true, phone: '+5511900000001' }),
		];
		const options = {
			campaignIds: `${eventOf(7).campaign.id}, ${wanted.campaign.id}`,
			phones: '(21) 98765-4321; +55 13 99188-4678',
		};
		const campaigns = await passed({ statuses: ['sent'], channels: ['flash'], options }, events);
		expect(campaigns).toEqual([wanted.campaign]);
	});

	it('of an expression that cannot be read are answered 503, not 500', async () => {
		const channels = "={{ $('Nobody').item.json.channels }}";
		const trigger = await world.listen({ parameters: { channels } });
		expect((await trigger.post(eventOf(1))).status).toBe(503);
		expect(await trigger.runs()).toEqual([]);
	});

	it('that are useless for an event are answered 503 instead of dropping it unseen', async () => {
		const statuses = "={{ $json.body ? 'Delivered' : 'delivered' }}";
		const trigger = await world.listen({ parameters: { statuses } });
		expect(await trigger.post(eventOf(1))).toEqual({
			status: 503,
			body: { error: `'Trigger On' holds "Delivered"` },
		});
	});

	it('that an expression yields as text are a list', async () => {
		const parameters = { statuses: "={{ 'delivered, failed' }}", channels: "={{ ['sms'] }}" };
		const events = ['sent', 'delivered', 'failed'].map((status) => eventOf(1, { status }));
		const campaigns = await passed(parameters, events);
		expect(campaigns.map(({ status }) => status)).toEqual(['delivered', 'failed']);
	});

	it.each([
		['statuses', '={{ $now.year > 0 ? "Delivered" : "" }}', `'Trigger On' holds "Delivered"`],
		['statuses', '={{ null }}', "'Trigger On' is empty"],
		['channels', '={{ 7 }}', `'Channels' holds "7"`],
	])('%s = %s drop no event unseen', async (name, expression, problem) => {
		const listening = world.listen({ parameters: { [name]: expression } });
		await expect(listening).rejects.toThrow(problem);
	});

	it('with a phone that has no area code do not become active', async () => {
		const parameters = { options: { phones: '13991884678, 3333-4444' } };
		await expect(world.listen({ parameters })).rejects.toThrow("'Phones' holds");
	});
});

describe('a body that is no event', () => {
	it.each(bodiesThatAreNoEvent(eventOf.bind(null, 1)).map(([name, ...sent]) => ({ name, sent })))(
		'$name: 400, and no execution',
		async ({ sent: [body, contentType] }) => {
			const trigger = await world.listen();
			const answer = await trigger.post(body, contentType);
			const length = typeof body === 'string' ? body.length : JSON.stringify(body ?? '').length;
			const status = length > 65_536 ? 413 : 400;
			expect(answer).toEqual({ status, body: { error: expect.any(String) } });
			expect(await trigger.runs()).toEqual([]);
			expect((await trigger.post(eventOf(1))).status).toBe(200);
		},
	);
});

describe('an event of somebody else', () => {
	it.each([
		['another app id', 'app-2'],
		['a longer one', `${APP_ID}x`],
		['a part of it', 'app'],
		['a space', ' '],
		['60 KB', 'x'.repeat(60_000)],
	])('with %s is answered 403 and starts nothing', async (_, app_id) => {
		const trigger = await world.listen();
		const answer = await trigger.post(eventOf(1, {}, { app_id }));
		expect(answer).toEqual({ status: 403, body: { error: expect.any(String) } });
		expect(JSON.stringify(answer.body)).not.toContain(APP_ID);
		expect(await trigger.runs()).toEqual([]);
	});
});

describe('without a usable credential', () => {
	const type = 'ligueLeadApi';
	it.each([
		['there is none', null],
		['its App ID is empty', { type, data: { apiToken: 'x', appId: '' } }],
		['its App ID is blank', { type, data: { apiToken: 'x', appId: '  ' } }],
	])('%s: 403 for every event', async (_, credential) => {
		const trigger = await world.listen({ credential });
		for (const app_id of [APP_ID, ' ', 'undefined']) {
			expect(await trigger.post(eventOf(1, {}, { app_id }))).toEqual({
				status: 403,
				body: { error: 'This node has no usable credential' },
			});
		}
		// Without an app id it is no status event at all.
		expect((await trigger.post(eventOf(1, {}, { app_id: '' }))).status).toBe(400);
		expect(await trigger.runs()).toEqual([]);
	});

	it('one that cannot be read: 503, which says that another try may pass', async () => {
		const trigger = await world.listen({ unreadable: true });
		expect(await trigger.post(eventOf(1))).toEqual({
			status: 503,
			body: { error: 'The credential could not be read' },
		});
		expect(await trigger.runs()).toEqual([]);
	});

	it('a body that is no event is still answered 400', async () => {
		expect((await (await world.listen({ credential: null })).post({})).status).toBe(400);
	});
});

it('an App ID that was pasted with spaces fits', async () => {
	const credential = { type: 'ligueLeadApi', data: { apiToken: 'x', appId: ` ${APP_ID}\n` } };
	const trigger = await world.listen({ credential });
	expect((await trigger.post(eventOf(1))).status).toBe(200);
});

describe('what the URL carries', () => {
	it('comes out as `query`', async () => {
		const trigger = await world.listen();
		const url = `${trigger.url}?order=123&tag=a&tag=b`;
		await postTo(url, eventOf(1));
		expect(await trigger.started()).toMatchObject([{ query: { order: '123', tag: ['a', 'b'] } }]);
	});

	it('has to hold the secret, if there is one', async () => {
		const trigger = await world.listen({ parameters: { options: { urlSecret: 's3cret' } } });
		for (const query of ['', '?key=s3cre', '?s3cret', '?key=s3crets']) {
			expect(await postTo(`${trigger.url}${query}`, eventOf(1))).toBe(403);
		}
		for (const [n, query] of ['?key=s3cret', '?a=1&b=s3cret', '?b=x&b=s3cret'].entries()) {
			expect(await postTo(`${trigger.url}${query}`, eventOf(n))).toBe(200);
		}
		expect(await trigger.started()).toHaveLength(3);
	});

	it('is refused where its secret cannot be read', async () => {
		const urlSecret = '={{ $json.nothing.at.all() }}';
		const trigger = await world.listen({ parameters: { options: { urlSecret } } });
		expect(await postTo(`${trigger.url}?key=x`, eventOf(1))).toBeGreaterThanOrEqual(400);
		expect(await trigger.started()).toEqual([]);
	});
});

describe('an event', () => {
	it.each(['text/plain', 'application/vnd.api+json', 'application/octet-stream', ''])(
		'is read under the content type %j',
		async (contentType) => {
			const trigger = await world.listen();
			const answer = await trigger.post(eventOf(1), contentType);
			expect(answer.status).toBe(200);
			expect(await trigger.started()).toHaveLength(1);
		},
	);

	it('with numbers in place of IDs is read', async () => {
		const credential = {
			type: 'ligueLeadApi',
			data: { apiToken: 'token', appId: '42', baseUrl: '' },
		};
		const trigger = await world.listen({ credential });
		await trigger.post(eventOf(1, { id: 7, phone: 5513991884678 }, { app_id: 42 }));
		expect(await trigger.started()).toMatchObject([{ app_id: '42', phone: '13991884678' }]);
	});

	it('with a status that is not known is counted, and passes where others are chosen', async () => {
		const strange = (n: number) =>
			eventOf(n, { type: 'rcs', status: 'tapped', postback_data: 'x' });
		const closed = await world.listen();
		await closed.post(strange(1));
		expect((await closed.post(strange(2))).body).toEqual({
			received: true,
			started: false,
			unknown_statuses: 2,
		});
		const open = await world.listen({ parameters: { statuses: ['other'] } });
		await open.post(strange(1));
		expect(await open.started()).toMatchObject([{ campaign: { postback_data: 'x' } }]);
	});
});

async function postTo(url: string, body: unknown): Promise<number> {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	await response.text();
	return response.status;
}
