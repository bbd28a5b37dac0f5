import { el, icon, timeText } from './elements.js';

// A guess: nothing public says which number recipients see. They do not see the title.
const sender = '29105';

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
			el('span', { title: 'A short code; recipients do not see the title' }, sender),
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
