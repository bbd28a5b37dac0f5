import { parseDoNotSend, parsePhone, planRecipients } from '../../../nodes/LigueLead/recipients';
import { fieldCases, idleOptOuts, notOlder, optOutCases, unreadableOptOuts } from './fieldCases';

const none: ReadonlySet<string> = new Set();

test.each(fieldCases)('%j goes to %j', (text, phones) => {
	const plan = planRecipients(text, { addNinthDigit: true, doNotSend: none });
	expect(plan.phones).toEqual(phones);
	expect(plan.phones.length + plan.skipped.length).toBeGreaterThan(0);
});

test.each(notOlder)('%s gets no ninth digit', (text) => {
	expect(parsePhone(text, { addNinthDigit: true }).valid).toBe(false);
});

test('ten digits with a label are a phone', () => {
	const read = parsePhone('Cel: 1995646000', { addNinthDigit: true });
	expect(read).toMatchObject({ valid: true, phone: '19995646000' });
});

test.each([
	['3035-1030', 'noAreaCode'],
	['11 9876-54', 'tooShort'],
	['4003-1234', 'specialNumber'],
	['{"phone":"21998765432"}', 'wrongType'],
	['telefone=(21) 99876-5432', 'wrongType'],
	['5511987654321-1607425924', 'otherNumber'],
])('%s: %s', (text, reason) => {
	expect(parsePhone(text)).toEqual({ valid: false, reason });
});

test.each(optOutCases)('the opt-out %j blocks %j', (entry, blocked) => {
	const { phones, unreadable } = parseDoNotSend(entry);
	expect([...phones]).toEqual(expect.arrayContaining(blocked));
	expect(unreadable).toEqual([]);
	expect(phones.has('31998765432')).toBe(false);
});

test.each(unreadableOptOuts)('the opt-out %j is unreadable, among others too', (entry) => {
	expect(parseDoNotSend(entry).unreadable).toMatchObject([{ phone: entry }]);
	expect(parseDoNotSend(['11987654321', entry]).unreadable).toHaveLength(1);
	expect(parseDoNotSend(`11987654321\n${entry}`).unreadable).toHaveLength(1);
});

test.each(idleOptOuts)('the opt-out %j blocks nobody and stops nothing', (entry) => {
	const { phones, unreadable } = parseDoNotSend(entry);
	expect([...phones]).toEqual([]);
	expect(unreadable).toEqual([]);
});

test.each([[{ phone: '11987654321' }], [true], [NaN], [new Date(0)]])(
	'%p among the opt-outs is unreadable',
	(entry) => {
		expect(parseDoNotSend(['11987654321', entry]).unreadable).toHaveLength(1);
	},
);
