import { NOT_STARTED, notSent, UNANSWERED } from '../../../nodes/LigueLead/outcomes';

it('of a campaign that was never sent says that it may be sent again', () => {
	expect(notSent('Why', 'Mend it.')).toEqual({
		outcome: 'notSent',
		message: 'Why',
		remedy: 'Mend it.',
		details: { outcome: 'notSent', safe_to_send_again: true },
	});
	expect(NOT_STARTED).toMatchObject({ outcome: 'notSent', details: { safe_to_send_again: true } });
});

it('of a request without a recorded answer says that it may have been sent', () => {
	expect(UNANSWERED).toMatchObject({
		outcome: 'unknown',
		message: expect.stringContaining('started'),
		details: { outcome: 'unknown', safe_to_send_again: false },
	});
});
