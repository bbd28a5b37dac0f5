import type { INodeProperties } from 'n8n-workflow';

const SEND = { show: { '/operation': ['send'] } };
const SENDING = { show: { '/operation': ['send', 'sendWait'] } };
const LISTS = { show: { '/operation': ['send', 'preview'] } };

/** The collection Options, sorted by name as n8n wants it. */
export const optionFields: INodeProperties[] = [
	{
		displayName: 'Add Missing Ninth Digit',
		name: 'addNinthDigit',
		type: 'boolean',
		default: false,
		description:
			'Whether a ten-digit number that looks like an old mobile gets its ninth digit, for example 11 8765-4321 → 11 98765-4321. Off, such numbers are skipped, because they may also have lost a digit.',
	},
	{
		displayName: 'Allow Links in Flash',
		name: 'allowLinksInFlash',
		type: 'boolean',
		default: false,
		description:
			'Whether to send a flash SMS in which a link was found. Switch it on where the text only looks like a link.',
	},
	{
		displayName: 'Do Not Send',
		name: 'doNotSend',
		type: 'string',
		default: '',
		placeholder: 'e.g. 11 91234-5678, (21) 99876-5432',
		description:
			'Numbers that never get an SMS, such as people who opted out, written like Phones; or an expression that yields a list. They are skipped and reported.',
		displayOptions: LISTS,
	},
	{
		displayName: 'Idempotency History',
		name: 'idempotencyHistory',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 1_000_000 },
		default: 10_000,
		description:
			'How many idempotency keys this node remembers before it forgets the oldest. Every call reads and writes all of them, so keep it as low as repetitions allow.',
		displayOptions: SENDING,
	},
	{
		displayName: 'Idempotency Key',
		name: 'idempotencyKey',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.order_id }}',
		description:
			'What this SMS must not be sent twice for, such as the order ID. An item whose key was used before sends nothing, also in another execution or after a restart.',
	},
	{
		displayName: 'If the Outcome Is Unknown',
		name: 'unknownOutcome',
		type: 'options',
		default: 'hold',
		description:
			'What a retry does with a campaign that LigueLead may have accepted although no clear answer came, for example after a timeout',
		options: [
			{
				name: 'Do Not Send Again',
				value: 'hold',
				description: 'Report it, and let a person decide: nobody gets the SMS twice',
			},
			{
				name: 'Send Again',
				value: 'resend',
				description: 'Send it again in a retry: some recipients may get and cost it twice',
			},
		],
		displayOptions: SENDING,
	},
	{
		displayName: 'Invalid Phones',
		name: 'invalidPhones',
		type: 'options',
		default: 'failIfNone',
		description: 'What happens with numbers that cannot receive an SMS',
		options: [
			{
				name: 'Fail if Any Is Invalid',
				value: 'failIfAny',
				description: 'An item with an invalid number is not sent to anybody',
			},
			{
				name: 'Fail if None Is Valid',
				value: 'failIfNone',
				description: 'Invalid numbers are skipped and reported; an item with no valid one fails',
			},
			{
				name: 'Skip and Report',
				value: 'skip',
				description: 'Invalid numbers are skipped and reported; an item never fails for them',
			},
		],
		displayOptions: LISTS,
	},
	{
		displayName: 'Maximum Credits per Recipient',
		name: 'maxCredits',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description:
			'Fails an item whose message is longer than so many credits pay for, before anything is sent. 0 means no limit.',
	},
	{
		displayName: 'Maximum Tries',
		name: 'maxTries',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 20 },
		default: 5,
		description:
			'How often to try a request that LigueLead limited (429) or that reached nobody. Requests that may have been accepted are never tried again.',
		displayOptions: SENDING,
	},
	{
		displayName: 'Parallel Requests',
		name: 'parallelRequests',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 500 },
		default: 100,
		description: 'How many requests are on their way at once, at most',
		displayOptions: SEND,
	},
	{
		displayName: 'Replace Special Characters',
		name: 'replaceSpecialCharacters',
		type: 'boolean',
		default: false,
		description:
			'Whether characters that a plain SMS lacks become their nearest plain form: ã → a, “ ” → ", emoji removed. é, à, É and Ç stay.',
	},
	{
		displayName: 'Status Webhook URL',
		name: 'statusWebhookUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://n8n.example.com/webhook/sms-status',
		description:
			'Public address that LigueLead reports the delivery of this SMS to, instead of the one set for the account. LigueLead does not document this field.',
		displayOptions: LISTS,
	},
	{
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 3_600_000 },
		default: 30_000,
		description:
			'How many milliseconds to wait for an answer. A request that takes longer may still have been accepted.',
		displayOptions: SENDING,
	},
];
