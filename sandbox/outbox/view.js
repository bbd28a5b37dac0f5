const svgSpace = 'http://www.w3.org/2000/svg';

export const statusWords = {
	queued: 'Queued',
	sent: 'Sent',
	delivered: 'Delivered',
	undelivered: 'Undelivered',
	failed: 'Failed',
	'no-status': 'No status',
	refused: 'Not accepted',
};

/** An element; children are nodes or texts, and false, null and undefined are left out. */
export function el(tag, attributes = {}, ...children) {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
		else if (value !== undefined && value !== false) element.setAttribute(name, value);
	}
	element.append(...children.flat().filter((child) => child !== false && child != null));
	return element;
}

export function icon(name) {
	const svg = document.createElementNS(svgSpace, 'svg');
	const use = document.createElementNS(svgSpace, 'use');
	svg.setAttribute('class', `icon ${name}`);
	svg.setAttribute('aria-hidden', 'true');
	use.setAttribute('href', `#i-${name}`);
	svg.append(use);
	return svg;
}

export const number = (value) => value.toLocaleString('en');

export const plural = (count, word) => `${number(count)} ${word}${count === 1 ? '' : 's'}`;

export function phoneText(phone) {
	const national = phone.slice(-11);
	return `${national.slice(0, 2)} ${national[2]} ${national.slice(3, 7)}-${national.slice(7)}`;
}

export function timeText(at) {
	const date = new Date(at);
	const today = date.toDateString() === new Date().toDateString();
	const time = date.toLocaleTimeString('en-GB');
	return today ? time : `${date.toLocaleDateString('en-GB')} ${time}`;
}

/** A bar whose parts are the recipients by status. */
function statusBar(row) {
	const bar = el('span', { class: 'bar' });
	const parts = { ...row.statuses, 'no-status': row.silent };
	if (!row.accepted) parts.refused = row.recipients;
	for (const name of [
		'delivered',
		'sent',
		'undelivered',
		'failed',
		'no-status',
		'refused',
		'queued',
	]) {
		if (!parts[name]) continue;
		const part = el('i', { class: name });
		part.style.flexGrow = parts[name];
		bar.append(part);
	}
	return bar;
}

function badges(row) {
	return [
		row.flash && el('span', { class: 'badge flash' }, icon('flash'), 'Flash'),
		row.type === 'voice' && el('span', { class: 'badge voice' }, icon('voice'), 'Voice'),
		!row.accepted && el('span', { class: 'badge refused' }, icon('refused'), 'Not accepted'),
		row.fault && el('span', { class: 'badge fault' }, icon('fault'), row.fault),
	];
}

/** One campaign in the list. */
export function listRow(row, selected, select) {
	const to =
		row.recipients === 1 ? phoneText(row.firstPhones[0]) : plural(row.recipients, 'recipient');
	return el(
		'li',
		{},
		el(
			'button',
			{
				class: 'row',
				'aria-current': selected ? 'true' : undefined,
				onclick: () => select(row.id),
			},
			el(
				'span',
				{ class: 'line' },
				el('strong', {}, row.title || to),
				el('time', {}, timeText(row.at)),
			),
			el('span', { class: 'snippet' }, row.message),
			el('span', { class: 'line meta' }, row.title && el('span', {}, to), badges(row)),
			statusBar(row),
		),
	);
}

function bubble(row) {
	if (row.flash) {
		return el(
			'div',
			{ class: 'dialog' },
			el('p', { class: 'from' }, icon('flash'), 'Flash message'),
			el('p', { class: 'text' }, row.message),
			el('div', { class: 'actions' }, el('span', {}, 'Dismiss'), el('span', {}, 'Save')),
		);
	}
	const content =
		row.type === 'voice'
			? el('span', { class: 'wave' }, icon('voice'), `Voice call: ${row.message}`)
			: row.message;
	return el('div', { class: 'bubble' }, content);
}

function phoneFrame(row) {
	const clock = new Date(row.at).toLocaleTimeString('en-GB', {
		hour: '2-digit',
		minute: '2-digit',
	});
	return el(
		'div',
		{ class: `phone${row.flash ? ' has-dialog' : ''}${row.accepted ? '' : ' never'}` },
		el(
			'div',
			{ class: 'status' },
			el('span', {}, clock),
			el('i', { class: 'island' }),
			el('span', {}, '5G'),
		),
		el(
			'div',
			{ class: 'contact' },
			el('span', { class: 'avatar' }, (row.title || 'L')[0].toUpperCase()),
			el('span', {}, row.title || 'Your company'),
		),
		el(
			'div',
			{ class: 'chat' },
			el(
				'p',
				{ class: 'day' },
				row.accepted
					? `Text message · ${timeText(row.at)}`
					: 'Never left: the request was not accepted',
			),
			bubble(row),
		),
	);
}

