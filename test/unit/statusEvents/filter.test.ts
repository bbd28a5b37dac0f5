import {
	isUnknownStatus,
	passes,
	readPhoneFilter,
	readWords,
} from '../../../nodes/LigueLead/statusEvents';
import type { EventFilter } from '../../../nodes/LigueLead/statusEvents';
import { CAMPAIGN, statusEvent } from '../../support/statusEvents';

const FINAL = ['delivered', 'undelivered', 'failed'];

interface Wanted {
	statuses?: string[];
	channels?: string[];
	campaignIds?: unknown;
	phones?: unknown;
}

function filter({ statuses = FINAL, channels = ['sms', 'flash', 'voice'], ...more }: Wanted = {}) {
	return {
		statuses: new Set(statuses),
		channels: new Set(channels),
		campaignIds: readWords(more.campaignIds),
		phones: readPhoneFilter(more.phones).phones,
	} satisfies EventFilter;
}

describe('statuses', () => {
	test.each([
		['sent', false],
		['delivered', true],
		['undelivered', true],
		['failed', true],
		['Delivered', false],
		['unheard-of', false],
	])('%s passes the final ones: %p', (status, expected) => {
		expect(passes(statusEvent({ status }), filter())).toBe(expected);
	});

	it('holds back all if none is chosen', () => {
		expect(passes(statusEvent(), filter({ statuses: [] }))).toBe(false);
	});

	it.each(['sms', 'voice', 'rcs'])(
		'lets what is not known of %s pass where others are chosen',
		(type) => {
			const event = statusEvent({ type, status: 'answered' });
			expect(isUnknownStatus(event)).toBe(true);
			const channels = ['sms', 'voice', 'rcs'];
			expect(passes(event, filter({ channels }))).toBe(false);
			expect(passes(event, filter({ channels, statuses: ['other'] }))).toBe(true);
			expect(passes(event, filter({ channels: ['flash'], statuses: ['other'] }))).toBe(false);
			const known = statusEvent({ type, status: 'sent' });
			expect(passes(known, filter({ channels, statuses: ['other'] }))).toBe(false);
		},
	);

	it('knows no status of a channel that nobody documents', () => {
		const event = statusEvent({ type: 'whatsapp', status: 'read' });
		expect(isUnknownStatus(event)).toBe(false);
		expect(passes(event, filter({ statuses: ['other', 'read'] }))).toBe(false);
	});

	it.each([
		['rcs', 'queued'],
		['rcs', 'read'],
		['voice', 'answer'],
		['voice', 'no_answer'],
		['voice', 'busy'],
	])('passes on that %s is %s, if it is chosen', (type, status) => {
		const event = statusEvent({ type, status });
		expect(passes(event, filter({ channels: [type], statuses: [status] }))).toBe(true);
		expect(passes(event, filter({ channels: [type] }))).toBe(false);
	});
});

describe('channels', () => {
	const events = {
		sms: statusEvent(),
		flash: statusEvent({ is_flash: true }),
		voice: statusEvent({ type: 'voice', is_flash: undefined }),
	};

	test.each(Object.entries(events))('%s passes its own channel and no other', (channel, event) => {
		const passed = Object.keys(events).filter((one) => passes(event, filter({ channels: [one] })));
		expect(passed).toEqual([channel]);
	});

	it('that nobody documents do not pass as SMS', () => {
		expect(passes(statusEvent({ type: 'rcs' }), filter())).toBe(false);
		expect(passes(statusEvent({}, { event: 'campaign.clicked' }), filter())).toBe(false);
	});

	test.each([undefined, 'true', 1, null])('is_flash %p is no flash SMS', (is_flash) => {
		expect(passes(statusEvent({ is_flash }), filter({ channels: ['flash'] }))).toBe(false);
	});
});

describe('campaign ids', () => {
	const other = 'b3f0d2a4-0000-4000-8000-000000000000';

	test.each([
		['', true],
		['  ', true],
		[undefined, true],
		[null, true],
		[[], true],
		[CAMPAIGN, true],
		[` ${CAMPAIGN}\n`, true],
		[`${other}, ${CAMPAIGN}`, true],
		[`${other};${CAMPAIGN}`, true],
		[`${other}\n${CAMPAIGN}`, true],
		[[other, CAMPAIGN], true],
		[other, false],
		[[other], false],
	])('%j lets it pass: %p', (campaignIds, expected) => {
		expect(passes(statusEvent(), filter({ campaignIds }))).toBe(expected);
	});
});

describe('phones', () => {
	test.each([
		'13991884678',
		'+5513991884678',
		'5513991884678',
		'(13) 99188-4678',
		'013 99188 4678',
		'+55 (13) 9.9188-4678',
		'21987654321, 13 99188-4678',
		'21987654321; +55 13 99188 4678',
		'21987654321\n13991884678',
	])('%j lets 13991884678 pass', (phones) => {
		expect(passes(statusEvent(), filter({ phones }))).toBe(true);
		expect(passes(statusEvent({ phone: '+5511900000001' }), filter({ phones }))).toBe(false);
	});

	test.each([[13991884678], [['13991884678']], [[21987654321, '+5513991884678']]])(
		'%j lets it pass too',
		(phones) => {
			expect(passes(statusEvent(), filter({ phones }))).toBe(true);
		},
	);

	test.each(['+5513991884678', '5513991884678', '13991884678', '(13) 99188-4678'])(
		'an event may spell it %s',
		(phone) => {
			expect(passes(statusEvent({ phone }), filter({ phones: '13991884678' }))).toBe(true);
		},
	);

	test.each(['', undefined, null, []])('%j lets all phones pass', (phones) => {
		expect(passes(statusEvent(), filter({ phones }))).toBe(true);
	});

	test.each(['1133334444', '+55 11 3333-4444', '(11) 3333-4444', '011 3333 4444'])(
		'%j lets the voice message to a landline pass',
		(phones) => {
			const event = statusEvent({ type: 'voice', phone: '+551133334444' });
			expect(passes(event, filter({ phones }))).toBe(true);
			expect(passes(event, filter({ phones: '1133334445' }))).toBe(false);
		},
	);

	it('names what is no phone', () => {
		const { phones, unreadable } = readPhoneFilter(['13991884678', '1133334444', '3333-4444', 7]);
		expect([...phones].slice(0, 2)).toEqual(['13991884678', '1133334444']);
		expect(unreadable).toEqual(['3333-4444', '7']);
	});

	it('lets nothing pass if all entries are unreadable', () => {
		expect(passes(statusEvent(), filter({ phones: '3333-4444' }))).toBe(false);
	});
});

it('every part of a filter has to agree', () => {
	const all = { campaignIds: CAMPAIGN, phones: '13991884678' };
	expect(passes(statusEvent(), filter(all))).toBe(true);
	expect(passes(statusEvent({ status: 'sent' }), filter(all))).toBe(false);
	expect(passes(statusEvent({ is_flash: true }), filter({ ...all, channels: ['sms'] }))).toBe(
		false,
	);
});
