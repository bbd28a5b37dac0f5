import { accessChips } from './access.js';
import { detailView, emptyDetail } from './campaignDetail.js';
import { listRow } from './campaignList.js';
import { counterTiles } from './counters.js';
import { el, number } from './elements.js';
import { clearSandbox } from './clear.js';
import { controlCall } from './controlCall.js';
import { coalesced, getJson } from './load.js';
import { allRecipients, firstRecipients } from './recipients.js';
import { numbersView } from './specialNumbers.js';
import { webhookView } from './webhookView.js';

const pageSize = 50;
const firstShown = 6;
const filters = {
	all: 'All',
	pending: 'In progress',
	undelivered: 'Not delivered',
	faults: 'Faults',
	refused: 'Not accepted',
	flash: 'Flash',
	voice: 'Voice',
	rcs: 'RCS',
};

const byId = (id) => document.getElementById(id);
const state = {
	page: 0,
	lastPage: 0,
	text: '',
	filter: 'all',
	chosen: undefined,
	expanded: false,
	shown: undefined,
	all: undefined,
};

function tell(text) {
	const note = el('div', { class: 'toast', role: 'status' }, text);
	document.body.append(note);
	setTimeout(() => note.remove(), 1600);
}

async function copy(text) {
	await navigator.clipboard.writeText(text);
	tell(`Copied ${text}`);
}

async function showList() {
	const query = new URLSearchParams({
		text: state.text,
		filter: state.filter,
		page: state.page,
		size: pageSize,
	});
	const found = await getJson(`/outbox/campaigns?${query}`);
	if (!found) return;
	const { total, rows } = found;
	const current = state.chosen ?? rows[0]?.id;
	const focused = document.activeElement?.closest('#rows li');
	const focusedAt = focused ? [...byId('rows').children].indexOf(focused) : -1;
	byId('rows').replaceChildren(...rows.map((row) => listRow(row, row.id === current, choose)));
	byId('rows').children[focusedAt]?.firstChild.focus();
	const first = state.page * pageSize;
	byId('range').textContent = total
		? `${number(first + 1)}–${number(first + rows.length)} of ${number(total)}`
		: 'None';
	state.lastPage = Math.max(0, Math.ceil(total / pageSize) - 1);
	for (const id of ['newest', 'newer']) byId(id).disabled = state.page === 0;
	for (const id of ['older', 'oldest']) byId(id).disabled = state.page >= state.lastPage;
	await showDetail(current);
}

async function showDetail(id) {
	const limit = state.expanded ? 1 : firstShown;
	const row = id && (await getJson(`/outbox/campaigns/${id}?limit=${limit}`));
	if (!row) {
		state.shown = undefined;
		byId('detail').replaceChildren(emptyDetail(state.text !== '' || state.filter !== 'all'));
		return;
	}
	if (!state.expanded) state.all = undefined;
	else if (state.all?.id !== row.id) state.all = allRecipients(row);
	const signature = JSON.stringify(row);
	if (state.shown !== signature) render(row);
	state.shown = signature;
	// What was posted to recipients further down changes nothing in `row`.
	void state.all?.fill();
}

function render(row) {
	const { all } = state;
	const scrolled = all?.box.scrollTop ?? 0;
	const top = byId('detail').scrollTop;
	const list = all?.box ?? firstRecipients(row, () => choose(row.id, true));
	byId('detail').replaceChildren(...detailView(row, list));
	byId('detail').scrollTop = top;
	if (all) all.box.scrollTop = scrolled;
}

const refresh = coalesced(showList);

function choose(id, expanded = false) {
	Object.assign(state, { chosen: id, expanded, shown: undefined });
	history.replaceState(null, '', `#${id}`);
	showReading(true);
	void refresh();
}

/** On a narrow page, shows the chosen campaign in place of the list, or the list again. */
function showReading(on) {
	const { classList } = byId('view-outbox');
	if (on && !classList.contains('reading')) scrollTo(0, 0);
	classList.toggle('reading', on);
}

function search(change) {
	Object.assign(state, { page: 0, chosen: undefined, expanded: false, shown: undefined }, change);
	history.replaceState(null, '', location.pathname);
	showFilters();
	void refresh();
}

function showFilters() {
	const buttons = Object.entries(filters).map(([filter, name]) =>
		el(
			'button',
			{ 'aria-pressed': String(filter === state.filter), onclick: () => search({ filter }) },
			name,
		),
	);
	byId('filters').replaceChildren(...buttons);
}

function turnTo(page) {
	state.page = Math.max(0, Math.min(page, state.lastPage));
	state.chosen = undefined;
	byId('rows').scrollTop = 0;
	void refresh();
}

function showView(name) {
	for (const tab of document.querySelectorAll('[role=tab]')) {
		tab.setAttribute('aria-selected', String(tab.dataset.view === name));
	}
	for (const view of ['outbox', 'numbers', 'webhook']) byId(`view-${view}`).hidden = name !== view;
	byId('counters').hidden = name !== 'outbox';
	if (name === 'webhook') void showWebhook();
}

async function showWebhook() {
	const answer = await controlCall('GET', '/webhook');
	const { url } = (await answer?.json()) ?? {};
	byId('view-webhook').replaceChildren(...webhookView(url, tell));
}

function listen() {
	const stream = new EventSource('/outbox/stream');
	const live = (on) => {
		byId('live').classList.toggle('on', on);
		byId('live').lastChild.textContent = on ? 'Live' : 'Reconnecting';
	};
	stream.onopen = () => live(true);
	stream.onerror = () => live(false);
	stream.onmessage = ({ data }) => {
		byId('counters').replaceChildren(...counterTiles(JSON.parse(data)));
		void refresh();
	};
}

async function clearAll() {
	if (!(await clearSandbox())) return;
	showReading(false);
	search({ text: '', filter: 'all' });
	byId('search').value = '';
}

async function start() {
	const specials = await getJson('/outbox/special-numbers');
	byId('view-numbers').replaceChildren(...numbersView(specials, copy));
	const access = await getJson('/outbox/access');
	byId('access').replaceChildren(
		...accessChips({ baseUrl: `${location.origin}/v1`, ...access }, copy),
	);
	byId('back').onclick = () => {
		showReading(false);
		document.querySelector('#rows [aria-current]')?.focus();
	};
	byId('search').oninput = ({ target }) => search({ text: target.value });
	byId('newest').onclick = () => turnTo(0);
	byId('newer').onclick = () => turnTo(state.page - 1);
	byId('older').onclick = () => turnTo(state.page + 1);
	byId('oldest').onclick = () => turnTo(state.lastPage);
	byId('clear').onclick = clearAll;
	for (const tab of document.querySelectorAll('[role=tab]')) {
		tab.onclick = () => {
			location.hash = tab.dataset.view === 'outbox' ? '' : tab.dataset.view;
			showView(tab.dataset.view);
		};
	}
	const hash = location.hash.slice(1);
	if (hash === 'numbers' || hash === 'webhook') showView(hash);
	else if (hash !== '') {
		state.chosen = hash;
		showReading(true);
	}
	showFilters();
	listen();
}

void start();
