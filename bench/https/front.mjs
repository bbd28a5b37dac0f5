// `node front.mjs PORT KEY CERT`: passes connections on to a port of this machine, plain ones and
// those over TLS, so that both go the same way but for TLS. Prints the two ports.
import { readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { pipeline } from 'node:stream';
import { createServer as createTlsServer } from 'node:tls';

const [target, key, cert] = process.argv.slice(2);

function pass(socket) {
	const onward = connect(Number(target), '127.0.0.1');
	// A connection that its caller ends in the middle is no matter of the front's.
	pipeline(socket, onward, socket, () => {});
}

function listen(server) {
	return new Promise((resolve) => {
		server.on('tlsClientError', () => {});
		server.listen(0, '127.0.0.1', () => resolve(server.address().port));
	});
}

const plain = await listen(createServer({ noDelay: true }, pass));
const secure = await listen(
	createTlsServer({ key: readFileSync(key), cert: readFileSync(cert), noDelay: true }, pass),
);
process.stdout.write(`${plain} ${secure}\n`);
