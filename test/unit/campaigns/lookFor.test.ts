import { tellWhatToLookFor, type Campaign } from '../../../nodes/LigueLead/campaigns';
import { IN_DOUBT, notSent } from '../../../nodes/LigueLead/outcomes';
import { draft, mobile, mobiles } from './support';

const AT = Date.UTC(2026, 10, 26, 22, 5);

function campaign(phones: readonly string[], title?: unknown): Campaign {
	const { content, contentKey } = draft(0, 'Hi', phones);
	const body = { ...content.body, ...(title !== undefined && { title }) };
	return { content: { ...content, body }, contentKey, phones, items: [0] };
}

test.each([
	['a title', 'Orders', 'Look for a campaign "Orders" to 11 98000-0001, at about'],
	['none', undefined, 'Look for a campaign without a title to 11 98000-0001, at about'],
	['an empty one', '', 'Look for a campaign without a title to 11 98000-0001, at about'],
])('names what to look for, with %s, in the time of São Paulo', (_, title, sentence) => {
	const told = tellWhatToLookFor(IN_DOUBT, campaign([mobile(1)], title), AT);
	expect(told).toMatchObject({
		outcome: 'unknown',
		remedy: expect.stringContaining(`${IN_DOUBT.remedy} ${sentence}`),
		details: {
			...IN_DOUBT.details,
			look_for: { phones: [mobile(1)], recipients: 1, at: '2026-11-26T22:05:00.000Z' },
		},
	});
	expect(told).toMatchObject({
		remedy: expect.stringMatching(/26 Nov,? (at )?19:05 \(São Paulo\)\.$/),
	});
	const { look_for: lookFor } = (told as typeof IN_DOUBT).details as { look_for?: object };
	expect('title' in (lookFor ?? {})).toBe(title === 'Orders');
});

test('shows the first five of many recipients, and says how many there are', () => {
	const told = tellWhatToLookFor(IN_DOUBT, campaign(mobiles(1, 7)), AT);
	expect(told).toMatchObject({
		remedy: expect.stringContaining('to 11 98000-0001 and 6 more, at'),
		details: { look_for: { phones: mobiles(1, 5), recipients: 7 } },
	});
});

test('leaves other outcomes as they are', () => {
	const outcome = notSent('No.', 'Mend it.');
	expect(tellWhatToLookFor(outcome as never, campaign([mobile(1)]), AT)).toBe(outcome);
});
