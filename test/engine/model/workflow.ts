import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { NodeRunOptions, SavedCredential } from '../support';
import { titleOf } from './books';
import type { Version } from './expected';
import type { InputItem } from './scenario';

/** What else the node is run with. */
export interface Setup {
	readonly operation: 'send' | 'preview';
	readonly workflowId: string;
	readonly family: string;
	readonly tagged: boolean;
	readonly credential: SavedCredential;
	/** Milliseconds. */
	readonly timeout: number;
}

/** The workflow of a version, to be run on the items of the first one, which an execution keeps. */
export function nodeOptions(first: Version, version: Version, setup: Setup): NodeRunOptions {
	const { settings } = version;
	return {
		id: setup.workflowId,
		credential: version.hasCredential ? setup.credential : null,
		onError: settings.onError,
		retryOnFail: settings.retryOnFail && setup.operation === 'send',
		maxTries: 2,
		items: first.items.map((item, index) => inputOf(item, index, setup)),
		parameters: parametersOf(first, version, setup),
	};
}

function inputOf(item: InputItem, index: number, setup: Setup): INodeExecutionData {
	const title = titleOf(setup.family, setup.tagged ? index : undefined);
	return { json: { title, text: item.text, phones: written(item), key: item.key } };
}

function written({ phones, form }: Pick<InputItem, 'phones' | 'form'>): string | string[] {
	const all = phones.map((phone) => phone.written);
	return form === 'list' ? all : all.join(form === 'commas' ? ', ' : '\n');
}

function parametersOf(first: Version, version: Version, setup: Setup): INodeParameters {
	const { settings } = version;
	const text = replaced(first, version, 'text', (item) => item.text);
	const options: IDataObject = {
		invalidPhones: settings.invalidPhones,
		...(settings.optOuts.length > 0 && {
			doNotSend: settings.optOuts.map((phone) => phone.written).join(', '),
		}),
		...(settings.keyed && { idempotencyKey: '={{ $json.key }}' }),
		...(setup.operation === 'send' && {
			parallelRequests: settings.parallelRequests,
			maxTries: settings.maxTries,
			timeout: setup.timeout,
			unknownOutcome: settings.unknownOutcome,
		}),
	};
	return {
		resource: 'sms',
		operation: setup.operation,
		title: '={{ $json.title }}',
		message: `=${text}${settings.timed ? ' #{{ $now.toMillis() }}' : ''}`,
		phones: `=${replaced(first, version, 'phones', written)}`,
		flash: settings.flash,
		campaigns: settings.grouping,
		options: options as INodeParameters,
	};
}

/** An expression that yields the item's own value, or the one that a user has put in its place. */
function replaced(
	first: Version,
	version: Version,
	name: 'text' | 'phones',
	valueOf: (item: InputItem) => unknown,
): string {
	const values = version.items.map((item, index) =>
		item[name] === first.items[index]?.[name] ? null : valueOf(item),
	);
	if (values.every((value) => value === null)) return `{{ $json.${name} }}`;
	return `{{ ${JSON.stringify(values)}[$itemIndex] ?? $json.${name} }}`;
}
