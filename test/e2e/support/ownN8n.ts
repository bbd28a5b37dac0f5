import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '../../../n8n/src/client';
import type { N8nClient } from '../../../n8n/src/client';
import { installNode } from '../../../n8n/src/pack';
import { freePorts } from '../../../n8n/src/ports';
import { startN8n } from '../../../n8n/src/process';
import type { N8n } from '../../../n8n/src/process';
import { DEMO_LOGIN } from '../../../n8n/src/seed';
import { CACHE } from './shared';
import { tarball } from './stand';

/** An n8n of a test file alone, to be stopped, killed and started again on the same data. */
export class OwnN8n {
	private constructor(
		private n8n: N8n,
		/** For the process that runs now. */
		public client: N8nClient,
	) {}

	/** Starts one on new data with the node installed and an owner; `env` are settings on top. */
	static async start(env: Record<string, string> = {}): Promise<OwnN8n> {
		mkdirSync(CACHE, { recursive: true });
		const userFolder = mkdtempSync(join(CACHE, 'own-'));
		await installNode(tarball(), userFolder);
		const [port = 0, broker = 0] = await freePorts(2);
		const logFile = join(CACHE, 'own-n8n.log');
		const n8n = await startN8n({ userFolder, ports: { n8n: port, broker }, logFile, env });
		return new OwnN8n(n8n, await connect(n8n.url, DEMO_LOGIN));
	}

	/** Ends it as a power cut would. */
	async kill(): Promise<void> {
		await this.n8n.kill();
	}

	/** Starts it again after {@link kill}, with a new client. */
	async startAgain(): Promise<void> {
		this.n8n = await startN8n(this.n8n.options);
		this.client = await connect(this.n8n.url, DEMO_LOGIN);
	}

	/** Stops it as Ctrl-C does and starts it again; its active workflows answer afterwards. */
	async restart(): Promise<void> {
		await this.n8n.stop();
		await this.startAgain();
	}

	/** Stops it and removes its data. */
	async remove(): Promise<void> {
		await this.n8n.stop();
		rmSync(this.n8n.options.userFolder, { recursive: true, force: true });
	}
}
