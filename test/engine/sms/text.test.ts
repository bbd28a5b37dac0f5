import type { INodeParameters } from 'n8n-workflow';

import { NODE } from '../support';
import { mobile, useSandbox } from './support';

const world = useSandbox();
const phones = mobile(1);
const sentTexts = () => world.control.campaigns().campaigns.map(({ message }) => message);
const hintsOf = (run: Awaited<ReturnType<typeof world.send>>) =>
	run
		.hints(NODE)
		.map(({ message }) => message)
		.slice(1);

describe('a message that is not finished', () => {
	it.each<[fields: INodeParameters, item: Record<string, unknown>, told: string]>([
		[
			{ message: 'Oi {{ $json.name }}, tudo bem?' },
			{},
			"'Message' still holds {{ $json.name }}: switch the field from Fixed to Expression",
		],
		[{ message: 'Oi *|NOME|*' }, {}, "'Message' still holds *|NOME|*: a placeholder"],
		[{ message: '=Oi {{ $json.t }}' }, { t: '{nome}' }, "'Message' still holds {nome}"],
		[
			{ message: '=Oi {{ $json.customer }}!' },
			{ customer: { name: 'Ana' } },
			"'Message' holds [object Object]: an expression yields an object; choose the field inside it",
		],
		[{ message: "={{ 'Oi ' + $json.name }}" }, {}, '\'Message\' reads "Oi undefined"'],
		[{ message: "={{ 'R$ ' + Number($json.t) }}" }, { t: 'dez' }, '\'Message\' reads "R$ NaN"'],
		[
			{ message: "=Dia {{ DateTime.fromISO('x').toFormat('dd/MM') }}" },
			{},
			"'Message' holds Invalid DateTime",
		],
		[{ message: '={{ $json.t }}' }, { t: '\u200b' }, "'Message' is empty: it has only"],
		[{ message: '={{ $json.t }}' }, { t: '\u3164\u2800\u00ad\0' }, "'Message' is empty: it has"],
		[{ message: '={{ $json.t }}' }, { t: '🎉'.slice(1) }, "'Message' is empty: it has only"],
		[{ message: 'Oi', title: 'Pedido {{ $json.id }}' }, {}, "'Title' still holds {{ $json.id }}"],
		[
			{ message: 'Oi', options: { idempotencyKey: '{{ $json.order_id }}' } },
			{},
			"'Idempotency Key' still holds {{ $json.order_id }}: switch the field from Fixed to Expression",
		],
		[
			{ message: 'Oi', options: { idempotencyKey: "={{ 'order-' + $json.id }}" } },
			{},
			'\'Idempotency Key\' reads "order-undefined"',
		],
		[
			{ message: 'Oi', options: { idempotencyKey: '=order-{{ $json.id }}' } },
			{},
			'\'Idempotency Key\' has nothing to put in for {{ $json.id }}: it reads "order-"',
		],
		[
			{ message: 'Oi', options: { idempotencyKey: '=woo-{{ $json.id }}-{{ $json.status }}' } },
			{ status: 'paid' },
			"'Idempotency Key' has nothing to put in for {{ $json.id }}",
		],
		[
			{ message: 'Oi', options: { idempotencyKey: '={{ $json.t.slice(0, 3) }}' } },
			{ t: 'a-🎉' },
			"'Idempotency Key' holds half a character",
		],
		[
			{ message: 'Oi', options: { statusWebhookUrl: '=https://example.com/{{ $json.t }}x' } },
			{ t: '\u200b' },
			"'Status Webhook URL' is not a URL",
		],
		[
			{ message: 'Oi', options: { statusWebhookUrl: '=https://example.com/{{ $json.t }}' } },
			{ t: '🎉x'.slice(1) },
			"'Status Webhook URL' is not a URL",
		],
		[
			{ message: 'Oi', options: { unfinishedMessage: 'maybe' } },
			{},
			'\'Unfinished Message\' has the unknown value "maybe"',
		],
	])('%j with %j sends nothing', async (parameters, item, told) => {
		const run = await world.send([{ phones, ...item }], { parameters });
		expect(run.error?.message).toContain(told);
		expect(run.error?.message).toMatch(/\[item 0\]$/);
		expect(world.control.campaigns().campaigns).toEqual([]);
		const preview = await world.send([{ phones, ...item }], {
			parameters: { ...parameters, operation: 'preview' },
		});
		const [shown] = preview.json(NODE);
		expect(`Would not be sent: ${run.error?.message}`).toBe(`${String(shown?.message)} [item 0]`);
		expect(shown).toMatchObject({ sent: false, reason: 'refused', remedy: expect.any(String) });
	});

	it('goes out if it is meant to read so', async () => {
		const run = await world.send([{ phones }], {
			parameters: {
				message: 'Digite {nome} undefined',
				options: { unfinishedMessage: 'send' },
			},
		});
		expect(run.error).toBeUndefined();
		expect(sentTexts()).toEqual(['Digite {nome} undefined']);
	});

	it('leaves the other items alone if the workflow continues', async () => {
		const entries = [
			{ phones, message: 'Oi {nome}' },
			{ phones: mobile(2), message: '100% algodão, 20% off [URGENTE] A < B' },
		];
		const run = await world.send(entries, { onError: 'continueRegularOutput' });
		expect(run.json(NODE)[0]).toMatchObject({
			error: expect.stringContaining("'Message' still holds {nome}"),
			details: { remedy: expect.stringContaining('Nothing was sent for this item.') },
		});
		expect(sentTexts()).toEqual(['100% algodão, 20% off [URGENTE] A < B']);
	});
});

