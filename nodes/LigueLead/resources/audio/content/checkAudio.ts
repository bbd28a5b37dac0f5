/** LigueLead takes files of at most 50 MB (how to send a voice message). */
export const MOST_BYTES = 50 * 1024 * 1024;

const HEAD = 12;

/**
 * What is wrong with a file, in words: LigueLead takes MP3 and WAV. What it is, its first bytes say and not its name.
 * Takes the file's bytes; undefined if it may be uploaded.
 */
export function checkAudio(file: Uint8Array): string | undefined {
	if (file.length === 0) return 'is empty';
	if (file.length > MOST_BYTES) {
		const size = (file.length / (1024 * 1024)).toFixed(1);
		return `has ${size} MB, and LigueLead takes at most 50`;
	}
	return isWav(file) || isMp3(file) ? undefined : 'is neither MP3 nor WAV';
}

function textAt(file: Uint8Array, start: number, end: number): string {
	return String.fromCharCode(...file.subarray(start, Math.min(end, HEAD)));
}

function isWav(file: Uint8Array): boolean {
	return textAt(file, 0, 4) === 'RIFF' && textAt(file, 8, 12) === 'WAVE';
}

// An ID3 tag, or a frame: eleven bits of sync, a version that exists, and layer III. AAC in ADTS begins with the same
// sync word, and has layer 0.
function isMp3(file: Uint8Array): boolean {
	if (textAt(file, 0, 3) === 'ID3') return true;
	const second = file[1] ?? 0;
	const isSync = file[0] === 0xff && (second & 0xe0) === 0xe0;
	return isSync && (second & 0x18) !== 0x08 && (second & 0x06) === 0x02;
}

/** The content type of a file that {@link checkAudio} lets pass. */
export function contentTypeOf(file: Uint8Array): 'audio/wav' | 'audio/mpeg' {
	return isWav(file) ? 'audio/wav' : 'audio/mpeg';
}
