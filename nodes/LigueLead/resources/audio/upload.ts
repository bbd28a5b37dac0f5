import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { askApi } from '../../api/askApi';
import { asText, type ItemFailure, type ItemResult } from '../../campaigns';
import type { Operation } from '../operation';
import { messageOf } from '../run/messageOf';
import { toOutput } from '../run/output';
import { AUDIO_PATH } from '../voice/searchAudio';
import { checkAudio, contentTypeOf } from './content/checkAudio';
import { binaryProperty, title } from './fields';

const TIMEOUT = 120_000;

/** A file that may be uploaded. */
interface AudioFile {
	readonly bytes: Buffer;
	readonly name: string;
	readonly title: string;
}

/**
 * Audio → Upload: one request per item, one after the other, and LigueLead's answer as its output. What is no MP3 or WAV
 * file of at most 50 MB is refused before anything travels.
 */
async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const results: ItemResult[] = [];
	for (const item of context.getInputData().keys()) {
		results.push(await uploadItem(context, item));
	}
	return await toOutput(results, context);
}

async function uploadItem(context: IExecuteFunctions, item: number): Promise<ItemResult> {
	const send = async () => await upload(context, await readFile(context, item), item);
	if (!context.continueOnFail()) return { kind: 'success', json: await send() };
	try {
		return { kind: 'success', json: await send() };
	} catch (cause) {
		return { kind: 'failure', failure: failureOf(cause) };
	}
}

async function readFile(context: IExecuteFunctions, item: number): Promise<AudioFile> {
	const field = String(context.getNodeParameter('binaryProperty', item, 'data'));
	const binary = context.helpers.assertBinaryData(item, field);
	const bytes = await context.helpers.getBinaryDataBuffer(item, field);
	const problem = checkAudio(bytes);
	if (problem !== undefined) {
		throw new NodeOperationError(
			context.getNode(),
			`The file in '${field}' ${problem} [item ${item}]`,
			{
				description:
					'Nothing was uploaded. Save the audio as MP3 or WAV, at most 50 MB, and try again.',
				itemIndex: item,
			},
		);
	}
	const name = binary.fileName ?? `audio.${contentTypeOf(bytes) === 'audio/wav' ? 'wav' : 'mp3'}`;
	const written = asText(context.getNodeParameter('title', item, ''))?.trim() ?? '';
	return { bytes, name, title: written === '' ? name : written };
}

async function upload(
	context: IExecuteFunctions,
	{ bytes, name, title: text }: AudioFile,
	item: number,
): Promise<IDataObject> {
	const body = new FormData();
	body.set('title', text);
	body.set('file', new Blob([new Uint8Array(bytes)], { type: contentTypeOf(bytes) }), name);
	const question = { method: 'POST', path: AUDIO_PATH, timeout: TIMEOUT } as const;
	return (await askApi(
		context,
		{ ...question, body: body as unknown as IDataObject },
		item,
	)) as IDataObject;
}

function failureOf(cause: unknown): ItemFailure {
	const { description, httpCode } = cause as {
		description?: string | null;
		httpCode?: string | null;
	};
	return {
		message: messageOf(cause),
		remedy: description ?? 'Check the file and the credential, then try again.',
		details: typeof httpCode === 'string' ? { status: Number(httpCode) } : {},
	};
}

export const uploadAudio: Operation = {
	value: 'upload',
	name: 'Upload',
	action: 'Upload an audio file',
	description: 'Upload an MP3 or WAV file for voice messages',
	sends: true,
	fields: [binaryProperty, title],
	execute,
};
