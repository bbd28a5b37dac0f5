import type { INodeProperties } from 'n8n-workflow';

export const phones: INodeProperties = {
	displayName: 'Phones',
	name: 'phones',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 11 91234-5678, (21) 99876-5432',
	description:
		'Brazilian mobile numbers, in any common format, separated by comma, semicolon or line break; or an expression that yields a list. Numbers that cannot receive the message are skipped and reported.',
};

export const phone: INodeProperties = {
	displayName: 'Phone',
	name: 'phones',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 11 91234-5678',
	description: 'One Brazilian mobile number, in any common format',
};

export const title: INodeProperties = {
	displayName: 'Title',
	name: 'title',
	type: 'string',
	default: '',
	placeholder: 'e.g. Order confirmations',
	description:
		'Name of the campaign in the LigueLead client area, where one without a title is hard to find again. Recipients do not see it.',
};

export const groupId: INodeProperties = {
	displayName: 'Group ID',
	name: 'groupId',
	type: 'string',
	default: '',
	placeholder: 'e.g. black-friday',
	description: 'Puts related campaigns into one group in LigueLead',
};

export const campaigns: INodeProperties = {
	displayName: 'Combine Items',
	name: 'campaigns',
	type: 'options',
	noDataExpression: true,
	default: 'perItem',
	description: 'How items become campaigns, each of at most 10,000 recipients',
	options: [
		{
			name: 'No, One Campaign per Item',
			value: 'perItem',
			description: 'Each item is a campaign of its own, with its own campaign ID',
		},
		{
			name: 'Yes, One Campaign per Message',
			value: 'perMessage',
			description:
				'Items with equal message, title, group and flash share a campaign, and each phone gets the message once. Far fewer requests for bulk sends.',
		},
	],
	// A model calls a tool with one item at a time.
	displayOptions: { hide: { '@tool': [true] } },
};

/** The collection 'Options' with these entries, sorted by name as n8n wants it. */
export function optionsOf(...entries: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: entries.sort((one, other) => one.displayName.localeCompare(other.displayName, 'en')),
	};
}
