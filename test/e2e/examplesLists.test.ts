import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { specialNumbers } from '../../sandbox';
import { post, runNow, submitForm, useExamples } from './support/example';
import { SLOW, useStand } from './support/stand';

jest.setTimeout(SLOW);

const stand = useStand();
const activateExample = useExamples(stand);
beforeEach(() => stand.sandbox.control.reset());

const deliveries = () => [...stand.sandbox.control.deliveries()];
const special = (fault: string) => specialNumbers.find((one) => one.fault === fault)?.phone ?? '';

test('appointment reminder: each appointment of the next day gets one', async () => {
	const { client } = stand;
	const { id } = await client.createDataTable('sms_appointments', [
		{ name: 'name', type: 'string' },
		{ name: 'phone', type: 'string' },
		{ name: 'starts_at', type: 'date' },
		{ name: 'reminded_at', type: 'date' },
	]);
	const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
	await client.insertRows(id, [
		{ name: 'Ana Lima', phone: '11 98765-4321', starts_at: inHours(5) },
		{ name: 'Bia Reis', phone: '1133334444', starts_at: inHours(6) },
		{ name: 'Caio Dias', phone: '21 99876-5432', starts_at: inHours(7) },
		{ name: 'Davi Cruz', phone: '31 99876-5432', starts_at: inHours(24 * 8) },
		{ name: 'Eva Melo', phone: '41 99876-5432', starts_at: inHours(-1) },
	]);
	const workflow = await activateExample('appointment-reminder');

	const first = await runNow(client, workflow, 'Business hours');
	await runNow(client, workflow, 'Business hours');

	expect(first.execution.status).toBe('success');
	expect(first.items('Remind the patient', 1)).toMatchObject([
		{ json: { name: 'Bia Reis', error: expect.stringContaining('landline') } },
	]);
	expect(deliveries()).toEqual([
		['11987654321', 1],
		['21998765432', 1],
	]);
	const time = new Date(inHours(5)).toLocaleTimeString('pt-BR', {
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

test('spreadsheet: CSV and Excel each become one campaign', async () => {
	const workflow = await activateExample('bulk-from-spreadsheet');

	for (const name of ['recipients.csv', 'recipients.xlsx']) {
		const file = new File([readFileSync(join(__dirname, 'fixtures', name))], name);
		const fields = [file, 'Liquidação até domingo!', name];
		const { execution, items } = await submitForm(stand.client, workflow, 'sms-campaign', fields);

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

	const phones = ['11987654321', '21998765432', '48991552598'];
	expect(stand.sandbox.control.campaigns().campaigns).toMatchObject([
		{ title: 'recipients.csv', message: 'Liquidação até domingo!', phones },
		{ title: 'recipients.xlsx', message: 'Liquidação até domingo!', phones },
	]);
});

test('error branch: what happened decides where an item goes', async () => {
	const workflow = await activateExample('send-with-error-branch');
	const phones = {
		good: '(11) 98765-4321',
		landline: '1133334444',
		refused: special('http-402'),
		throttled: special('http-429'),
		lost: special('reset-after'),
	};
	const items = Object.entries(phones).map(([id, phone]) => ({ id, phone, message: 'Olá!' }));

	const run = await post(stand.client, workflow, 'sms-with-error-branch', { items });

	const ids = (node: string) => run.items(node).map(({ json }) => json.id);
	expect(run.execution.status).toBe('success');
	expect(run.items('Sent')).toMatchObject([{ json: { recipients: { phones: ['11987654321'] } } }]);
	expect(ids('Correct the data')).toEqual(['landline', 'refused']);
	expect(ids('Send again later')).toEqual(['throttled']);
	expect(ids('Let a person decide')).toEqual(['lost']);
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
