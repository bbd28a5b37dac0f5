/** The ports one n8n listens on, all on 127.0.0.1. */
export interface N8nPorts {
	/** The editor, the REST API and the webhooks. */
	n8n: number;
	/** The broker of n8n's task runners; each running n8n needs one of its own. */
	broker: number;
}

// What a started program needs of its surroundings; anything else (NODE_ENV=test, NODE_OPTIONS,
// npm's own settings) would make n8n behave otherwise than at a user's.
const INHERITED = [
	'PATH',
	'HOME',
	'USERPROFILE',
	'SystemRoot',
	'TEMP',
	'TMP',
	'TMPDIR',
	'LANG',
	'TZ',
];

/**
 * The environment of an n8n that listens on this machine only and calls nobody.
 *
 * @param userFolder n8n keeps its data in `<userFolder>/.n8n`
 * @param ports where it listens
 * @param extra settings on top, which win
 * @param own the environment to inherit a few plain variables from
 */
export function n8nEnvironment(
	userFolder: string,
	ports: N8nPorts,
	extra: Record<string, string> = {},
	own: Record<string, string | undefined> = process.env,
): Record<string, string> {
	const inherited = INHERITED.flatMap((name) => {
		const value = own[name];
		return value === undefined ? [] : [[name, value]];
	});
	return {
		...Object.fromEntries(inherited),
		NODE_ENV: 'production',
		NO_PROXY: '127.0.0.1,localhost',
		N8N_USER_FOLDER: userFolder,
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(ports.n8n),
		N8N_RUNNERS_BROKER_PORT: String(ports.broker),
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_SECURE_COOKIE: 'false',
		...extra,
	};
}
