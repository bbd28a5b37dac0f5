import fc from 'fast-check';

import { judge } from '../../../nodes/LigueLead/outcomes';
import { readReason } from '../../../nodes/LigueLead/outcomes/reason';

const html = (inner: string) => `<!doctype html><html>${inner}</html>`;

describe('the reason of a refusal', () => {
	it.each<[shape: string, body: unknown, text: string]>([
		[
			'NestJS',
			{ statusCode: 400, message: ['phones.0 must be a phone'], error: 'Bad Request' },
			'phones.0 must be a phone (the first phone)',
		],
		[
			'Laravel',
			{ message: 'The given data was invalid.', errors: { phones: ['is required', 'is odd'] } },
			'phones: is required; phones: is odd',
		],
		['a list of objects', { errors: [{ code: 7, message: 'no credit' }] }, 'no credit'],
		['a list of texts', { errors: ['one', 'two'] }, 'one; two'],
		[
			'FastAPI',
			{ detail: [{ loc: ['body', 'phones', 2], msg: 'bad' }] },
			'phones.2: bad (the third phone)',
		],
		[
			'FastAPI without steps',
			{ detail: [{ loc: ['body', 'phones'], msg: 'field required' }] },
			'phones: field required',
		],
		['FastAPI with a text', { detail: 'Not authenticated' }, 'Not authenticated'],
		['a text within error', { error: { code: 1, message: 'deep' } }, 'deep'],
		[
			'Google',
			{ error: { message: 'bad', errors: [{ message: 'worse', path: 'title' }] } },
			'title: worse',
		],
		[
			'RFC 9457',
			{ type: 'about:blank', title: 'No credit', detail: 'Balance is 0' },
			'No credit: Balance is 0',
		],
		[
			'JSON:API',
			{ errors: [{ source: { pointer: '/data/phones/0' }, detail: 'bad' }] },
			'data.phones.0: bad (the first phone)',
		],
		['AWS', { Message: 'User is not authorized' }, 'User is not authorized'],
		['API Gateway', { message: 'Missing Authentication Token' }, 'Missing Authentication Token'],
		[
			'class-validator',
			{ message: [{ property: 'phones', constraints: { isPhone: 'phones must be phones' } }] },
			'phones: phones must be phones',
		],
		[
			'NestJS with one text',
			{ error: 'Bad Request', message: 'title is long' },
			'Bad Request: title is long',
		],
		['an index in brackets', { error: 'phones[20] is bad' }, 'phones[20] is bad (the 21st phone)'],
		['a far index', { error: 'phones.111 is bad' }, 'phones.111 is bad (the 112th phone)'],
		[
			'no index of a phone',
			{ error: 'telephones.1 is bad, phones.x too' },
			'telephones.1 is bad, phones.x too',
		],
		['control characters', { error: 'a\u0001\u0000b\r\nc' }, 'a b c'],
		[
			'a title',
			html('<head><TITLE lang="en"> 502 Bad\nGateway </TITLE></head>'),
			'502 Bad Gateway',
		],
		['a title that is empty', html('<title></title><h1>Sorry</h1>'), 'Sorry'],
		['a title without a page', '<title>403 Forbidden</title>', '403 Forbidden'],
		['a page that says nothing', html('<p>x</p>'), 'a page instead of an answer'],
		['a tag that never ends', '<title<title<title', 'a page instead of an answer'],
		['nothing', { errors: {}, message: [], detail: null, error: [null, 7] }, ''],
	])('%s', (_, body, text) => {
		expect(readReason(body).text).toBe(text);
	});

	it('is shown in the message of a refusal, as it came', () => {
		const body = { statusCode: 400, message: ['phones.0 must be a phone'], error: 'Bad Request' };
		const outcome = judge({ kind: 'response', response: { status: 400, headers: {}, body } }, 0);
		expect(outcome).toHaveProperty('message', expect.stringContaining('phones.0 must be a phone'));
	});

	it('is short, whatever it is made of', () => {
		fc.assert(
			fc.property(fc.anything(), fc.string({ maxLength: 3 }), (value, key) => {
				for (const body of [
					value,
					{ error: value },
					{ errors: { [key]: value } },
					{ detail: value },
				]) {
					const { text, fields } = readReason(body);
					expect(text.length).toBeLessThanOrEqual(301);
					expect(fields.length).toBeLessThanOrEqual(20);
				}
			}),
		);
		expect(readReason({ error: Array(5_000).fill('x'.repeat(5_000)) }).text).toHaveLength(301);
	});
});
