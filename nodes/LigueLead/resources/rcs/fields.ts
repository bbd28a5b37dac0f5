import type { INodeProperties } from 'n8n-workflow';

import { messageOptions } from '../sms/optionFields';

export const sendAs: INodeProperties = {
	displayName: 'Send As',
	name: 'sendAs',
	type: 'options',
	noDataExpression: true,
	default: 'message',
	description: 'What recipients get. A phone without RCS gets the text as an SMS.',
	options: [
		{ name: 'Message', value: 'message', description: 'A text of at most 306 characters' },
		{
			name: 'Template',
			value: 'template',
			description: 'A template of your LigueLead account, with pictures and buttons',
		},
	],
};

export const agent: INodeProperties = {
	displayName: 'Agent',
	name: 'agent',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'Who the message comes from',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose an agent…',
			typeOptions: { searchListMethod: 'searchAgents', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 3b4f7c5e-7e2d-4157-b542-5eb2155455c5',
		},
	],
	displayOptions: { show: { sendAs: ['message'] } },
};

export const message: INodeProperties = {
	displayName: 'Message',
	name: 'message',
	type: 'string',
	typeOptions: { rows: 3 },
	required: true,
	default: '',
	placeholder: 'e.g. Order 1042 is paid. Thank you!',
	description: 'The text of the message, at most 306 characters',
	displayOptions: { show: { sendAs: ['message'] } },
};

export const template: INodeProperties = {
	displayName: 'Template',
	name: 'template',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The template to send; its agent sends it',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a template…',
			typeOptions: { searchListMethod: 'searchTemplates', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 3b4f7c5e-7e2d-4157-b542-5eb2155455c5',
		},
	],
	displayOptions: { show: { sendAs: ['template'] } },
};

export const templateVariables: INodeProperties = {
	displayName: 'Template Variables',
	name: 'templateVariables',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add variable',
	default: {},
	description: 'What to put in for the variables of the template',
	displayOptions: { show: { sendAs: ['template'] } },
	options: [
		{
			displayName: 'Variable',
			name: 'variable',
			values: [
				{
					displayName: 'Name or ID',
					name: 'key',
					type: 'options',
					typeOptions: {
						loadOptionsMethod: 'loadVariables',
						loadOptionsDependsOn: ['template.value'],
					},
					default: '',
					description:
						'The variable, as it stands in the template. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					description: 'What recipients read in its place',
				},
			],
		},
	],
};

/** The options of every RCS message. */
export const rcsOptions = messageOptions.filter(({ name }) => name === 'unfinishedMessage');
