import type { AxiosError, AxiosResponse } from 'axios';
import { isValidPhoneNumber, parsePhoneNumberWithError } from 'libphonenumber-js/max';
import { specialNumbers, startSandbox, type Sandbox } from '../../sandbox';
import { clientOf, mobile, sms } from './support';

let sandbox: Sandbox;
let client: ReturnType<typeof clientOf>;

beforeAll(async () => {
	sandbox = await startSandbox();
	client = clientOf(sandbox);
});
beforeEach(() => sandbox.control.reset());
afterAll(() => sandbox.close());

const byFault = (fault: string) => {
	const special = specialNumbers.find((row) => row.fault === fault);
	if (special === undefined) throw new Error(fault);
	return special;
};

/** What a caller sees: the answer, or the code of the failure. */
async function outcome(body: object): Promise<Partial<AxiosResponse> & { code?: string }> {
	return client
		.post('/sms', body, { timeout: 150 })
		.catch((error: AxiosError) => ({ code: error.code ?? 'none' }));
}

const expected: Record<string, object> = {
	'http-202': { status: 202, data: { data: { campaign_id: expect.any(String) } } },
	'http-302': { status: 302, headers: { location: '/redirected' } },
	'http-307': { status: 307, headers: { location: '/redirected' } },
	'http-400': { status: 400, data: { error: 'Invalid request' } },
	'http-400-list': { status: 400, data: { error: [{ field: 'phones.0' }] } },
	'http-401': { status: 401, data: { error: 'Unauthorized' } },
	'http-402': { status: 402, data: { error: 'Insufficient credits' } },
	'http-403': { status: 403, data: { error: 'Forbidden' } },
	'http-404': { status: 404, data: { error: 'Not found' } },
	'http-408': { status: 408, data: { error: 'Request timeout' } },
	'http-413': { status: 413, data: { error: 'Payload too large' } },
	'http-422': { status: 422, data: { error: [{ field: 'phones.0' }] } },
	'http-429-retry-after': { status: 429, headers: { 'retry-after': '1' } },
	'http-429': { status: 429, headers: { 'x-ratelimit-remaining': '0' } },
	'http-429-reset': { status: 429, headers: { 'x-ratelimit-reset': expect.any(String) } },
	'http-429-once': { status: 429, headers: { 'retry-after': '1' } },
	'http-500': { status: 500, data: { error: 'Internal server error' } },
	'http-502': { status: 502, headers: { 'content-type': 'text/html' } },
	'http-503': { status: 503, data: { error: 'Service unavailable' } },
	'http-504': { status: 504, data: { error: 'Gateway timeout' } },
	'reset-before': { code: 'ECONNRESET' },
	'hang-before': { code: 'ECONNABORTED' },
	'reset-after': { code: 'ECONNRESET' },
	'hang-after': { code: 'ECONNABORTED' },
	'cut-off-after': { code: 'ERR_BAD_RESPONSE' },
	'not-json-after': { status: 202, data: '{"message": "SMS accepted succ' },
	'no-id-after': { status: 202, data: { message: 'SMS accepted successfully' } },
	'http-408-after': { status: 408, data: { error: 'Request timeout' } },
	'http-500-after': { status: 500, data: { error: 'Internal server error' } },
	'http-502-after': { status: 502, headers: { 'content-type': 'text/html' } },
	'http-503-after': { status: 503, data: { error: 'Service unavailable' } },
	'http-504-after': { status: 504, data: { error: 'Gateway timeout' } },
	delivered: { status: 202 },
	undelivered: { status: 202 },
	failed: { status: 202 },
	'no-status': { status: 202 },
	'out-of-order': { status: 202 },
	twice: { status: 202 },
};

/** Written out, so that a wrong entry in the table is seen. */
const queuedFaults = [
	'http-202',
	'reset-after',
	'hang-after',
	'cut-off-after',
	'not-json-after',
	'no-id-after',
	'http-408-after',
	'http-500-after',
	'http-502-after',
	'http-503-after',
	'http-504-after',
	'delivered',
	'undelivered',
	'failed',
	'no-status',
	'out-of-order',
	'twice',
];

test('every number is a valid mobile, and every name and number is unique', () => {
	for (const { phone } of specialNumbers) {
		expect(isValidPhoneNumber(phone, 'BR')).toBe(true);
		expect(parsePhoneNumberWithError(phone, 'BR').getType()).toBe('MOBILE');
	}
	expect(new Set(specialNumbers.map(({ phone }) => phone)).size).toBe(specialNumbers.length);
	expect(specialNumbers.map(({ fault }) => fault).sort()).toEqual(Object.keys(expected).sort());
});

describe.each(specialNumbers.map((row) => [row.phone, row.fault, row] as const))(
	'%s %s',
	(phone, fault, special) => {
		const delivered = queuedFaults.includes(fault) ? 1 : undefined;

		test('says whether it is queued', () => {
			const inTheEnd = queuedFaults.includes(fault) || fault === 'http-429-once';
			expect(special.accepted).toBe(inTheEnd);
		});

		test('decides the request, in every form of the number', async () => {
			expect(await outcome(sms([`+55${phone}`]))).toMatchObject(expected[fault] ?? {});
			expect(sandbox.control.deliveries().get(phone)).toBe(delivered);
		});

		test('can be queued for any other number', async () => {
			sandbox.control.queueFault({ fault });
			expect(await outcome(sms())).toMatchObject(expected[fault] ?? {});
			expect(sandbox.control.deliveries().get(mobile)).toBe(delivered);
			expect((await outcome(sms())).status).toBe(202);
		});
	},
);

test('the three kinds of 429 differ in their headers', async () => {
	const headers = async (fault: string) => (await outcome(sms([byFault(fault).phone]))).headers;
	expect(await headers('http-429')).not.toHaveProperty('retry-after');
	expect(await headers('http-429')).not.toHaveProperty('x-ratelimit-reset');
	expect(await headers('http-429-reset')).not.toHaveProperty('retry-after');
	expect(Number((await headers('http-429-reset'))?.['x-ratelimit-reset'])).toBeCloseTo(
		Date.now() / 1000 + 1,
		-1,
	);
});

test('429 once: the same content is accepted when sent again, and refused anew after that', async () => {
	const { phone } = byFault('http-429-once');
	const statuses = [];
	for (const message of ['a', 'b', 'a', 'b', 'a']) {
		statuses.push((await outcome(sms([phone], { message }))).status);
	}
	expect(statuses).toEqual([429, 429, 202, 202, 429]);
	expect(sandbox.control.deliveries().get(phone)).toBe(2);
});

test('a 202 without campaign id has the rest of the answer', async () => {
	const { data } = await outcome(sms([byFault('no-id-after').phone]));
	expect(Object.keys(data.data)).toEqual(['accepted_at']);
});

test('a redirect that is followed is counted, with what it carried', async () => {
	const { token, appId } = sandbox;
	await fetch(`${sandbox.apiUrl}/sms`, {
		method: 'POST',
		headers: { 'api-token': token, 'app-id': appId, 'content-type': 'application/json' },
		body: JSON.stringify(sms([byFault('http-307').phone])),
	});
	expect(sandbox.control.stats().redirected).toEqual([{ method: 'POST', withToken: true }]);
	expect(sandbox.control.deliveries().size).toBe(0);
});

test('one number in a list decides for all; the first one counts', async () => {
	const phones = [mobile, byFault('http-402').phone, byFault('http-500').phone];
	expect((await outcome(sms(phones))).status).toBe(402);
	expect(sandbox.control.deliveries().size).toBe(0);
});
