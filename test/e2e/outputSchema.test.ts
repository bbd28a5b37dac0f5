import axios from 'axios';
import { resources } from '../../nodes/LigueLead/resources';
import { SLOW, useStand } from './support/stand';
import { NODE_TYPE } from '../support/workflow';

jest.setTimeout(SLOW);

const stand = useStand();

const operations = resources.flatMap(({ value, operations: of }) =>
	of.map((operation) => [value, operation.value]),
);

test.each(operations)(
	'n8n serves its editor the output fields of %s/%s, for the node and for the tool',
	async (resource, operation) => {
		for (const type of [NODE_TYPE, `${NODE_TYPE}Tool`]) {
			const url = `${stand.client.url}/schemas/${type}/1.0.0/${resource}/${operation}.json`;
			const { data } = await axios.get<unknown>(url, { proxy: false });

			expect(data).toMatchObject({ type: 'object', properties: expect.any(Object) });
		}
	},
);
