import { recipientRow } from './campaignDetail.js';
import { el, number } from './elements.js';
import { coalesced, getJson } from './load.js';

/** Pixels, as in detail.css. */
const rowHeight = 40;

/** The first recipients, and a button that calls `expand` if there are more. */
export function firstRecipients(row, expand) {
	const more = row.recipients - row.rows.length;
	return el(
		'div',
		{ class: 'recipients' },
		el(
			'ul',
			{},
			row.rows.map((one) => recipientRow(row.id, one)),
		),
		more > 0 &&
			el('button', { class: 'more', onclick: expand }, `Show all ${number(row.recipients)}`),
	);
}

/**
 * A list that holds only the recipients in sight, however many there are; `fill` reads those anew.
 */
export function allRecipients({ id, recipients }) {
	const items = el('ul', { class: 'window' });
	const spacer = el('div', { class: 'spacer' }, items);
	spacer.style.height = `${recipients * rowHeight}px`;
	const box = el('div', { class: 'recipients all', tabindex: 0 }, spacer);
	const fill = coalesced(async () => {
		const offset = Math.max(0, Math.floor(box.scrollTop / rowHeight) - 10);
		const limit = Math.ceil((box.clientHeight || 400) / rowHeight) + 20;
		const part = await getJson(`/outbox/campaigns/${id}?offset=${offset}&limit=${limit}`);
		if (!part) return;
		items.style.transform = `translateY(${offset * rowHeight}px)`;
		items.replaceChildren(...part.rows.map((one) => recipientRow(id, one)));
	});
	box.addEventListener('scroll', fill);
	return { id, box, fill };
}
