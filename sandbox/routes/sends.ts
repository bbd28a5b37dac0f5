import type { FastifyReply, FastifyRequest } from 'fastify';
import { fieldErrors } from '../errors';
import { decideFate } from '../faultChoice';
import { replyWithFault } from '../faultReply';
import { credits, hasObviousLink } from '../message';
import { makeCard } from '../rcs';
import type { SandboxState } from '../state';
import type { Campaign, Draft, RcsRequest, SmsRequest, VoiceRequest } from '../types';

const CHANNEL_NAMES = { sms: 'SMS', voice: 'Voice', rcs: 'RCS' } as const;

function acceptedBody(campaign: Campaign): object {
	return {
		message: `${CHANNEL_NAMES[campaign.type]} accepted successfully`,
		data: { campaign_id: campaign.id, accepted_at: new Date(campaign.at).toISOString() },
	};
}

function smsDraft(body: SmsRequest): Draft {
	return {
		type: 'sms',
		title: body.title,
		message: body.message,
		groupId: body.group_id,
		flash: body.is_flash ?? false,
		phones: body.phones,
		creditsEach: credits(body.message),
		webhookUrl: body.webhook_url,
	};
}

async function send(
	state: SandboxState,
	reply: FastifyReply,
	draft: Draft,
	body: object,
): Promise<FastifyReply> {
	const fate = decideFate(state, draft.phones, () => JSON.stringify(body));
	const answer = acceptedBody(state.record(draft, fate));
	if (fate.action) return replyWithFault(state, reply, fate.action, answer);
	return reply.code(202).send(answer);
}

/** POST /v1/sms. */
export function sendSms(state: SandboxState) {
	return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
		const body = request.body as SmsRequest;
		if (body.is_flash === true && hasObviousLink(body.message)) {
			const message = 'a flash message must not hold a link';
			return reply.code(400).send(fieldErrors([{ field: 'message', message }]));
		}
		return send(state, reply, smsDraft(body), body);
	};
}

/** POST /v1/voice. One credit a call is undocumented; the sandbox's choice. */
export function sendVoice(state: SandboxState) {
	return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
		const body = request.body as VoiceRequest;
		const upload = state.uploads.get(body.voice_upload_id);
		if (upload === undefined) {
			const message = 'names no uploaded file';
			return reply.code(400).send(fieldErrors([{ field: 'voice_upload_id', message }]));
		}
		const draft: Draft = {
			type: 'voice',
			title: body.title,
			message: upload.title,
			groupId: body.group_id,
			flash: false,
			phones: body.phones,
			creditsEach: 1,
			audioId: upload.id,
			webhookUrl: body.webhook_url,
		};
		return send(state, reply, draft, body);
	};
}

/** POST /v1/rcs. That one costs one credit is undocumented; the sandbox's choice. */
export function sendRcs(state: SandboxState) {
	return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
		const body = request.body as RcsRequest;
		const made = makeCard(body, state.options.appId);
		if ('field' in made) return reply.code(400).send(fieldErrors([made]));
		const draft: Draft = {
			type: 'rcs',
			title: undefined,
			message: made.text,
			groupId: undefined,
			flash: false,
			phones: body.phones,
			creditsEach: 1,
			card: made.card,
			webhookUrl: body.webhook_url,
		};
		return send(state, reply, draft, body);
	};
}
