import { SLOW, useStand } from './support/stand';

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
])('a wrong %s: the Test button names both fields', async (_, change) => {
	const { status, message } = await testWith(change);

	expect(status).toBe('Error');
	expect(message).toContain('API Token');
	expect(message).toContain('App ID');
	expect(message).not.toContain('wrong');
});

test('a base URL that is neither HTTPS nor this machine is refused', async () => {
	const { status, message } = await testWith({ baseUrl: 'http://liguelead.invalid/v1' });

	expect(status).toBe('Error');
	expect(message).toMatch(/HTTPS/i);
});
