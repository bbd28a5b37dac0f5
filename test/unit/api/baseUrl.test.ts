import { checkBaseUrl, checkTarget } from '../../../nodes/LigueLead/api/baseUrl';

const BASE = 'https://api.liguelead.com.br/v1';

describe('checkTarget', () => {
	it.each([
		[{ url: `${BASE}/sms` }],
		[{ url: `${BASE}/voice/uploads?page=2` }],
		[{ url: BASE }],
		[{ uri: `${BASE}/sms` }],
		[{ baseURL: BASE, url: '/voice/uploads' }],
		[{ baseURL: `${BASE}/`, url: 'voice/uploads' }],
		[{ baseURL: BASE, url: '' }],
		[{ baseURL: BASE }],
		[{ url: 'https://API.LigueLead.com.br:443/v1/sms' }],
	])('lets %j have the token', (request) => {
		expect(checkTarget(BASE, request)).toBeUndefined();
	});

	it.each([
		[{}],
		[{ url: 'http://api.liguelead.com.br/v1/sms' }],
		[{ url: 'https://api.liguelead.com.br/' }],
		[{ url: 'https://api.liguelead.com.br/v10/sms' }],
		[{ url: `${BASE}/../steal` }],
		[{ url: `${BASE}/%2e%2e/steal` }],
		[{ url: 'https://api.liguelead.com.br.evil.example/v1/sms' }],
		[{ url: 'https://api.liguelead.com.br@evil.example/v1/sms' }],
		[{ url: 'https://api.liguelead.com.br:8443/v1/sms' }],
		[{ url: 'http://0.0.0.0:8080/steal' }],
		[{ uri: 'https://evil.example/v1/sms' }],
		[{ url: `${BASE}/sms`, uri: 'https://evil.example' }],
		[{ baseURL: BASE, url: 'https://evil.example/v1' }],
		[{ baseURL: BASE, url: '//evil.example/v1' }],
		[{ baseURL: BASE, url: '../steal' }],
		[{ baseURL: 'https://evil.example/v1', url: '/sms' }],
		[{ url: '/sms' }],
		[{ url: 7 }],
	])('keeps the token from %j', (request) => {
		expect(checkTarget(BASE, request)).toContain(`for requests to ${BASE} only`);
	});

	it('takes a base URL without a path', () => {
		expect(
			checkTarget('http://127.0.0.1:4010', { url: 'http://127.0.0.1:4010/sms' }),
		).toBeUndefined();
		expect(
			checkTarget('http://127.0.0.1:4010', { url: 'http://127.0.0.1:4011/sms' }),
		).toBeDefined();
	});
});

describe('checkBaseUrl', () => {
	it.each(['', '  ', undefined, null])('%j is the default', (value) => {
		expect(checkBaseUrl(value)).toEqual({ url: BASE });
	});

	it.each([
		[` ${BASE}/ `, BASE],
		['http://localhost:4010/v1', 'http://localhost:4010/v1'],
		['http://[::1]:1', 'http://[::1]:1'],
	])('%j is fine', (value, url) => {
		expect(checkBaseUrl(value)).toEqual({ url });
	});

	it.each([
		'http://api.liguelead.com.br/v1',
		'http://127.0.0.1@evil.example',
		'ftp://localhost',
		'liguelead',
		'http://localhost.evil.example',
	])('%j is refused', (value) => {
		expect(checkBaseUrl(value).problem).toContain("'Base URL'");
	});
});
