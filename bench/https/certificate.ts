import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from 'selfsigned';

/** Files of a certificate for 127.0.0.1 and of its key. */
export interface Certificate {
	readonly cert: string;
	readonly key: string;
}

/** Makes a certificate that is its own authority, with an RSA key as most servers have one. */
export async function makeCertificate(folder: string): Promise<Certificate> {
	const pems = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
		keySize: 2048,
		algorithm: 'sha256',
		extensions: [
			{ name: 'basicConstraints', cA: true },
			{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
		],
	});
	const files = { cert: join(folder, 'bench.crt'), key: join(folder, 'bench.key') };
	writeFileSync(files.cert, pems.cert);
	writeFileSync(files.key, pems.private);
	return files;
}
