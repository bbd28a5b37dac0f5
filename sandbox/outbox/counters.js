import { el, number } from './elements.js';

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
