import type { Sandbox } from './stand';

/** Sends an SMS to the sandbox without n8n. */
export async function postSms(sandbox: Sandbox, body: Record<string, unknown>): Promise<void> {
	await fetch(`${sandbox.apiUrl}/sms`, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			'api-token': sandbox.token,
			'app-id': sandbox.appId,
		},
		body: JSON.stringify(body),
	});
}
