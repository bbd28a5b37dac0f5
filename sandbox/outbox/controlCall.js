let token;

const send = (method, path, body) =>
	fetch(`/control${path}`, {
		method,
		headers: {
			...(token !== undefined && { 'control-token': token }),
			...(body !== undefined && { 'content-type': 'application/json' }),
		},
		...(body !== undefined && { body: JSON.stringify(body) }),
	});

const REFUSALS = {
	401: 'That is not the control token. Nothing was changed.',
	403: 'Only a browser on the machine of the sandbox can change it.',
};

/**
 * A call of the control interface; asks for its token if it wants one. Returns the answer, or
 * undefined after an alert if it was refused.
 */
export async function controlCall(method, path, body) {
	let response = await send(method, path, body);
	if (response.status === 401) {
		const given = prompt('The control token, which the sandbox printed when it started:');
		if (given === null) return undefined;
		token = given.trim();
		response = await send(method, path, body);
		if (response.status === 401) token = undefined;
	}
	if (response.ok) return response;
	const { message, error } = await response.json().catch(() => ({}));
	alert(REFUSALS[response.status] ?? message ?? error ?? `Not done (${response.status}).`);
	return undefined;
}
