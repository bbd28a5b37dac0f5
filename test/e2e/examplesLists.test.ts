import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { specialNumbers } from '../../sandbox';
import { post, runNow, submitForm, useExamples } from './support/example';
import { SLOW, useStand } from './support/stand';
import type { Run } from '../support/workflow';

jest.setTimeout(SLOW);

const stand = useStand();
const activateExample = useExamples(stand);
beforeEach(() => stand.sandbox.control.reset());

const deliveries = () => [...stand.sandbox.control.deliveries()];
const failure = ({ execution }: Run) => execution.data.resultData.error?.message;
const special = (fault: string) => specialNumbers.find((one) => one.fault === fault)?.phone ?? '';

test('appointment reminder: each appointment of the next day gets one', async () => {
	const { client } = stand;
	const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000);
	const [ana, bia, caio] = [inHours(5), inHours(6), inHours(7)];
	const { id } = await client.createDataTable('sms_appointments', [
		{ name: 'name', type: 'string' },
		{ name: 'phone', type: 'string' },
		{ name: 'starts_at', type: 'date' },
		{ name: 'reminded_at', type: 'date' },
	]);
	await client.insertRows(id, [
		{ name: 'Ana Lima', phone: '11 98765-4321', starts_at: ana.toISOString() },
		{ name: 'Bia Reis', phone: '1133334444', starts_at: bia.toISOString() },
		{ name: 'Caio Dias', phone: '21 99876-5432', starts_at: caio.toISOString() },
		{ name: 'Davi Cruz', phone: '31 99876-5432', starts_at: inHours(24 * 8).toISOString() },
		{ name: 'Eva Melo', phone: '41 99876-5432', starts_at: inHours(-1).toISOString() },
	]);
	const workflow = await activateExample('appointment-reminder');

	const first = await runNow(client, workflow, 'Business hours');
	const second = await runNow(client, workflow, 'Business hours');

	expect(first.items('Note the reminder')).toHaveLength(2);
	expect([first, second].map(({ execution }) => execution.status)).toEqual(['error', 'error']);
	expect([first, second].map(failure)).toEqual([
		expect.stringMatching(/^1 of 3 reminders failed\. The first: .*landline/),
		expect.stringMatching(/^1 of 1 reminders failed\. The first: .*landline/),
	]);
	expect(deliveries()).toEqual([
		['11987654321', 1],
		['21998765432', 1],
	]);
	const time = ana.toLocaleTimeString('pt-BR', {
		timeZone: 'America/Sao_Paulo',
		hour: '2-digit',
		minute: '2-digit',
	});
	const [campaign] = stand.sandbox.control.campaigns().campaigns;
	expect(campaign?.message).toContain('Olá, Ana! Lembramos sua consulta em');
	expect(campaign?.message).toContain(`às ${time}.`);
	expect((await client.listRows(id)).map((row) => row.reminded_at !== null)).toEqual([
		true,
		false,
		true,
		false,
		false,
	]);
});

