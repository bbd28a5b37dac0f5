import axios from 'axios';
import { SLOW, useStand } from './support/stand';
import { NODE_TYPE } from './support/workflow';

jest.setTimeout(SLOW);

const stand = useStand();

test.each(['preview', 'send', 'sendWait'])(
	'n8n serves its editor the output fields of %s, for the node and for the tool',
	async (operation) => {
		for (const type of [NODE_TYPE, `${NODE_TYPE}Tool`]) {
			const url = `${stand.client.url}/schemas/${type}/1.0.0/sms/${operation}.json`;
			const { data } = await axios.get<unknown>(url, { proxy: false });

			expect(data).toMatchObject({ type: 'object', properties: { message: { type: 'string' } } });
		}
	},
);
