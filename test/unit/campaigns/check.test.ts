import { parseDoNotSend } from '../../../nodes/LigueLead/recipients';
import { checkItem } from '../../../nodes/LigueLead/campaigns/check';
import { sms } from '../../../nodes/LigueLead/resources/sms/channel';
import { mobile, request, type Parameters } from './support';

const check = (parameters: Parameters, doNotSend: readonly string[] = []) =>
	checkItem(request(7, parameters), sms, parseDoNotSend(doNotSend));

describe('checkItem', () => {
	const long = 'x'.repeat(1601);
	const refusals: Array<
		[why: string, Parameters, parameter: string, message: RegExp, remedy: RegExp]
	> = [
		['no message', { message: '' }, 'Message', /is empty/, /Write the text/],
		['a blank message', { message: ' \n\u00a0' }, 'Message', /is empty/, /expression/],
		['a missing message', { message: undefined }, 'Message', /is empty/, /expression/],
		['an object as message', { message: {} }, 'Message', /is not text/, /expression of 'Message'/],
		['a list as message', { message: ['a'] }, 'Message', /is not text/, /expression/],
		['true as message', { message: true }, 'Message', /is not text/, /expression/],
		['a long message', { message: long }, 'Message', /1601 characters.*at most 1600/, /Shorten/],
		[
			'a message of emoji that are removed',
			{ message: '🎉🎉', options: { replaceSpecialCharacters: true } },
			'Message',
			/Nothing is left of 'Message' after 'Replace Special Characters'/,
			/switch off Options → 'Replace Special Characters'/,
		],
		[
			'a message that replacing makes too long',
			{ message: '…'.repeat(600), options: { replaceSpecialCharacters: true } },
			'Message',
			/1800 characters/,
			/Shorten/,
		],
		[
			'a message that still holds an expression',
			{ message: 'Oi {{ $json.name }}' },
			'Message',
			/still holds \{\{ \$json\.name \}\}: switch the field from Fixed to Expression/,
			/'Unfinished Message' to 'Send All the Same'/,
		],
		[
			'a title without its value',
			{ title: 'Pedido undefined', options: { unfinishedMessage: 'send' } },
			'Title',
			/an expression yields no value/,
			/Correct the title/,
		],
		[
			'an idempotency key without its value',
			{ options: { idempotencyKey: 'pedido-undefined', unfinishedMessage: 'send' } },
			'Idempotency Key',
			/an expression yields no value/,
			/./,
		],
		[
			'an unfinished status URL',
			{ options: { statusWebhookUrl: 'https://a.com/{{ $json.id }}' } },
			'Status Webhook URL',
			/still holds/,
			/public address/,
		],
		['an object as title', { title: {} }, 'Title', /is not text/, /expression of 'Title'/],
		['a list as group', { groupId: [] }, 'Group ID', /is not text/, /expression of 'Group ID'/],
		['a word as flash', { flash: 'sim' }, 'Flash', /is not true or false/, /expression of 'Flash'/],
		[
			'a link in a flash SMS',
			{ flash: true, message: 'Veja exemplo.com.br/x agora' },
			'Message',
			/a link \(exemplo\.com\.br\/x\)/,
			/switch off 'Flash'.*'Allow Links in Flash'/,
		],
		[
			'more credits than allowed',
			{ message: 'x'.repeat(161), options: { maxCredits: 1 } },
			'Maximum Credits per Recipient',
			/takes 2 credits per recipient \(161 characters\).*\(1\) allows/,
			/Shorten the message, or raise the limit/,
		],
		...[-1, 1.5, 'two', {}, [], true, Number.NaN].map(
			(maxCredits): [string, Parameters, string, RegExp, RegExp] => [
				`${JSON.stringify(maxCredits)} as credit limit`,
				{ options: { maxCredits } },
				'Maximum Credits per Recipient',
				/whole number/,
				/Use 0/,
			],
		),
		[
			'a URL that is none',
			{ options: { statusWebhookUrl: 'example.com/hook' } },
			'Status Webhook URL',
			/is not a URL/,
			/https:\/\//,
		],
		[
			'a URL of another scheme',
			{ options: { statusWebhookUrl: 'ftp://example.com' } },
			'Status Webhook URL',
			/is not a URL/,
			/https:\/\//,
		],
		[
			'a long URL',
			{ options: { statusWebhookUrl: `https://example.com/${'x'.repeat(500)}` } },
			'Status Webhook URL',
			/520 characters.*at most 512/,
			/leave the option out/,
		],
		['no phone', { phones: '' }, 'Phones', /'Phones' is empty/, /Fill in/],
		['an empty list of phones', { phones: [] }, 'Phones', /is empty/, /Skip and Report/],
		['null as phones', { phones: null }, 'Phones', /is empty/, /Fill in/],
		[
			'a landline',
			{ phones: '1133334444' },
			'Phones',
			/1133334444: .*[Ll]andline/,
			/Skip and Report/,
		],
		[
			'seven bad phones, five of them shown',
			{ phones: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] },
			'Phones',
			/\(a: .*; e: [^;]*; and 2 more\)/,
			/Correct the numbers/,
		],
		[
			'one bad phone among good ones, if any fails',
			{ phones: [mobile(1), 'x'], options: { invalidPhones: 'failIfAny' } },
			'Phones',
			/holds invalid numbers \(x: /,
			/Skip and Report/,
		],
		[
			'no phone at all, if any fails',
			{ phones: '', options: { invalidPhones: 'failIfAny' } },
			'Phones',
			/is empty/,
			/Fill in/,
		],
		[
			'an unknown way to treat invalid phones',
			{ options: { invalidPhones: 'ignore' } },
			'Invalid Phones',
			/ignore/,
			/failIfNone/,
		],
		...['addNinthDigit', 'allowLinksInFlash', 'replaceSpecialCharacters'].map(
			(name): [string, Parameters, string, RegExp, RegExp] => [
				`a word as ${name}`,
				{ options: { [name]: 'sim' } },
				{
					addNinthDigit: 'Add Missing Ninth Digit',
					allowLinksInFlash: 'Allow Links in Flash',
					replaceSpecialCharacters: 'Replace Special Characters',
				}[name] ?? '',
				/is not true or false/,
				/expression/,
			],
		),
		...[{ id: 1 }, ['a'], true].map(
			(idempotencyKey): [string, Parameters, string, RegExp, RegExp] => [
				`${JSON.stringify(idempotencyKey)} as idempotency key`,
				{ options: { idempotencyKey } },
				'Idempotency Key',
				/is not text/,
				/expression of 'Idempotency Key'/,
			],
		),
	];

	it.each(refusals)('refuses %s', (_, parameters, parameter, message, remedy) => {
		const checked = check(parameters);
		expect(checked).toMatchObject({ kind: 'refusal', item: 7, parameter });
		expect(checked).toHaveProperty('message', expect.stringMatching(message));
		expect(checked).toHaveProperty('remedy', expect.stringMatching(remedy));
		expect(checked).toHaveProperty('message', expect.stringContaining(`'${parameter}'`));
	});

	const accepted: Array<[why: string, Parameters, expected: object]> = [
		['a number as message', { message: 1234 }, { content: { body: { message: '1234' } } }],
		['1,600 characters', { message: 'x'.repeat(1600) }, { content: { creditsPerRecipient: 11 } }],
		['160 characters', { message: 'x'.repeat(160) }, { content: { creditsPerRecipient: 1 } }],
		['161 characters', { message: 'x'.repeat(161) }, { content: { creditsPerRecipient: 2 } }],
		[
			'a message within the limit',
			{ message: 'x'.repeat(160), options: { maxCredits: '1' } },
			{ content: { creditsPerRecipient: 1 } },
		],
		[
			'no limit',
			{ message: 'x'.repeat(1600), options: { maxCredits: 0 } },
			{ content: { creditsPerRecipient: 11 } },
		],
		[
			'a limit left empty',
			{ message: 'x'.repeat(1600), options: { maxCredits: '' } },
			{ content: { creditsPerRecipient: 11 } },
		],
		[
			'a message that is replaced first',
			{
				message: `ã${'x'.repeat(159)}…`,
				options: { replaceSpecialCharacters: true, maxCredits: 2 },
			},
			{ content: { creditsPerRecipient: 2, body: { message: `a${'x'.repeat(159)}...` } } },
		],
		[
			'an unfinished message that is meant to be one',
			{ message: 'Oi {nome}', options: { unfinishedMessage: 'send' } },
			{ content: { body: { message: 'Oi {nome}' } } },
		],
		[
			'texts without halves of characters and NUL',
			{ message: 'Oi \ud83c\0', title: 'A\0\udf89', groupId: '7\0\ud83c' },
			{ content: { body: { message: 'Oi ', title: 'A', group_id: '7' } } },
		],
		[
			'special characters left alone',
			{ message: 'São – 🎉', options: { replaceSpecialCharacters: false } },
			{ content: { body: { message: 'São – 🎉' } } },
		],
		[
			'true and false as text',
			{
				message: 'veja bit.ly/x ã',
				flash: 'TRUE',
				options: { allowLinksInFlash: 'true', replaceSpecialCharacters: 'false' },
			},
			{ content: { body: { message: 'veja bit.ly/x ã', is_flash: true } } },
		],
		[
			'a link that is no flash',
			{ message: 'https://a.com' },
			{ content: { preview: { is_flash: false } } },
		],
		['prose in a flash SMS', { message: 'Fim.Obrigado, R$1.500,00', flash: true }, {}],
		[
			'optional fields, trimmed',
			{
				title: ' T ',
				groupId: 12,
				options: { statusWebhookUrl: ' https://a.com/h ', idempotencyKey: 42 },
			},
			{
				content: {
					body: { message: 'Hi', title: 'T', group_id: '12', webhook_url: 'https://a.com/h' },
				},
				idempotencyKey: '42',
			},
		],
		[
			'one valid phone among bad ones',
			{ phones: [mobile(1), 'x'] },
			{ phones: [mobile(1)], skipped: [{ phone: 'x' }] },
		],
		[
			'a ninth digit that is missing',
			{ phones: '11 8765-4321', options: { addNinthDigit: true } },
			{ phones: ['11987654321'], adjusted: [{ from: '11 8765-4321', phone: '11987654321' }] },
		],
		[
			'duplicates and opt-outs if any invalid phone fails',
			{ phones: [mobile(1), mobile(1), mobile(2)], options: { invalidPhones: 'failIfAny' } },
			{ phones: [mobile(1)], skipped: [{ reason: 'duplicate' }, { reason: 'doNotSend' }] },
		],
	];

	it.each(accepted)('accepts %s', (_, parameters, expected) => {
		expect(check(parameters, [mobile(2)])).toMatchObject({ kind: 'draft', item: 7, ...expected });
	});

	it.each([['' as unknown], [undefined], [null], ['  ']])(
		'takes %j for no key',
		(idempotencyKey) => {
			expect(check({ options: { idempotencyKey } })).not.toHaveProperty('idempotencyKey');
		},
	);

	it.each(['failIfNone', 'failIfAny', 'skip'] as const)(
		'skips an item whose recipients all opted out, with %s',
		(invalidPhones) => {
			const checked = check({ phones: mobile(2), options: { invalidPhones } }, [mobile(2)]);
			expect(checked).toMatchObject({ kind: 'skip', reason: 'doNotSend' });
		},
	);

	it.each([
		['bad numbers', '1133334444', [{ reason: 'landline' }]],
		['nothing', '', [{ phone: '', reason: 'empty' }]],
	])('skips and reports an item with %s if asked to', (_, phones, skipped) => {
		const checked = check({ phones, options: { invalidPhones: 'skip' } });
		expect(checked).toMatchObject({ kind: 'skip', reason: 'noValidPhone', skipped });
	});

	it('gives equal content one key, and any difference another', () => {
		const variants: Parameters[] = [
			{},
			{ message: 'Ho' },
			{ title: 'T' },
			{ groupId: 'T' },
			{ flash: true },
			{ options: { statusWebhookUrl: 'https://a.com' } },
			{ title: 'null' },
		];
		const keys = variants.map((variant) => Reflect.get(check(variant), 'contentKey') as string);
		expect(new Set(keys).size).toBe(variants.length);
		expect(check({ phones: mobile(99) })).toHaveProperty('contentKey', keys[0]);
	});
});
