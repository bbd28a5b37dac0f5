import fc from 'fast-check';

import type { HttpResponse, NetworkCause, Outcome } from '../../../nodes/LigueLead/outcomes';
import { judge } from '../../../nodes/LigueLead/outcomes';
import { verdictOn } from '../../../nodes/LigueLead/outcomes/statuses';

const NOW = Date.UTC(2026, 10, 23, 12);
const ID = '7f1c9f0e-5a60-4d3c-9d2e-0f6f5f0c7a11';
const ACCEPTED = {
	message: 'SMS accepted successfully',
	data: { campaign_id: ID, accepted_at: 'x' },
};

const respond = (status: number, body: unknown = '', headers: HttpResponse['headers'] = {}) =>
	judge({ kind: 'response', response: { status, headers, body } }, NOW);
const lose = (cause: Partial<NetworkCause>) =>
	judge({ kind: 'noResponse', cause: { text: '', ...cause } }, NOW, { timeout: 30_000 });
const detailsOf = (outcome: Outcome) =>
	outcome.outcome === 'accepted' ? undefined : outcome.details;

describe('judge: answers', () => {
	type Row = [
		reason: string,
		status: number,
		body: unknown,
		outcome: Outcome['outcome'],
		said: RegExp,
	];
	const rows: Row[] = [
		['the guide: accepted is 202 with a campaign id', 202, ACCEPTED, 'accepted', /^$/],
		['an id is all that is needed', 202, { data: { campaign_id: 'a' } }, 'accepted', /^$/],
		[
			'no id, so nobody knows',
			202,
			{ data: { accepted_at: 'x' } },
			'unknown',
			/202 without confirm/,
		],
		['an empty id is none', 202, { data: { campaign_id: '' } }, 'unknown', /without confirming/],
		['a blank id is none', 202, { data: { campaign_id: ' ' } }, 'unknown', /without confirming/],
		['ids are text', 202, { data: { campaign_id: 12 } }, 'unknown', /without confirming/],
		['null is no id', 202, { data: { campaign_id: null } }, 'unknown', /without confirming/],
		['a list is no answer', 202, [ACCEPTED], 'unknown', /without confirming/],
		['text is not JSON', 202, '{"message": "SMS acc', 'unknown', /without confirming/],
		['an empty answer', 202, '', 'unknown', /without confirming/],
		['no answer at all', 202, undefined, 'unknown', /without confirming/],
		['200 is not what the guide promises', 200, ACCEPTED, 'unknown', /answered 200 without/],
		['201 neither', 201, { ok: true }, 'unknown', /answered 201/],
		['204 neither', 204, '', 'unknown', /answered 204/],
		['302 was not followed, so it queued nothing', 302, '', 'rejected', /redirect.*not followed/],
		['307 would have posted again', 307, '', 'rejected', /redirect \(307\)/],
		['a redirect that names a campaign', 302, ACCEPTED, 'unknown', /answered 302/],
		['a refusal that names a campaign', 400, ACCEPTED, 'unknown', /answered 400: SMS acc/],
		['a 429 that names a campaign', 429, ACCEPTED, 'unknown', /answered 429/],
		['400 with a text', 400, { error: 'bad phones' }, 'rejected', /\(400\): bad phones$/],
		[
			'400 with a list of fields',
			400,
			{ error: [{ field: 'phones', message: 'is empty' }, { message: 'and more' }] },
			'rejected',
			/\(400\): phones: is empty; and more$/,
		],
		['400 with a list of texts', 400, { error: ['one', 'two'] }, 'rejected', /one; two$/],
		['400 with nested text', 400, { error: { message: 'deep' } }, 'rejected', /deep$/],
		['400 with a message', 400, { message: 'no' }, 'rejected', /\(400\): no$/],
		['400 without words', 400, {}, 'rejected', /the request is invalid$/],
		['400 with an odd body', 400, { error: [null, 1] }, 'rejected', /the request is invalid$/],
		['401: the credentials', 401, { error: 'Unauthorized' }, 'rejected', /\(401\): Unauthorized/],
		['402: no credit', 402, {}, 'rejected', /no credit left/],
		['403: forbidden', 403, {}, 'rejected', /may not do this/],
		['404: a wrong base URL', 404, '', 'rejected', /no such address/],
		['405: a wrong base URL, too', 405, null, 'rejected', /no such address/],
		['412 has no words of its own', 412, null, 'rejected', /no reason given/],
		[
			'408: a gateway gave up waiting for what it had passed on',
			408,
			'',
			'unknown',
			/answered 408/,
		],
		['409 may refuse the copy of an accepted one', 409, '', 'unknown', /answered 409$/],
		['413: too large', 413, '<html><title>413 Too Large</title>', 'rejected', /413 Too Large$/],
		[
			'422',
			422,
			{ error: [{ field: 'phones.0', message: 'bad' }] },
			'rejected',
			/phones\.0: bad \(the first phone\)$/,
		],
		[
			'429: nothing was queued',
			429,
			{ error: 'slow down' },
			'throttled',
			/^Too many requests \(429\): slow down$/,
		],
		['429 without words', 429, '', 'throttled', /^Too many requests \(429\)$/],
		['500 may come after queueing', 500, { error: 'oops' }, 'unknown', /answered 500: oops/],
		[
			'502 is a gateway that lost the answer',
			502,
			'<!doctype html><html><head><title>502 Bad Gateway</title></head></html>',
			'unknown',
			/answered 502: 502 Bad Gateway$/,
		],
		['503', 503, '<html><h1>Sorry</h1></html>', 'unknown', /answered 503: Sorry$/],
		['504', 504, '<html></html>', 'unknown', /answered 504: a page instead of an answer$/],
		['599', 599, '', 'unknown', /answered 599$/],
		['a status nobody defined', 799, '', 'unknown', /answered 799$/],
		['an informational status as the end', 102, ACCEPTED, 'unknown', /answered 102/],
	];

	it.each(rows)('%s: %i', (_, status, body, expected, said) => {
		const outcome = respond(status, body);
		expect(outcome.outcome).toBe(expected);
		expect('message' in outcome ? outcome.message : '').toMatch(said);
		expect(detailsOf(outcome)?.status ?? 202).toBe(status);
		expect(detailsOf(outcome)?.safe_to_send_again ?? false).toBe(
			expected === 'rejected' || expected === 'throttled',
		);
		const remedy = 'remedy' in outcome ? outcome.remedy : '';
		expect(remedy.includes('may have been sent')).toBe(expected === 'unknown');
	});

	it('passes an accepted answer on as it came', () => {
		expect(respond(202, ACCEPTED)).toEqual({
			outcome: 'accepted',
			campaignId: ID,
			acceptedAt: 'x',
			answer: ACCEPTED,
		});
	});

	it.each([
		[401, /API Token.*App ID/],
		[402, /Buy credit/],
		[403, /Ask LigueLead/],
		[
			404,
			/^No LigueLead API answers at this Base URL\. Use https:\/\/api\.liguelead\.com\.br\/v1\.$/,
		],
		[302, /Base URL/],
		[413, /fewer recipients/],
		[400, /Correct what LigueLead names/],
		[429, /Parallel Requests.*Maximum Tries/],
		[500, /Resend if Unconfirmed/],
	])('%i has its own remedy', (status, remedy) => {
		expect(respond(status)).toHaveProperty('remedy', expect.stringMatching(remedy));
	});

	it('keeps field errors, a campaign id that came with no acceptance, and what was read', () => {
		expect(
			detailsOf(
				respond(422, { error: [{ field: 'phones.0', message: 'bad' }], data: { campaign_id: ID } }),
			),
		).toEqual({
			outcome: 'unknown',
			status: 422,
			fields: [{ field: 'phones.0', message: 'bad' }],
			safe_to_send_again: false,
			answer: expect.stringContaining('"phones.0"'),
			campaign_id: ID,
		});
	});

	it('cuts long answers', () => {
		const details = detailsOf(respond(500, { error: 'x'.repeat(5_000) }));
		expect(details?.answer).toHaveLength(500);
		expect(respond(500, 'y '.repeat(5_000))).toHaveProperty(
			'message.length',
			301 + 'LigueLead answered 500: '.length,
		);
	});

	it.each([
		'x-request-id',
		'request-id',
		'x-correlation-id',
		'correlation-id',
		'x-trace-id',
		'x-amzn-requestid',
		'x-amzn-trace-id',
		'x-amz-cf-id',
		'cf-ray',
	])('reads the request id of %s', (name) => {
		const details = detailsOf(respond(500, '', { [name]: 'r-1', 'content-type': 'text/html' }));
		expect(details?.request_ids).toEqual({ [name]: 'r-1' });
	});

	it('reads no other header, none with a secret', () => {
		const headers = { 'api-token': 's3cret', 'set-cookie': ['a=s3cret'], location: '/?t=s3cret' };
		expect(detailsOf(respond(302, '', headers))).toEqual({
			outcome: 'rejected',
			status: 302,
			safe_to_send_again: true,
		});
	});

	it('has the time to try again of a 429', () => {
		expect(respond(429, '', { 'retry-after': '7' })).toHaveProperty('retryAt', NOW + 7_000);
		expect(respond(429, '')).not.toHaveProperty('retryAt');
		expect(respond(400, '', { 'retry-after': '7' })).not.toHaveProperty('retryAt');
	});

	it('accepts nothing but 202 with an id, and takes nothing for safe but a refusal', () => {
		fc.assert(
			fc.property(fc.integer({ min: 100, max: 999 }), fc.anything(), (status, body) => {
				const outcome = respond(status, body);
				const safe = detailsOf(outcome)?.safe_to_send_again ?? false;
				expect(safe).toBe(verdictOn(status).outcome !== 'unknown');
				expect(safe && (status < 300 || status >= 500)).toBe(false);
				expect(outcome.outcome === 'accepted' && status !== 202).toBe(false);
			}),
		);
	});
});