function fact(name, ...value) {
	return [el('dt', {}, name), el('dd', {}, ...value)];
}

function facts(row, effects) {
	const credits = row.creditsEach * row.recipients;
	const each = row.recipients > 1 ? ` (${row.creditsEach} each)` : '';
	return el(
		'dl',
		{ class: 'facts' },
		row.type === 'sms' && fact('Length', plural(row.characters, 'character')),
		fact('Credits', row.accepted ? `${number(credits)}${each}` : '0'),
		row.groupId && fact('Group', row.groupId),
		fact('Time', timeText(row.at)),
		row.webhook && fact('Events to', el('code', {}, row.webhook)),
		row.fault && fact('Fault', effects.get(row.fault) ?? row.fault),
		row.accepted && fact('Campaign', el('code', {}, row.id)),
	);
}

function summary(row) {
	const parts = {
		...row.statuses,
		'no-status': row.silent,
		refused: row.accepted ? 0 : row.recipients,
	};
	const shown = Object.entries(parts).filter(([, count]) => count > 0);
	return el(
		'p',
		{ class: 'summary' },
		shown.map(([name, count]) =>
			el(
				'span',
				{ class: `state ${name}` },
				icon(name),
				`${number(count)} ${statusWords[name].toLowerCase()}`,
			),
		),
	);
}

/** One recipient with its status and what became of its posted events. */
export function recipientRow(recipient) {
	const posts = recipient.posts.map(({ status, result }) =>
		el('span', { class: `post ${result === 'HTTP 200' ? 'ok' : 'bad'}` }, `${status} → ${result}`),
	);
	return el(
		'li',
		{ class: 'recipient' },
		el('span', { class: 'number' }, phoneText(recipient.phone)),
		el(
			'span',
			{ class: 'posts' },
			posts,
			recipient.note && el('span', { class: 'post' }, recipient.note),
		),
		el(
			'span',
			{ class: `state ${recipient.status}` },
			icon(recipient.status),
			statusWords[recipient.status],
		),
	);
}

/** The selected campaign; `recipients` is the list element that the caller fills. */
export function detailView(row, effects, recipients) {
	return [
		phoneFrame(row),
		el(
			'div',
			{ class: 'about' },
			el('h2', {}, row.title || 'Untitled campaign'),
			el('p', { class: 'badges' }, badges(row)),
			facts(row, effects),
			el('h3', {}, plural(row.recipients, 'recipient')),
			summary(row),
			recipients,
		),
	];
}

export function emptyDetail(filtered) {
	return el(
		'div',
		{ class: 'empty' },
		el('img', { src: '/outbox/icon.svg', alt: '', width: 56, height: 56 }),
		el('h2', {}, filtered ? 'Nothing matches' : 'No message yet'),
		el(
			'p',
			{},
			filtered
				? 'Try another word or filter.'
				: 'Set the base URL above in your LigueLead credential and send. Messages appear here at once.',
		),
	);
}

/** The counters on top. */
export function counterTiles(counters) {
	const { statuses } = counters;
	const tile = (name, value, kind) =>
		el('div', { class: `tile ${kind ?? ''}` }, el('b', {}, number(value)), el('span', {}, name));
	return [
		tile('campaigns', counters.campaigns),
		tile('messages', counters.messages),
		tile('credits', counters.credits),
		tile('waiting or sent', statuses.queued + statuses.sent, 'sent'),
		tile('delivered', statuses.delivered, 'delivered'),
		tile('not delivered', statuses.undelivered + statuses.failed, 'failed'),
		tile('not accepted', counters.refused, 'refused'),
		tile('requests', counters.requests),
	];
}

const groupTexts = {
	'HTTP status': 'The last three digits are the status, the one before is the variant.',
	Connection: 'No answer comes, and nothing is accepted.',
	'After acceptance': 'The message is queued, but the answer does not say so.',
	'Delivery status': 'Accepted as any other; the status events of this recipient differ.',
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
