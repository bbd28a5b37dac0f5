import { parseArgs } from 'node:util';
import { startSandbox, type Sandbox } from './index';

const usage = `A local LigueLead: the same API, faults on demand, and a page that shows what was sent.

  npx tsx sandbox/main.ts [options]

  --port N           port, 4010 unless told
  --host ADDRESS     address to listen on, 127.0.0.1 unless told; on an address of this
                     machine alone, it answers only when called as localhost, 127.0.0.1 or [::1];
                     on another, when called by an IP address or a name it knows, and /control
                     asks for a token
  --allow-host NAME  a name that other machines call it by; may be given several times
  --token TEXT       the API token it expects, sandbox-token unless told
  --app-id TEXT      the app id it expects, sandbox-app unless told
  --control-token TEXT
                     the token that /control asks for in the header control-token; on an address
                     that other machines reach, a random one unless told
  --data FILE        keep the outbox in this file across starts
  --webhook-url URL  the account's URL for status events (loopback only)
  --help             this text
`;

function startText({ url, apiUrl, token, appId, controlToken }: Sandbox): string {
	const rows = [
		['Outbox', `${url}/`],
		['Base URL', apiUrl],
		['Token', token],
		['App ID', appId],
		...(controlToken === undefined ? [] : [['Control token', controlToken]]),
	];
	const lines = rows.map(([name = '', value]) => `  ${name.padEnd(14)}${value}`);
	return ['LigueLead sandbox', ...lines, ''].join('\n');
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '4010' },
			host: { type: 'string', default: '127.0.0.1' },
			token: { type: 'string', default: 'sandbox-token' },
			'app-id': { type: 'string', default: 'sandbox-app' },
			'allow-host': { type: 'string', multiple: true, default: [] },
			'control-token': { type: 'string' },
			data: { type: 'string' },
			'webhook-url': { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		process.stdout.write(usage);
		return;
	}
	const sandbox = await startSandbox({
		port: Number(values.port),
		host: values.host,
		token: values.token,
		appId: values['app-id'],
		allowedHosts: values['allow-host'],
		...(values['control-token'] !== undefined && { controlToken: values['control-token'] }),
		...(values.data !== undefined && { dataFile: values.data }),
		...(values['webhook-url'] !== undefined && { webhookUrl: values['webhook-url'] }),
		keepProcessAlive: true,
	});
	process.stdout.write(startText(sandbox));
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void sandbox.close());
	}
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
