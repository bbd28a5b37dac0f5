import { createServer } from 'node:net';

/**
 * Reserves nothing, but finds ports that nobody listens on at the moment.
 *
 * @param count how many
 * @returns that many different port numbers, free on 127.0.0.1
 */
export async function freePorts(count: number): Promise<number[]> {
	// All are held until all are known, so that none comes twice.
	const servers = await Promise.all(Array.from({ length: count }, () => listen(0)));
	const ports = servers.map(({ port }) => port);
	await Promise.all(servers.map(({ close }) => close()));
	return ports;
}

/**
 * Checks that a port can be listened on.
 *
 * @param port the port, on 127.0.0.1
 * @param what what wants it, as a sentence's subject: `n8n`
 * @param setting the environment variable that chooses another one
 * @throws Error naming all three, when another program listens there
 */
export async function assertFree(port: number, what: string, setting: string): Promise<void> {
	try {
		const { close } = await listen(port);
		await close();
	} catch {
		throw new Error(
			`Port ${port}, which ${what} needs, is busy. Stop what listens there, or choose another: ` +
				`${setting}=${port + 1000} npm start`,
		);
	}
}

function listen(port: number): Promise<{ port: number; close: () => Promise<void> }> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			const address = server.address();
			resolve({
				port: typeof address === 'object' && address !== null ? address.port : port,
				close: () => new Promise((closed) => server.close(() => closed())),
			});
		});
	});
}
