'use strict';

const CREDENTIAL = 'ligueLeadApi';

function request(url, message, phones) {
	return {
		method: 'POST',
		url,
		headers: { 'content-type': 'application/json', accept: 'application/json' },
		body: { message, phones },
		timeout: 30_000,
		json: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
}

/** What n8n itself takes: its request helper, called as LigueLead's node does, and nothing else. */
exports.BenchFloor = class BenchFloor {
	description = {
		displayName: 'Bench Floor',
		name: 'benchFloor',
		group: ['output'],
		version: 1,
		description: "Calls n8n's request helper and does nothing else",
		defaults: { name: 'Bench Floor' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: CREDENTIAL, required: true }],
		properties: [
			{ displayName: 'Parallel Requests', name: 'parallelRequests', type: 'number', default: 50 },
			{ displayName: 'Read Parameters', name: 'readParameters', type: 'boolean', default: false },
			{ displayName: 'Phones', name: 'phones', type: 'string', default: '' },
			{ displayName: 'Message', name: 'message', type: 'string', default: '' },
			{ displayName: 'Recipients per Request', name: 'perRequest', type: 'number', default: 1 },
		],
	};

	async execute() {
		const items = this.getInputData();
		const data = await this.getCredentials(CREDENTIAL);
		const { id, name } = this.getNode().credentials[CREDENTIAL];
		const credentialsDecrypted = { id, name, type: CREDENTIAL, data };
		const url = `${data.baseUrl}/sms`;
		const reads = this.getNodeParameter('readParameters', 0);
		const perRequest = this.getNodeParameter('perRequest', 0);
		const parallel = this.getNodeParameter('parallelRequests', 0);

		const read = ({ json }, index) =>
			reads
				? {
						message: this.getNodeParameter('message', index),
						phones: [this.getNodeParameter('phones', index)].flat(),
					}
				: {
						message: `Olá ${json.name}, o pedido ${json.order} saiu para entrega.`,
						phones: json.phones ?? [json.phone],
					};
		const wanted = items.map(read);
		const requests = [];
		for (let start = 0; start < wanted.length; start += perRequest) {
			const phones = wanted.slice(start, start + perRequest).flatMap((one) => one.phones);
			requests.push(request(url, wanted[start].message, phones));
		}

		const answers = new Array(requests.length);
		let next = 0;
		const work = async () => {
			while (next < requests.length) {
				const index = next++;
				answers[index] = await this.helpers.httpRequestWithAuthentication.call(
					this,
					CREDENTIAL,
					requests[index],
					{ credentialsDecrypted },
				);
			}
		};
		await Promise.all(Array.from({ length: Math.min(parallel, requests.length) }, work));
		return [
			items.map((_, item) => ({
				json: answers[Math.floor(item / perRequest)].body,
				pairedItem: { item },
			})),
		];
	}
};
