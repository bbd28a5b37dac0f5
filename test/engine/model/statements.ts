import type { Books, Family, Sms } from './books';
import type { Expected, Version } from './expected';
import type { Stopped, Told } from './told';

/** What one item of an execution is looked at with. */
export interface ItemView {
	readonly item: number;
	readonly expected: Expected;
	readonly version: Version;
	readonly family: Family;
	readonly books: Books;
	/** Whether an answer can have left anything in doubt so far. */
	readonly doubtful: boolean;
	readonly tagged: boolean;
}

const NOTHING_SENT = /nothing was sent for this item/i;

const OUTCOMES = ['rejected', 'throttled', 'unreachable', 'unknown', 'notSent'];

/** Says what is wrong with what an item was told. */
export function falseTellings(view: ItemView, told: Told): string[] {
	const wrong =
		told.kind === 'sent'
			? wrongSent(view, told)
			: told.kind === 'skipped'
				? wrongSkip(view, told)
				: wrongFailure(view, told);
	return wrong.map((one) => `item ${view.item} of ${view.family.name}: ${one}`);
}

/** Says what is wrong with a claim that nothing was sent of an item; none if it is true. */
export function falseSafety(
	{ books, family, item }: Pick<ItemView, 'books' | 'family' | 'item'>,
	{ isSafe, text }: Pick<Told, 'isSafe' | 'text'>,
): string[] {
	if (!isSafe && !NOTHING_SENT.test(text)) return [];
	const [sent] = books.ofItem(family, item);
	if (sent === undefined) return [];
	const claim = isSafe ? 'safe to send again' : 'nothing was sent';
	return [`told "${claim}", but ${sent.phone} got ${sent.campaign.id}: ${text}`];
}

function wrongSent(view: ItemView, told: Told): string[] {
	const { expected, version } = view;
	if (told.reason === 'sentBefore') return wrongSentBefore(view);
	if (expected.fate !== 'send') return [`sent, where the input asks for '${expected.fate}'`];
	const own = smsOf(view);
	const lost = expected.phones.filter((phone) => !own.some((one) => one.phone === phone));
	const unasked = told.phones.filter((phone) => !expected.phones.includes(phone));
	const alone = version.settings.grouping === 'perItem';
	const untold = alone ? expected.phones.filter((phone) => !told.phones.includes(phone)) : [];
	return [
		...lost.map((phone) => `told as sent, but the server has nothing for ${phone}`),
		...unasked.map((phone) => `told as sent to ${phone}, who is none of its recipients`),
		...untold.map((phone) => `${phone} is not named among the recipients`),
		...(told.ids.length === 0 ? ['no campaign id'] : []),
		...wrongIds(own, told),
		...wrongCredits(own, told),
		...wrongSkipped(view, told),
	];
}

function wrongIds(own: readonly Sms[], { ids, phones }: Told): string[] {
	const known = new Map(own.map(({ campaign }) => [campaign.id, campaign]));
	const strange = ids.filter((id) => !known.has(id));
	const without = phones.filter(
		(phone) => !own.some((one) => one.phone === phone && ids.includes(one.campaign.id)),
	);
	return [
		...strange.map((id) => `names the campaign ${id}, which is not its own`),
		...without.map((phone) => `${phone} is in none of the campaigns ${ids.join(', ')}`),
	];
}

function wrongCredits(own: readonly Sms[], { credits, phones }: Told): string[] {
	const each = own[0]?.campaign.credits_required;
	return credits.per_recipient === each && credits.total === (each ?? 0) * phones.length
		? []
		: [`credits ${JSON.stringify(credits)}, where the server takes ${each} each`];
}

function wrongSkipped({ version, expected, item }: ItemView, told: Told): string[] {
	const written = version.items[item]?.phones.length ?? 0;
	const due =
		version.settings.grouping === 'perItem' ? expected.skipped : written - told.phones.length;
	return told.skipped === due ? [] : [`${told.skipped} phones told as skipped instead of ${due}`];
}

function wrongSkip(view: ItemView, told: Told): string[] {
	const { expected, books } = view;
	const { key, fate } = expected;
	if (told.phones.length > 0) return ['skipped, and yet recipients are named'];
	switch (told.reason) {
		case 'noValidPhone':
		case 'doNotSend':
			return fate === told.reason ? [] : [`skipped for ${told.reason} instead of '${fate}'`];
		case 'idempotencyKeyUsed':
			if (books.sms.some((one) => books.mayHave(one, key))) return [];
			return [`told that key '${key}' was used, and nothing was sent with it`];
		case 'idempotencyKeyUnsettled':
			return key === '' || fate !== 'send' ? ['skipped for a key that it has not'] : [];
		case 'idempotencyKeyOfOtherItem':
			return expected.leader === undefined ? ['skipped for the key of no other item'] : [];
		case 'sentBefore':
			return wrongSentBefore(view);
		default:
			return [`skipped for an unheard-of reason: ${told.reason}`];
	}
}

function wrongSentBefore(view: ItemView): string[] {
	const earlier = smsOf({ ...view, anyFamily: true });
	const without = view.expected.phones.filter(
		(phone) => !earlier.some((one) => one.phone === phone),
	);
	return without.map((phone) => `told as sent before, but the server has nothing for ${phone}`);
}

function wrongFailure(view: ItemView, told: Told): string[] {
	const { expected, doubtful } = view;
	const { outcome } = told;
	return [
		...(OUTCOMES.includes(outcome) ? [] : [`fails with the outcome '${outcome}'`]),
		...(expected.fate === 'refuse' && outcome !== 'notSent' ? [`'${outcome}' if refused`] : []),
		...(/^(noValidPhone|doNotSend)$/.test(expected.fate) ? ['fails with nothing to send'] : []),
		...(outcome === 'unknown' && told.isSafe ? ['unknown, and yet safe to send again'] : []),
		...(outcome === 'unknown' && !doubtful ? [`in doubt for no reason: ${told.text}`] : []),
		...falseSafety(view, told),
	];
}

/** Says what is wrong with what a stopped execution was told. */
export function falseStop(
	stopped: Stopped,
	{ family, books, doubtful }: Pick<ItemView, 'family' | 'books' | 'doubtful'>,
): string[] {
	const sent = books.of(family);
	const ids = new Set(sent.map(({ campaign }) => campaign.id));
	const strange = (stopped.ids ?? []).filter((id) => !ids.has(id));
	const claim = /no campaign was accepted|nothing was sent\./i.exec(stopped.text)?.[0];
	const whole = sent.length > 0 && claim !== undefined && !NOTHING_SENT.test(claim);
	const unknown = stopped.items.some(({ outcome }) => outcome === 'unknown');
	return [
		...strange.map((id) => `names the campaign ${id}, which is not its own`),
		...(whole ? [`says "${claim}", but ${sent[0]?.phone} got ${sent[0]?.campaign.id}`] : []),
		...(unknown && !doubtful ? [`in doubt for no reason: ${stopped.text}`] : []),
		...(stopped.item === undefined
			? []
			: falseSafety({ family, books, item: stopped.item }, stopped)),
	].map((one) => `${family.name} stopped: ${one}`);
}

function smsOf({
	books,
	family,
	item,
	version,
	expected,
	anyFamily,
}: ItemView & { anyFamily?: true }) {
	const text = version.items[item]?.text;
	return books.sms.filter(
		(one) =>
			(anyFamily === true || one.family === family) &&
			one.content === text &&
			expected.phones.includes(one.phone) &&
			(anyFamily === true || one.items.includes(item)),
	);
}
