import type { INodeProperties } from 'n8n-workflow';

export const addNinthDigit: INodeProperties = {
	displayName: 'Add Missing Ninth Digit',
	name: 'addNinthDigit',
	type: 'boolean',
	default: false,
	description:
		'Whether a ten-digit number that looks like an old mobile gets its ninth digit, for example 11 8765-4321 → 11 98765-4321. Off, such numbers are skipped, because they may also have lost a digit.',
};

export const doNotSend: INodeProperties = {
	displayName: 'Opt-Out Numbers',
	name: 'doNotSend',
	type: 'string',
	default: '',
	placeholder: 'e.g. 11 91234-5678, (21) 99876-5432',
	description:
		'Numbers that never get a message, such as people who opted out, written like Phones; or an expression that yields a list. They are skipped and reported.',
};

export const idempotencyHistory: INodeProperties = {
	displayName: 'Idempotency Keys Remembered',
	name: 'idempotencyHistory',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 1_000_000 },
	default: 5_000,
	description:
		'How many idempotency keys this node remembers before it forgets the oldest. Every call reads and writes all of them: set it to the number of messages you send in the time in which the same key may come again.',
};

export const idempotencyKey: INodeProperties = {
	displayName: 'Idempotency Key',
	name: 'idempotencyKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. order-1042',
	description:
		'A value that identifies this message, such as the order ID. An item whose key was used before, in any execution of this node, sends nothing.',
};

export const unknownOutcome: INodeProperties = {
	displayName: 'Resend if Unconfirmed',
	name: 'unknownOutcome',
	type: 'options',
	default: 'hold',
	description:
		'Whether a retry sends a campaign again that LigueLead may have accepted without a clear answer, for example after a timeout',
	options: [
		{
			name: 'Do Not Send Again',
			value: 'hold',
			description: 'Report it, so that somebody can check by hand. Nobody gets the message twice.',
		},
		{
			name: 'Send Again',
			value: 'resend',
			description:
				'Choose this if getting the message twice is better than not at all. Both are paid.',
		},
	],
};

export const includeInput: INodeProperties = {
	displayName: 'Include Input Fields',
	name: 'includeInput',
	type: 'boolean',
	default: false,
	description:
		"Whether each item of the output has the fields of its input under 'input', such as the name and the order",
};

export const invalidPhones: INodeProperties = {
	displayName: 'Invalid Phones',
	name: 'invalidPhones',
	type: 'options',
	default: 'failIfNone',
	description: 'What happens with numbers that cannot receive the message',
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
};

export const maxRunCredits: INodeProperties = {
	displayName: 'Maximum Credits per Run',
	name: 'maxRunCredits',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description:
		'Fails all items, before anything is sent, if this run would cost more than this many credits. 0 means no limit.',
};

export const maxTries: INodeProperties = {
	displayName: 'Maximum Tries',
	name: 'maxTries',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 20 },
	default: 5,
	description:
		'How many times to try a request that was throttled (429) or never reached LigueLead. Requests that may have been accepted are never tried again.',
};

export const onlySendTo: INodeProperties = {
	displayName: 'Only to These Numbers',
	name: 'onlySendTo',
	type: 'string',
	default: '',
	placeholder: 'e.g. 11 91234-5678, (21) 99876-5432',
	description:
		'The only numbers that may get a message, for example while you try out a workflow or let an AI agent send, written like Phones; or an expression that yields a list. All others are skipped and reported. If it yields no number, nobody gets anything.',
};

export const parallelRequests: INodeProperties = {
	displayName: 'Parallel Requests',
	name: 'parallelRequests',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 500 },
	default: 200,
	description: 'Maximum number of requests in flight at once',
	// A model calls a tool with one item at a time.
	displayOptions: { hide: { '@tool': [true] } },
};

export const runLimit: INodeProperties = {
	displayName: 'Run Limit',
	name: 'runLimit',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 1_440 },
	default: 60,
	description:
		'Maximum number of minutes that one run of this node may take, for example while LigueLead asks it to slow down. What was not sent by then is reported, and can be sent again.',
};

export const sendingHours: INodeProperties = {
	displayName: 'Sending Hours',
	name: 'sendingHours',
	type: 'fixedCollection',
	placeholder: 'Set hours',
	default: {
		window: {
			from: '09:00',
			to: '20:00',
			weekdays: [1, 2, 3, 4, 5, 6],
			timeZone: 'recipient',
			outside: 'fail',
		},
	},
	description:
		'Hours in which messages may go out. An item whose recipients are not all within them is not sent, and says from when on it may be.',
	options: [
		{
			displayName: 'Hours',
			name: 'window',
			values: [
				{
					displayName: 'From',
					name: 'from',
					type: 'string',
					default: '09:00',
					placeholder: 'e.g. 09:00',
					description: 'When messages may go out from, with 24 hours',
				},
				{
					displayName: 'To',
					name: 'to',
					type: 'string',
					default: '20:00',
					placeholder: 'e.g. 20:00',
					description:
						'When that ends: 24:00 is the end of the day. Earlier than From, it is a time of the next day.',
				},
				{
					displayName: 'Weekdays',
					name: 'weekdays',
					type: 'multiOptions',
					default: [1, 2, 3, 4, 5, 6],
					description: 'Days on which these hours begin',
					options: [
						{ name: 'Monday', value: 1 },
						{ name: 'Tuesday', value: 2 },
						{ name: 'Wednesday', value: 3 },
						{ name: 'Thursday', value: 4 },
						{ name: 'Friday', value: 5 },
						{ name: 'Saturday', value: 6 },
						{ name: 'Sunday', value: 7 },
					],
				},
				{
					displayName: 'When Outside',
					name: 'outside',
					type: 'options',
					default: 'fail',
					description: 'What happens to an item outside its hours',
					options: [
						{
							name: 'Fail',
							value: 'fail',
							description: 'So that the error output gets it, where a Wait node can hold it',
						},
						{
							name: 'Skip',
							value: 'skip',
							description: 'Report it as not sent',
						},
					],
				},
				{
					displayName: 'Whose Time Zone',
					name: 'timeZone',
					type: 'options',
					default: 'recipient',
					description: 'Whose clock counts. An expression may yield any IANA name.',
					options: [
						{ name: 'Acre', value: 'America/Rio_Branco' },
						{ name: 'Amazonas', value: 'America/Manaus' },
						{ name: 'Brasília', value: 'America/Sao_Paulo' },
						{ name: 'Fernando De Noronha', value: 'America/Noronha' },
						{ name: 'Mato Grosso', value: 'America/Cuiaba' },
						{
							name: 'Of Each Recipient',
							value: 'recipient',
							description: 'By area code: Acre is two hours behind Brasília',
						},
					],
				},
			],
		},
	],
};

export const statusWebhookUrl: INodeProperties = {
	displayName: 'Status Webhook URL',
	name: 'statusWebhookUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://n8n.example.com/webhook/sms-status',
	description:
		'Public address that LigueLead reports the delivery of this message to, instead of the one set for the account. LigueLead does not document this field.',
};

export const timeout: INodeProperties = {
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 3_600_000 },
	default: 30_000,
	description:
		'How many milliseconds to wait for an answer. A request that takes longer may still have been accepted.',
};
