import { checkResumeUrl } from '../../../nodes/LigueLead/resources/wait/resumeUrl';

const at = (host: string, scheme = 'https') =>
	`${scheme}://${host}/webhook-waiting/231?signature=${'a'.repeat(64)}`;

const LOOPBACK = ['localhost:5678', '127.0.0.1:5678', '127.1.2.3', '[::1]:5678'];

const LOCAL = [
	'0.0.0.0:5678',
	'10.0.0.5',
	'10.255.255.255',
	'172.16.0.1',
	'172.31.255.1',
	'192.168.1.20:5678',
	'169.254.10.1',
	'100.64.0.1',
	'100.127.255.255',
	'[::]',
	'[::ffff:10.0.0.1]',
	'[fc00::1]',
	'[fd12:3456::1]',
	'[fe80::1]',
	'n8n',
	'n8n:5678',
	'host.docker.internal',
	'nas.local',
	'nas.local.',
	'router.lan',
	'box.home.arpa',
	'app.localhost',
	'localhost.',
];

const PUBLIC = [
	'n8n.example.com',
	'acme.app.n8n.cloud',
	'8.8.8.8',
	'172.15.0.1',
	'172.32.0.1',
	'100.63.0.1',
	'100.128.0.1',
	'11.0.0.1',
	'192.169.0.1',
	'[2001:4860:4860::8888]',
	'10.example.com',
	'localhost.example.com',
	'local.example.com',
	'n8n.example.com.',
];

test.each(PUBLIC)('%s can be reached', (host) => {
	expect(checkResumeUrl(at(host), false)).toBeUndefined();
});

test.each(PUBLIC)('the sandbox does not post to %s: unset WEBHOOK_URL', (host) => {
	const problem = checkResumeUrl(at(host), true);
	expect(problem?.message).toContain(new URL(at(host)).hostname);
	expect(problem?.remedy).toContain("Unset n8n's environment variable WEBHOOK_URL");
});

test.each(LOCAL)('%s cannot: set WEBHOOK_URL', (host) => {
	for (const apiIsLocal of [false, true]) {
		const problem = checkResumeUrl(at(host, 'http'), apiIsLocal);
		expect(problem?.message).toContain(new URL(at(host)).hostname);
		expect(problem?.remedy).toContain('WEBHOOK_URL');
	}
});

test.each(LOOPBACK)('%s can be reached by the sandbox alone', (host) => {
	expect(checkResumeUrl(at(host, 'http'), true)).toBeUndefined();
	expect(checkResumeUrl(at(host, 'http'), false)?.remedy).toContain('WEBHOOK_URL');
});

test.each([
	['', 'no resume URL'],
	['undefined', 'no resume URL'],
	['/webhook-waiting/231', 'no resume URL'],
	[at('n8n.example.com').replace('231', '__UNKNOWN__'), 'no resume URL'],
	['ftp://n8n.example.com/webhook-waiting/231', 'no resume URL'],
	['mailto:someone@example.com', 'no resume URL'],
])('%j is refused', (url, reason) => {
	expect(checkResumeUrl(url, true)?.message).toContain(reason);
});

test('512 characters are the most', () => {
	const rest = 512 - at('n8n.example.com/').length;
	const longest = at(`n8n.example.com/${'p'.repeat(rest)}`);
	expect(longest).toHaveLength(512);
	expect(checkResumeUrl(longest, false)).toBeUndefined();
	const problem = checkResumeUrl(`${longest}x`, false);
	expect(problem?.message).toMatch(/513 characters.*512/);
	expect(problem?.remedy).toContain('WEBHOOK_URL');
});

test('no message gives the signature away', () => {
	const problem = checkResumeUrl(at('n8n'), false);
	expect(JSON.stringify(problem)).not.toContain('aaaa');
});
