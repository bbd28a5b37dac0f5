import {
	estimateCredits,
	findGap,
	findLinks,
	findMarkup,
	findUnfinished,
	holdsUnsendable,
	isVisible,
	removeUnsendable,
	replaceSpecialCharacters,
} from '../../nodes/LigueLead/message';
import { readReason } from '../../nodes/LigueLead/outcomes/reason';
import { readRetryAt } from '../../nodes/LigueLead/outcomes/retryAfter';
import { lacksExpression, splitTemplate } from '../../nodes/LigueLead/resources/run/template';
import { checkResumeUrl } from '../../nodes/LigueLead/resources/wait/resumeUrl';
import { findExcess, parseEvent } from '../../nodes/LigueLead/statusEvents/event';

const SMALL = 4_000;
const TIMES = 8;

const TEXTS = [' ', '-', '1', '.', ',', '\u200B', '🎉', '\uD83C', '"', '[', '&#1', '<a ', '<title'];
const MESSAGES = [
	'a.',
	'www.',
	'http://',
	'a.com/',
	'{{ ',
	'{',
	'*|',
	'<%',
	'R$ ',
	'Oi , ',
	' (',
	'é',
];
const ANSWERS = ['<title', '<h1>', '<title>a</title>', '{"message":', '\\u0000', '\n '];

const event = (text: string) => {
	const campaign = { id: text, type: text, phone: text, status: text, more: text.split('') };
	const parsed = parseEvent({ event: text, app_id: text, occurred_at: text, campaign });
	return 'event' in parsed ? findExcess(parsed.event) : parsed.problem;
};

/** The readers of fields, answers and events, and what each may get to read. */
const READERS: Record<string, { read: (text: string) => unknown; shapes: readonly string[] }> = {
	links: { read: findLinks, shapes: [...TEXTS, ...MESSAGES] },
	'unfinished text': { read: findUnfinished, shapes: [...TEXTS, ...MESSAGES] },
	gaps: { read: findGap, shapes: [...TEXTS, ...MESSAGES] },
	markup: { read: findMarkup, shapes: [...TEXTS, ...MESSAGES] },
	credits: { read: estimateCredits, shapes: ['a', 'é', '🎉'] },
	'GSM-7 replacement': { read: replaceSpecialCharacters, shapes: [...TEXTS, 'é', '“', 'e\u0301'] },
	visibility: { read: isVisible, shapes: [' ', '\u200B', '\u2800', '\uD83C', '\0'] },
	'halves of characters': {
		read: (text) => [holdsUnsendable(text), removeUnsendable(text)],
		shapes: ['\uD83C', '\uDF89', '🎉', '\0', 'a'],
	},
	'Retry-After': {
		read: (text) => readRetryAt({ 'retry-after': text }, 0),
		shapes: ['1', ' ', 'Thu, ', '01 Jan 2026 ', '-', '0.'],
	},
	'reasons as text': { read: readReason, shapes: [...TEXTS, ...ANSWERS] },
	'reasons in lists': {
		read: (text) => readReason({ message: text.split(''), errors: { phones: [text] } }),
		shapes: [...TEXTS, ...ANSWERS],
	},
	'status events': { read: event, shapes: TEXTS },
	'resume URLs': {
		read: (text) => checkResumeUrl(`https://n8n.example.com/${text}`, false),
		shapes: ['/', 'a.', '../', '%20', '?', '#', '@', ':'],
	},
	'hosts of resume URLs': {
		read: (text) => checkResumeUrl(`https://${text}/webhook-waiting/1`, false),
		shapes: ['a.', '1.', '[', ':', '@', '-'],
	},
	templates: {
		read: (text) => {
			const template = splitTemplate(`=${text}`);
			return template === undefined ? undefined : lacksExpression(text, template);
		},
		shapes: ['{{ ', '}}', '{{ a }}b', '\\{{', 'a'],
	},
};

/** Milliseconds of processor time: other processes do not count. */
function cost(read: (text: string) => unknown, text: string): number {
	const rounds = [1, 2].map(() => {
		const before = process.cpuUsage();
		read(text);
		const { user, system } = process.cpuUsage(before);
		return (user + system) / 1000;
	});
	return Math.min(...rounds);
}

const CASES = Object.entries(READERS).flatMap(([name, { read, shapes }]) =>
	shapes.map((shape) => ({ name, read, shape })),
);

test.each(CASES)('$name: eight times as much of $shape takes eight times as long', (one) => {
	const { read, shape } = one;
	const text = (length: number) => `a${shape.repeat(length / shape.length)}1x`;
	const small = cost(read, text(SMALL));
	const large = cost(read, text(SMALL * TIMES));
	// A quadratic reader takes 64 times as long; the pauses of the machine are given some room.
	expect(large).toBeLessThan(small * TIMES * 3 + 40);
});
