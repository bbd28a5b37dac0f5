import { el, icon, phoneText } from './elements.js';

const groupTexts = {
	'Delivery status': 'Accepted like any other; the status events of this recipient differ.',
	'HTTP status': 'The last three digits are the status, the one before is the variant.',
	Connection: 'No answer comes, and nothing is accepted.',
	'After acceptance': 'The message is queued, but the answer does not say so.',
};

/** The table of special numbers. */
export function numbersView(specials, copy) {
	const cards = Object.keys(groupTexts).map((group) =>
		el(
			'section',
			{ class: 'card' },
			el('h2', {}, group),
			el('p', {}, groupTexts[group]),
			el(
				'ul',
				{},
				specials
					.filter((special) => special.group === group)
					.map((special) =>
						el(
							'li',
							{},
							el(
								'button',
								{
									class: 'copy-number',
									title: 'Copy the number',
									onclick: () => copy(special.phone),
								},
								phoneText(special.phone),
								icon('copy'),
							),
							el('span', { class: 'effect' }, special.effect, el('code', {}, special.fault)),
							el(
								'span',
								{ class: `state ${special.accepted ? 'delivered' : 'refused'}` },
								special.accepted ? 'accepted' : 'not accepted',
							),
						),
					),
			),
		),
	);
	return [
		el(
			'p',
			{ class: 'intro' },
			'Send to one of these numbers to see how a workflow copes. They work like the test cards of payment providers: in a list of recipients, the first one that is no delivery status decides the whole request.',
		),
		el('div', { class: 'cards' }, cards),
	];
}
