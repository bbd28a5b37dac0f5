import { controlCall } from './controlCall.js';
import { el, icon, timeText } from './elements.js';

// A guess: nothing public says which number recipients see. They do not see the title.
const sender = '29105';

const CALL_WORDS = {
	queued: 'Waiting to be dialled',
	sent: 'Ringing …',
	delivered: 'Answered',
	undelivered: 'Not answered',
	failed: 'Call failed',
};

/** Of the first recipient, whose phone this is. */
function call(row) {
	const word = CALL_WORDS[row.rows?.[0]?.status] ?? 'No report';
	return el(
		'div',
		{ class: 'bubble' },
		el('span', { class: 'wave' }, icon('voice'), `${word}: ${row.message}`),
		row.audioId &&
			el('audio', { controls: '', preload: 'none', src: `/outbox/audio/${row.audioId}` }),
	);
}

/** The text and its buttons, which post an event as if they were tapped. */
function card(row) {
	const tap = (postback) =>
		controlCall('POST', `/campaigns/${row.id}/posts`, {
			phone: row.firstPhones[0],
			status: 'read',
			postback_data: postback,
		});
	return el(
		'div',
		{ class: 'bubble card-message' },
		el('p', {}, row.message),
		el(
			'div',
			{ class: 'card-buttons' },
			(row.card?.buttons ?? []).map((button) =>
				el('button', { onclick: () => tap(button.postback_data) }, button.text),
			),
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
	if (row.type === 'voice') return call(row);
	if (row.type === 'rcs') return card(row);
	return el('div', { class: 'bubble' }, row.message);
}

export function phoneFrame(row) {
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
			el('span', { class: 'avatar' }, icon('person')),
			el('span', { title: 'A guess; recipients do not see the title' }, row.card?.sender ?? sender),
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
