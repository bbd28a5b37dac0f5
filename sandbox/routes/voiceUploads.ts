import type { FastifyReply, FastifyRequest } from 'fastify';
import { fieldErrors, textError } from '../errors';
import type { SandboxState } from '../state';

/** Whether a file begins as WAV (RIFF), or as MP3: an ID3 tag or an MPEG layer III frame. */
export function isMp3OrWav(head: Buffer): boolean {
	const text = head.toString('latin1');
	if (text.startsWith('RIFF') && text.slice(8, 12) === 'WAVE') return true;
	if (text.startsWith('ID3')) return true;
	// AAC in ADTS has the same sync word, with layer bits 00.
	return head[0] === 0xff && ((head[1] ?? 0) & 0xe6) === 0xe2;
}

/** Makes the multipart form the body, so that the document's schema validates it like any other. */
export async function readUploadForm(request: FastifyRequest, reply: FastifyReply): Promise<void> {
	if (!request.isMultipart()) {
		await reply.code(415).send(textError('The body must be multipart/form-data'));
		return;
	}
	const form: Record<string, unknown> = {};
	for await (const part of request.parts()) {
		if (part.type === 'field') form[part.fieldname] = part.value;
		else {
			form[part.fieldname] = (await part.toBuffer()).toString('latin1');
			if (part.file.truncated) {
				await reply.code(413).send(textError('The file is larger than 50 MB'));
				return;
			}
		}
	}
	request.body = form;
}

/** POST /v1/voice/uploads; the audio is kept as long as the sandbox runs. */
export function createVoiceUpload(state: SandboxState) {
	return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
		const { title, file } = request.body as { title: string; file: string };
		if (!isMp3OrWav(Buffer.from(file, 'latin1'))) {
			return reply.code(400).send(fieldErrors([{ field: 'file', message: 'must be MP3 or WAV' }]));
		}
		const data = state.addUpload(title);
		const bytes = Buffer.from(file, 'latin1');
		const type = bytes.toString('latin1', 0, 4) === 'RIFF' ? 'audio/wav' : 'audio/mpeg';
		state.audio.set(data.id, { bytes, type });
		return reply.code(201).send({ message: 'Voice upload successful.', data });
	};
}

/** GET /v1/voice/uploads. */
export function listVoiceUploads(state: SandboxState) {
	return async (): Promise<object> => ({ data: [...state.uploads.values()] });
}

/** GET /v1/voice/uploads/{id}. */
export function getVoiceUpload(state: SandboxState) {
	return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
		const data = state.uploads.get((request.params as { id: number }).id);
		if (data === undefined) return reply.code(404).send(textError('Voice upload not found'));
		return reply.send({ data });
	};
}
