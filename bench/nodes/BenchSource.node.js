'use strict';

const FIRST_NAMES = ['Ana', 'Bruno', 'Carla', 'Diego', 'Elisa', 'Fábio', 'Gabriela', 'Heitor'];

/** A valid mobile of area code 21, a different one for each index below eight million. */
function phone(index) {
	return `219${91_000_000 + index}`;
}

/** Has a key that no other execution's person has. */
function person(index, executionId) {
	const name = FIRST_NAMES[index % FIRST_NAMES.length];
	const order = 100_000 + index;
	const json = { name, order, phone: phone(index), key: `${executionId}-${order}` };
	return { json, pairedItem: { item: 0 } };
}

function range(count, make) {
	return Array.from({ length: count }, (_, index) => make(index));
}

/** Yields the items of a workload: `count` people, or one item with `count` phones. */
exports.BenchSource = class BenchSource {
	description = {
		displayName: 'Bench Source',
		name: 'benchSource',
		group: ['transform'],
		version: 1,
		description: 'Yields the items of a workload',
		defaults: { name: 'Bench Source' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [
			{ displayName: 'Count', name: 'count', type: 'number', default: 1 },
			{ displayName: 'One Item', name: 'oneItem', type: 'boolean', default: false },
		],
	};

	async execute() {
		const count = this.getNodeParameter('count', 0);
		if (!this.getNodeParameter('oneItem', 0))
			return [range(count, (index) => person(index, this.getExecutionId()))];
		return [[{ json: { phones: range(count, phone) }, pairedItem: { item: 0 } }]];
	}
};
