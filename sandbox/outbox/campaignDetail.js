import { badges } from './campaignList.js';
import { controlCall } from './controlCall.js';
import { el, icon, number, phoneText, plural, statusWords, timeText } from './elements.js';
import { phoneFrame } from './phoneFrame.js';

function fact(name, ...value) {
	return [el('dt', {}, name), el('dd', {}, ...value)];
}

function facts(row) {
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
		row.fault && fact('Fault', row.faultEffect ?? row.fault, ' ', el('code', {}, row.fault)),
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

const POSTED = ['sent', 'delivered', 'undelivered', 'failed'];

function postAgain(campaign, { phone, status }) {
	const send = () => controlCall('POST', `/campaigns/${campaign}/posts`, { phone, status });
	const title = `Post the event “${status}” of this recipient once more`;
	return el('button', { class: 'again', title, onclick: send }, 'Post again');
}

/** One recipient of a campaign with its status and what became of its posted events. */
export function recipientRow(campaign, recipient) {
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
			POSTED.includes(recipient.status) && postAgain(campaign, recipient),
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
export function detailView(row, recipients) {
	return [
		phoneFrame(row),
		el(
			'div',
			{ class: 'about' },
			el('h2', {}, row.title || 'Untitled campaign'),
			el('p', { class: 'badges' }, badges(row)),
			facts(row),
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
				: 'Put the base URL, token and app ID above into your LigueLead credential and send. Messages appear here at once.',
		),
	);
}
