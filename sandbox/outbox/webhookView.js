import { controlCall } from './controlCall.js';
import { el } from './elements.js';

/** Where status events go, to be set; `told` is called with what has become of it. */
export function webhookView(url, told) {
	const input = el('input', {
		type: 'url',
		id: 'webhook-url',
		placeholder: 'The production URL of your LigueLead Trigger',
		value: url ?? '',
	});
	const save = async (next) => {
		if ((await controlCall('PUT', '/webhook', { url: next })) === undefined) return;
		input.value = next ?? '';
		told(next === null ? 'Status events go nowhere now' : `Status events go to ${next}`);
	};
	const form = el(
		'form',
		{
			class: 'webhook',
			onsubmit: (event) => {
				event.preventDefault();
				void save(input.value.trim() || null);
			},
		},
		el('label', { for: 'webhook-url' }, 'Webhook URL'),
		input,
		el(
			'div',
			{ class: 'buttons' },
			el('button', { class: 'primary', type: 'submit' }, 'Save'),
			el('button', { class: 'plain', type: 'button', onclick: () => save(null) }, 'Remove'),
		),
	);
	return [
		el(
			'p',
			{ class: 'intro' },
			'What LigueLead’s client area asks for under Integrations → API Token → Webhook URL: copy the production URL of your LigueLead Trigger in here. It holds for messages from now on; a message sent with a URL of its own reports to that one. Only addresses on this machine are called.',
		),
		el('section', { class: 'card' }, form),
		el(
			'p',
			{ class: 'intro' },
			'To see a workflow take an event twice, or after a change: “Post again” beside a recipient in the outbox.',
		),
	];
}
