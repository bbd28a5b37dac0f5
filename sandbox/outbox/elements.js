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

/** A phone, of which the last 11 digits count, as Brazilians write it: (11) 98765-4321. */
export function phoneText(phone) {
	const national = phone.slice(-11);
	return `(${national.slice(0, 2)}) ${national.slice(2, 7)}-${national.slice(7)}`;
}

export function timeText(at) {
	const date = new Date(at);
	const today = date.toDateString() === new Date().toDateString();
	const time = date.toLocaleTimeString('en-GB');
	return today ? time : `${date.toLocaleDateString('en-GB')} ${time}`;
}
