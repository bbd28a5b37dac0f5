import { el, number } from './elements.js';

/** The counters on top. */
export function counterTiles(counters) {
	const { statuses } = counters;
	const tile = (name, value, kind) =>
		el('div', { class: `tile ${kind ?? ''}` }, el('b', {}, number(value)), el('span', {}, name));
	return [
		tile('campaigns', counters.campaigns, 'wide'),
		tile('messages', counters.messages),
		tile('credits', counters.credits, 'wide'),
		tile('waiting or sent', statuses.queued + statuses.sent, 'sent wide'),
		tile('delivered', statuses.delivered, 'delivered'),
		tile('not delivered', statuses.undelivered + statuses.failed, 'failed'),
		tile('not accepted', counters.refused, 'refused'),
		tile('requests', counters.requests, 'wide'),
	];
}
