import { readNetworkCause } from '../../../nodes/LigueLead/outcomes';

const chain = (...links: Array<Record<string, unknown>>): unknown =>
	links.reduceRight<unknown>((cause, link) => ({ ...link, cause }), undefined);

// Errors as n8n really throws them are in the engine tests; these are their shapes, and odd ones.
describe('readNetworkCause', () => {
	it('reads code and system call of the innermost cause, the text of the outermost', () => {
		const thrown = chain(
			{ httpCode: 'ECONNREFUSED', message: 'offline?', messages: ['connect ECONNREFUSED'] },
			{ code: 'ERR_NETWORK', message: 'axios' },
			{ code: 'ECONNREFUSED', syscall: 'connect', message: 'socket' },
		);
		expect(readNetworkCause(thrown)).toEqual({
			code: 'ECONNREFUSED',
			syscall: 'connect',
			text: 'connect ECONNREFUSED',
		});
	});

	it('reads the first of the errors of several addresses', () => {
		const addresses = [
			{ code: 'ETIMEDOUT', syscall: 'connect' },
			{ code: 'EHOSTUNREACH', syscall: 'connect' },
		];
		const thrown = chain({ message: 'no' }, { code: 'ETIMEDOUT', errors: addresses });
		expect(readNetworkCause(thrown)).toMatchObject({ code: 'ETIMEDOUT', syscall: 'connect' });
	});

	it.each([
		[{ httpCode: '202' }, 202],
		[{ status: 202 }, 202],
		[{ httpCode: null, status: '503' }, 503],
		[{ httpCode: 'ECONNRESET' }, undefined],
		[{ httpCode: '' }, undefined],
		[{ status: 0 }, undefined],
		[{ status: 99.5 }, undefined],
	])('finds in %j the status %j', (link, status) => {
		expect(readNetworkCause(chain({}, link)).status).toBe(status);
	});

	const circular: Record<string, unknown> = { message: 'round' };
	circular.cause = circular;

	it.each([
		[undefined, ''],
		[null, ''],
		['text', ''],
		[{}, ''],
		[{ messages: [], message: '' }, ''],
		[{ message: 12 }, ''],
		[circular, 'round'],
	])('reads from anything: case %#', (thrown, text) => {
		expect(readNetworkCause(thrown)).toEqual({ code: undefined, syscall: undefined, text });
	});
});
