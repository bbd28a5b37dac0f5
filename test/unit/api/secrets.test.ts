import fc from 'fast-check';

import { maskFor } from '../../../nodes/LigueLead/api/secrets';

const TOKEN = 'Zü+/=&<tok"en>\'s3cret 42';

describe('maskFor', () => {
	it.each([
		['as it is stored', TOKEN],
		['URL-encoded', encodeURIComponent(TOKEN)],
		[
			'URL-encoded, in lower case',
			encodeURIComponent(TOKEN).replace(/%../g, (c) => c.toLowerCase()),
		],
		['as a form', new URLSearchParams({ t: TOKEN }).toString().slice(2)],
		['in base64', Buffer.from(TOKEN).toString('base64')],
		['in base64 for URLs', Buffer.from(TOKEN).toString('base64url')],
		['in base64 within more', Buffer.from(`api-token: ${TOKEN}; x`).toString('base64')],
		['in base64 within other more', Buffer.from(`api-token:${TOKEN}`).toString('base64')],
		['escaped for JSON', JSON.stringify(TOKEN)],
		['escaped for HTML, in decimal', TOKEN.replace(/[&<>"'`/]/g, (c) => `&#${c.charCodeAt(0)};`)],
		[
			'escaped for HTML, in hexadecimal',
			TOKEN.replace(/[&<>"'`/]/g, (c) => `&#x${c.charCodeAt(0).toString(16)};`),
		],
		[
			'escaped for HTML, by name',
			TOKEN.replace(/&/g, '&amp;')
				.replace(/</g, '&lt;')
				.replace(/>/g, '&gt;')
				.replace(/"/g, '&quot;')
				.replace(/'/g, '&#39;'),
		],
	])('blanks out a token %s', (_, form) => {
		const masked = maskFor([TOKEN])(`before ${form} after`);
		expect(masked).toContain('***');
		expect(masked).not.toMatch(/s3cret|tok/);
		expect(Buffer.from(masked.replace(/\W/g, ' '), 'base64').toString('latin1')).not.toContain(
			's3cret',
		);
	});

	it.each([
		['good\u200Btoken123', 'goodtoken123'],
		['“goodtoken123”', 'goodtoken123'],
		[' goodtoken123\r\n', 'goodtoken123'],
		['good\u0000token123', 'goodtoken123'],
	])('blanks out %j as it is sent, without what headers cannot hold', (stored, sent) => {
		expect(maskFor([stored])(`x ${sent} y`)).toBe('x *** y');
	});

	it('blanks out several secrets, none within a longer word if it is short', () => {
		const mask = maskFor(['token-of-mine', 'app1', undefined, '', 'abc']);
		expect(mask('token-of-mine app1 xapp1 app1-7 abc')).toBe('*** *** xapp1 app1-7 abc');
	});

	it('leaves everything else as it is', () => {
		expect(maskFor([])('as it is')).toBe('as it is');
		expect(maskFor([null, 'ab'])('null ab')).toBe('null ab');
	});

	it('takes any secret and any text, and never shows the secret', () => {
		const secret = fc
			.string({ unit: 'binary', minLength: 8 })
			.filter((one) => one.trim().length >= 8);
		fc.assert(
			fc.property(secret, fc.string({ unit: 'binary' }), (one, text) => {
				const masked = maskFor([one])(`${text}${one.trim()}${text}`);
				expect(masked).toContain('***');
			}),
		);
	});
});
