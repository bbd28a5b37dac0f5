import { el } from './elements.js';

/**
 * A button for each value of a credential, which copies it; the sandbox tells token and app id on
 * its own machine only.
 */
export function accessChips({ baseUrl, token, appId }, copy) {
	const values = { 'Base URL': baseUrl, Token: token, 'App ID': appId };
	return Object.entries(values)
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) =>
			el(
				'button',
				{ class: 'chip', title: `Copy for the credential: ${name}`, onclick: () => copy(value) },
				name !== 'Base URL' && el('span', {}, name),
				value,
			),
		);
}