describe('judge: no whole answer', () => {
	type Row = [
		reason: string,
		cause: Partial<NetworkCause>,
		outcome: Outcome['outcome'],
		said: RegExp,
	];
	const unreachable: Row[] = [
		['nobody listens', { code: 'ECONNREFUSED', syscall: 'connect' }, 'unreachable', /refused/],
		['no such host', { code: 'ENOTFOUND', syscall: 'getaddrinfo' }, 'unreachable', /host name/],
		['no name server', { code: 'EAI_AGAIN', syscall: 'getaddrinfo' }, 'unreachable', /looked up/],
		['no route', { code: 'ENETUNREACH', syscall: 'connect' }, 'unreachable', /no route/],
		[
			'no route to the host',
			{ code: 'EHOSTUNREACH', syscall: 'connect' },
			'unreachable',
			/no route/,
		],
		[
			'connecting took too long',
			{ code: 'ETIMEDOUT', syscall: 'connect' },
			'unreachable',
			/ran out/,
		],
		['reset while connecting', { code: 'ECONNRESET', syscall: 'connect' }, 'unreachable', /cut/],
		['self-signed', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'unreachable', /certificate/],
		['expired', { code: 'CERT_HAS_EXPIRED' }, 'unreachable', /certificate/],
		['of another host', { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'unreachable', /certificate/],
		['no chain', { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'unreachable', /certificate/],
		[
			'cut in the TLS handshake, before the request was written',
			{
				code: 'ECONNRESET',
				text: 'Client network socket disconnected before secure TLS connection was established',
			},
			'unreachable',
			/cut/,
		],
		[
			'kept back by n8n, which protects internal addresses',
			{ text: 'The request was blocked because it resolves to a restricted IP address' },
			'unreachable',
			/connection ended/,
		],
	];
	const unknown: Row[] = [
		['reset while waiting', { code: 'ECONNRESET', syscall: 'read' }, 'unknown', /before an answer/],
		['reset while writing', { code: 'EPIPE', syscall: 'write' }, 'unknown', /connection ended/],
		['hung up', { code: 'ECONNRESET', text: 'socket hang up' }, 'unknown', /before an answer/],
		['no answer in time', { code: 'ECONNABORTED' }, 'unknown', /within 30 s$/],
		['the kernel gave up', { code: 'ETIMEDOUT', syscall: 'read' }, 'unknown', /time ran out/],
		['the route went away later', { code: 'EHOSTUNREACH', syscall: 'read' }, 'unknown', /no route/],
		[
			'the network went away later',
			{ code: 'ENETUNREACH', syscall: 'write' },
			'unknown',
			/no route/,
		],
		['cut off after 202', { code: 'ERR_BAD_RESPONSE', status: 202 }, 'unknown', /cut off/],
		['cut off after 400', { code: 'ERR_BAD_RESPONSE', status: 400 }, 'unknown', /cut off/],
		['a status and an odd code', { code: 'ECONNREFUSED', status: 202 }, 'unknown', /refused/],
		['cancelled', { code: 'ERR_CANCELED' }, 'unknown', /cancelled/],
		['TLS alert', { code: 'EPROTO', syscall: 'write' }, 'unknown', /connection ended/],
		['a code nobody knows', { code: 'EWHATEVER' }, 'unknown', /connection ended/],
		['nothing known', {}, 'unknown', /connection ended/],
	];

	it.each([...unreachable, ...unknown])('%s: %j', (_, cause, expected, said) => {
		const outcome = lose(cause);
		expect(outcome.outcome).toBe(expected);
		expect(outcome).toHaveProperty('message', expect.stringMatching(said));
		expect(detailsOf(outcome)).toMatchObject({
			outcome: expected,
			safe_to_send_again: expected === 'unreachable',
		});
		expect(outcome).toHaveProperty(
			'remedy',
			expect.stringMatching(expected === 'unreachable' ? /then try again/ : /may have been sent/),
		);
	});

	it('keeps status, code and text', () => {
		expect(detailsOf(lose({ code: 'ERR_BAD_RESPONSE', status: 202, text: 'aborted' }))).toEqual({
			outcome: 'unknown',
			status: 202,
			code: 'ERR_BAD_RESPONSE',
			safe_to_send_again: false,
			answer: 'aborted',
		});
	});
});
