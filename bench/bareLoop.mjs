// `node bareLoop.mjs`: reads loops as JSON lines, runs each, answers with its milliseconds.
import { Agent } from 'node:http';
import { createInterface } from 'node:readline';
import axios from 'axios';

const agents = {
	keepAlive: new Agent({ keepAlive: true }),
	newConnection: new Agent({ keepAlive: false }),
};

async function loop({ url, headers, count, parallel, agent }) {
	const http = axios.create({ headers, proxy: false, httpAgent: agents[agent], maxRedirects: 0 });
	let next = 0;
	const work = async () => {
		while (next < count) {
			const index = next++;
			const message = `Olá Ana, o pedido ${100_000 + index} saiu para entrega.`;
			await http.post(url, { message, phones: [`219${91_000_000 + index}`] });
		}
	};
	const started = performance.now();
	await Promise.all(Array.from({ length: parallel }, work));
	return performance.now() - started;
}

for await (const line of createInterface({ input: process.stdin })) {
	process.stdout.write(`${await loop(JSON.parse(line))}\n`);
}
