import { SLOW, useStand } from './support/stand';
import { IS_N8N_1 } from '../support/version';

jest.setTimeout(SLOW);

const stand = useStand();

function testWith(change: Record<string, unknown>) {
	const { apiUrl, token, appId } = stand.sandbox;
	const data = { apiToken: token, appId, baseUrl: apiUrl, ...change };
	return stand.client.testCredential(stand.credential, data);
}

test('the Test button accepts the right credential', async () => {
	expect(await testWith({})).toMatchObject({ status: 'OK' });
});

test.each([
	['token', { apiToken: 'wrong' }],
	['app id', { appId: 'wrong' }],
])('a wrong %s: the Test button says so', async (_, change) => {
	const { status, message } = await testWith(change);

	expect(status).toBe('Error');
	// n8n 1 has its own words for every 401.
	expect(message).toMatch(IS_N8N_1 ? /please check your credentials/ : /API Token and App ID/);
	expect(message).not.toContain('wrong');
});

test('a base URL that is neither HTTPS nor this machine is refused', async () => {
	const { status, message } = await testWith({ baseUrl: 'http://liguelead.invalid/v1' });

	expect(status).toBe('Error');
	expect(message).toMatch(/HTTPS/i);
});
