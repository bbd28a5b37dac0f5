import { el, icon, phoneText, plural, timeText } from './elements.js';

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

export function badges(row) {
	return [
		row.flash && el('span', { class: 'badge flash' }, icon('flash'), 'Flash'),
		row.type === 'rcs' && el('span', { class: 'badge voice' }, 'RCS'),
		row.type === 'voice' && el('span', { class: 'badge voice' }, icon('voice'), 'Voice'),
		!row.accepted && el('span', { class: 'badge refused' }, icon('refused'), 'Not accepted'),
		row.fault && el('span', { class: 'badge fault' }, icon('fault'), row.faultEffect),
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
