import fc from 'fast-check';

import { eventKey } from '../../../nodes/LigueLead/resources/statusEvent/eventKey';
import { eventPhone } from '../../../nodes/LigueLead/statusEvents';
import { statusEvent } from '../../support/statusEvents';

describe('the key of an event', () => {
	it('is the same for the same event, whatever else it carries', () => {
		const again = statusEvent({ message: 'other', credits_required: 9 }, { app_id: 'other' });
		expect(eventKey(again)).toBe(eventKey(statusEvent()));
	});

	test.each([
		['campaign', statusEvent({ id: 'other' })],
		['phone', statusEvent({ phone: '+5513991884679' })],
		['status', statusEvent({ status: 'failed' })],
		['time', statusEvent({}, { occurred_at: '2026-02-02T12:00:15.401Z' })],
	])('differs with another %s', (_, other) => {
		expect(eventKey(other)).not.toBe(eventKey(statusEvent()));
	});

	it('does not mix up where one field ends and the next begins', () => {
		const one = statusEvent({ id: 'a', phone: 'b c' });
		const other = statusEvent({ id: 'a b', phone: 'c' });
		expect(eventKey(one)).not.toBe(eventKey(other));
	});

	it('has one length and no character that a stored list could stumble over', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), fc.string(), (id, phone) => {
				const key = eventKey(statusEvent({ id, phone }));
				expect(key).toMatch(/^[\w-]+$/);
				expect(key).toHaveLength(eventKey(statusEvent()).length);
			}),
		);
	});

	it('is made of a text of 5 MB', () => {
		const id = 'x'.repeat(5_000_000);
		expect(eventKey(statusEvent({ id }))).not.toBe(eventKey(statusEvent({ id: `${id}x` })));
	});
});

describe('the phone of an event', () => {
	test.each([
		['+5513991884678', '13991884678'],
		['5513991884678', '13991884678'],
		['13991884678', '13991884678'],
		['+5555991234567', '55991234567'],
		// A landline, of a voice message.
		['+551133334444', '1133334444'],
		['551133334444', '1133334444'],
		['1133334444', '1133334444'],
		['+5540041234', '+5540041234'],
		['+14155550123', '+14155550123'],
		['none', 'none'],
		// No area has these codes, so all that is known is the country.
		['+5500987654321', '00987654321'],
		['5500987654321', '00987654321'],
		['+550098765432', '0098765432'],
		['+55009876543210', '+55009876543210'],
		['+55abcdefghijk', '+55abcdefghijk'],
	])('%s is %s', (phone, expected) => {
		expect(eventPhone(statusEvent({ phone }))).toBe(expected);
	});

	it('is read from any text in no time', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', minLength: 1 }), (phone) => {
				expect(typeof eventPhone(statusEvent({ phone }))).toBe('string');
			}),
		);
		const started = performance.now();
		for (const unit of ['5', '1 ', '+55', 'x', '\n', '\u200b']) {
			eventPhone(statusEvent({ phone: unit.repeat(5_000_000 / unit.length) }));
		}
		expect(performance.now() - started).toBeLessThan(2_000);
	});
});
