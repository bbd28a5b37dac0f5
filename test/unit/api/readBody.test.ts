import { Readable } from 'node:stream';

import fc from 'fast-check';

import { closeJson } from '../../../nodes/LigueLead/api/closeJson';
import { readBody } from '../../../nodes/LigueLead/api/readBody';

const streamOf = (text: string, size = 1_000) => {
	const bytes = Buffer.from(text);
	const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
		bytes.subarray(at * size, (at + 1) * size),
	);
	return Readable.from(chunks, { objectMode: false });
};

describe('readBody', () => {
	it.each([
		['JSON', '{"a":[1,"ü"]}', { a: [1, 'ü'] }],
		['a number', '12', 12],
		['a text', 'Bad Gateway', 'Bad Gateway'],
		['half of JSON', '{"a":1', '{"a":1'],
		['nothing', '', ''],
	])('reads %s', async (_, text, body) => {
		for (const size of [1, 1_000]) expect(await readBody(streamOf(text, size))).toEqual(body);
	});

	it.each([undefined, null, { a: 1 }, 'text', [1]])('leaves %j as it is', async (body) => {
		expect(await readBody(body)).toBe(body);
	});

	it('reads 256 KB of an endless one and closes it', async () => {
		let read = 0;
		const endless = new Readable({
			read() {
				read += 10_000;
				this.push(Buffer.alloc(10_000, 1));
			},
		});
		expect(((await readBody(endless)) as string).length).toBeLessThan(262_145);
		expect(endless.destroyed).toBe(true);
		expect(read).toBeLessThan(400_000);
	});

	it('reads of a large one what is whole', async () => {
		const data = { campaign_id: 'c1' };
		const body = JSON.stringify({ message: 'ok', data, more: 'x'.repeat(1_000_000) });
		expect(await readBody(streamOf(body))).toEqual({ message: 'ok', data });
	});

	it('rejects what ends too early', async () => {
		const broken = new Readable({
			read() {
				this.destroy(new Error('aborted'));
			},
		});
		await expect(readBody(broken)).rejects.toThrow('aborted');
	});
});

describe('closeJson', () => {
	it('makes JSON of the start of any object, and nothing that was not there', () => {
		fc.assert(
			fc.property(fc.jsonValue({ maxDepth: 4 }), fc.nat(), (value, cut) => {
				const text = JSON.stringify({ first: 1, value, last: 'x' });
				const start = text.slice(0, 10 + (cut % text.length));
				const closed = closeJson(start);
				if (start.length < 12) return;
				const read = JSON.parse(closed) as { first: number };
				expect(read.first).toBe(1);
				expect(text.startsWith(closed.replace(/[\]}]+$/, ''))).toBe(true);
			}),
		);
	});

	it('takes any text', () => {
		fc.assert(fc.property(fc.string(), (text) => expect(typeof closeJson(text)).toBe('string')));
		expect(closeJson('['.repeat(200_000)).length).toBeLessThan(200_001);
	});
});