test('spreadsheet: CSV and Excel each become one campaign; a file without phones stops', async () => {
	const workflow = await activateExample('bulk-from-spreadsheet');
	const upload = (file: File) =>
		submitForm(stand.client, workflow, 'sms-campaign', [
			file,
			'Liquidação até domingo!',
			file.name,
		]);

	for (const name of ['recipients.csv', 'recipients.xlsx']) {
		const file = new File([readFileSync(join(__dirname, 'fixtures', name))], name);
		const { execution, items } = await upload(file);

		expect(execution.status).toBe('success');
		expect(items(name.endsWith('.csv') ? 'Read CSV' : 'Read Excel')).toHaveLength(5);
		expect(items('Send the campaign')).toMatchObject([
			{ json: { recipients: { phones: ['11987654321'] } } },
			{ json: { recipients: { phones: ['21998765432'] } } },
			{ json: { recipients: { phones: ['48991552598'] } } },
			{ json: { recipients: { phones: [], skipped: [{ reason: 'duplicate' }] } } },
			{ json: { skipped: true, recipients: { skipped: [{ reason: 'landline' }] } } },
		]);
	}

	const gap = await upload(new File(['nome;telefone\nSem;\nMaria;11987654321\n'], 'gap.csv'));
	const other = await upload(new File(['nome;celular\nMaria;11987654321\n'], 'other.csv'));
	const comma = await upload(new File(['nome,telefone\nMaria,11987654321\n'], 'comma.csv'));

	expect(gap.items('Send the campaign')).toMatchObject([
		{ json: { skipped: true } },
		{ json: { recipients: { phones: ['11987654321'] } } },
	]);
	expect([other, comma].map(({ execution }) => execution.status)).toEqual(['error', 'error']);
	expect([other, comma].map(failure)).toEqual([
		"The file has no column 'telefone'. Its columns: nome, celular",
		"The file has no column 'telefone'. Its columns: nome,telefone",
	]);
	const phones = ['11987654321', '21998765432', '48991552598'];
	expect(stand.sandbox.control.campaigns().campaigns).toMatchObject([
		{ title: 'recipients.csv', message: 'Liquidação até domingo!', phones },
		{ title: 'recipients.xlsx', message: 'Liquidação até domingo!', phones },
		{ title: 'gap.csv', phones: ['11987654321'] },
	]);
});

test('error branch: what happened decides where an item goes', async () => {
	const workflow = await activateExample('send-with-error-branch');
	const phones = {
		good: '(11) 98765-4321',
		landline: '1133334444',
		refused: special('http-400'),
		badToken: special('http-401'),
		noCredit: special('http-402'),
		forbidden: special('http-403'),
		throttled: special('http-429'),
		lost: special('reset-after'),
	};
	const items = Object.entries(phones).map(([id, phone]) => ({ id, phone, message: 'Olá!' }));

	const run = await post(stand.client, workflow, 'sms-with-error-branch', { items });
	const again = await post(stand.client, workflow, 'sms-with-error-branch', {
		items: items.filter(({ id }) => ['good', 'lost'].includes(id)),
	});

	const ids = (node: string) => run.items(node).map(({ json }) => json.id);
	expect(run.execution.status).toBe('success');
	expect(run.items('Sent or skipped')).toMatchObject([
		{ json: { recipients: { phones: ['11987654321'] } } },
	]);
	expect(ids('Ask the account owner')).toEqual(['badToken', 'noCredit', 'forbidden']);
	expect(ids('Correct the data')).toEqual(['landline', 'refused']);
	expect(ids('Send again later')).toEqual(['throttled']);
	expect(ids('Let a person decide')).toEqual(['lost']);
	expect(again.items('Sent or skipped')).toMatchObject([
		{ json: { skipped: true, reason: 'idempotencyKeyUsed' } },
		{ json: { skipped: true, reason: 'idempotencyKeyUnsettled' } },
	]);
});

test('opt-out list: who opted out gets nothing, however the number is written', async () => {
	const { client } = stand;
	await client.createDataTable('sms_opt_out', [
		{ name: 'phone', type: 'string' },
		{ name: 'reason', type: 'string' },
	]);
	const workflow = await activateExample('opt-out-list');
	const send = (id: string) =>
		post(client, workflow, 'sms-campaign-with-opt-out', {
			id,
			message: 'Olá!',
			phones: ['11987654321', '21998765432'],
		});

	await send('nobody-opted-out');
	const optOut = { phone: '+55 (11) 98765-4321', reason: 'asked by e-mail' };
	for (const body of [optOut, optOut]) await post(client, workflow, 'sms-opt-out', body);
	await post(client, workflow, 'sms-opt-out', { phone: '31 99876-5432' });
	const { execution, items } = await send('one-opted-out');

	expect(execution.status).toBe('success');
	expect(items('Opted out')).toHaveLength(2);
	expect(items('Send to the others')).toMatchObject([
		{
			json: {
				recipients: {
					phones: ['21998765432'],
					skipped: [{ phone: '11987654321', reason: 'doNotSend' }],
				},
			},
		},
	]);
	expect(deliveries()).toEqual([
		['11987654321', 1],
		['21998765432', 2],
	]);
});
