const question =
	'Delete all messages? Faults, limits and the webhook URL go back to what they were at the start.';

const reset = (token) =>
	fetch('/control/reset', {
		method: 'POST',
		headers: token === undefined ? {} : { 'control-token': token },
	});

/** Asks, then empties the sandbox; false when it did not. */
export async function clearSandbox() {
	if (!confirm(question)) return false;
	let response = await reset();
	if (response.status === 401) {
		const token = prompt('The control token, which the sandbox printed when it started:');
		if (token === null) return false;
		response = await reset(token.trim());
	}
	if (response.ok) return true;
	alert(
		response.status === 401
			? 'That is not the control token. Nothing was deleted.'
			: 'Only a browser on the machine of the sandbox can clear it.',
	);
	return false;
}
