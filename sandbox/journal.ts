import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync, type WriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Campaign, DeliveryOutcome, VoiceUpload } from './types';

/** A campaign as a JSON line; what was posted is not kept. */
type StoredCampaign = Omit<Campaign, 'seq' | 'outcomes' | 'posts'> & {
	outcomes: [number, DeliveryOutcome][] | undefined;
};

export type JournalLine = { campaign: StoredCampaign } | { upload: VoiceUpload } | { reset: true };

/** The line that keeps a campaign. */
export function campaignLine(campaign: Campaign): JournalLine {
	const { seq: _seq, posts: _posts, outcomes, ...rest } = campaign;
	return { campaign: { ...rest, outcomes: outcomes && [...outcomes] } };
}

/** The campaign of a stored line, with its place in the outbox. */
export function storedCampaign(stored: StoredCampaign, seq: number): Campaign {
	const { outcomes, ...rest } = stored;
	return { ...rest, seq, outcomes: outcomes && new Map(outcomes), posts: undefined };
}

function parseLine(line: string): JournalLine | undefined {
	try {
		return JSON.parse(line);
	} catch {
		return undefined;
	}
}

/**
 * Reads a file of JSON lines, oldest first. A line that is no JSON is passed over: a killed
 * process leaves its last one incomplete. A missing file has no lines.
 */
export async function* readJournal(file: string): AsyncGenerator<JournalLine> {
	if (!existsSync(file)) return;
	for await (const text of createInterface({ input: createReadStream(file, 'utf8') })) {
		const line = parseLine(text);
		if (line !== undefined) yield line;
	}
}

/** Appends to a file of JSON lines, which later starts of the sandbox read. */
export class Journal {
	private constructor(private readonly stream: WriteStream) {
		// Ends a line that a killed process has left incomplete.
		stream.write('\n');
	}

	/** Rejects when the file cannot be written. */
	static async open(file: string): Promise<Journal> {
		const stream = createWriteStream(file, { flags: 'a' });
		await once(stream, 'open');
		return new Journal(stream);
	}

	append(line: JournalLine): void {
		this.stream.write(`${JSON.stringify(line)}\n`);
	}

	/** Resolves when everything is written. */
	async close(): Promise<void> {
		await new Promise<void>((resolve) => this.stream.end(() => resolve()));
	}
}