describe('an expression inside the message that yields nothing', () => {
	const message = "=Oi {{ $json.name }}, total {{ $json.total ?? '' }}.";
	const full = { phones, name: 'Ana', total: 0 };

	it.each([
		['undefined', { ...full, name: undefined }, '{{ $json.name }}'],
		['null', { ...full, name: null }, '{{ $json.name }}'],
		['an empty text', { ...full, name: '' }, '{{ $json.name }}'],
		['blanks', { ...full, name: ' \u200b' }, '{{ $json.name }}'],
		['NaN', { ...full, name: 'x', total: Number.NaN }, "{{ $json.total ?? '' }}"],
		['an empty list', { ...full, name: [] }, '{{ $json.name }}'],
		['missing', { phones, name: 'Ana' }, "{{ $json.total ?? '' }}"],
	])('fails if asked for: %s', async (_, item, expression) => {
		const options = { unfinishedMessage: 'failIfEmpty' };
		const run = await world.send([full, item], { parameters: { message, options } });
		expect(run.error?.message).toBe(`'Message' has nothing to put in for ${expression} [item 1]`);
		expect(sentTexts()).toEqual([]);
	});

	it('does not fail for a value that is 0, nor for one that cannot be read by itself', async () => {
		const options = { unfinishedMessage: 'failIfEmpty' };
		const run = await world.send([full], { parameters: { message, options } });
		expect(run.error).toBeUndefined();
		expect(sentTexts()).toEqual(['Oi Ana, total 0.']);
	});

	it('is a hint otherwise', async () => {
		const run = await world.send([full, { phones: mobile(2), total: 1 }], {
			parameters: { message },
		});
		expect(run.error).toBeUndefined();
		expect(hintsOf(run)).toEqual([
			"1 message looks as if a value is missing: \"Oi , total 1.\". To refuse such messages, set Options → 'Unfinished Message' to 'Fail, Also if a Value Is Empty'.",
		]);
	});
});

it('takes halves of characters and control characters out of every text', async () => {
	const half = 'Oi 🎉'.slice(0, 4);
	const run = await world.send([{ phones, t: `${half}\0 Ana` }], {
		parameters: { message: '={{ $json.t }}', title: '={{ $json.t }}', groupId: '={{ $json.t }}' },
	});
	expect(run.error).toBeUndefined();
	const [campaign] = world.control.campaigns().campaigns;
	expect(campaign).toMatchObject({ message: 'Oi  Ana', title: 'Oi  Ana', group_id: 'Oi  Ana' });
});

describe('hints', () => {
	it('name HTML, as text', async () => {
		const run = await world.send([
			{ phones, message: '<p>Olá <b>Ana</b></p>' },
			{ phones: mobile(2), message: 'P&amp;G' },
		]);
		expect(hintsOf(run)).toEqual([
			'2 messages hold HTML, which a phone shows as it is written: &lt;p&gt;',
		]);
	});

	it('name a phone that gets the same message several times, not with one campaign per message', async () => {
		const entries = [1, 2, 3].map(() => ({ phones: [phones, mobile(2)], message: 'Oi' }));
		const told = `${phones} gets the same message 3 times, and so 1 other number: set Execute Once in this node's settings, or set 'Combine Items' to 'Yes'`;
		expect(hintsOf(await world.send(entries))).toEqual([told]);
		const preview = await world.send(entries, { parameters: { operation: 'preview' } });
		expect(hintsOf(preview)).toEqual([told]);
		const together = await world.send(entries, { parameters: { campaigns: 'perMessage' } });
		expect(hintsOf(together).join()).not.toContain('same message');
		const different = entries.map((entry, n) => ({ ...entry, message: `Oi ${n}` }));
		expect(hintsOf(await world.send(different))).toEqual([]);
	});

	it('name items whose key is empty, and items that sent nothing for their key', async () => {
		const parameters = { options: { idempotencyKey: '={{ $json.id }}' } };
		const keyed = [1, 2, 3].map((n) => ({ phones: mobile(n), message: 'Oi', id: `o${n}` }));
		expect(hintsOf(await world.send(keyed, { parameters }))).toEqual([]);
		expect(hintsOf(await world.send(keyed, { parameters }))).toEqual([
			'3 of 3 items sent nothing: their Idempotency Key was used before. To test again, use another order.',
		]);
		const lacking = [...keyed.slice(0, 1), { phones: mobile(5), message: 'Oi' }];
		expect(hintsOf(await world.send(lacking, { parameters }))).toEqual([
			'1 item is not protected from being sent twice: its Idempotency Key is empty',
			'1 of 2 items sent nothing: its Idempotency Key was used before. To test again, use another order.',
		]);
	});
});
