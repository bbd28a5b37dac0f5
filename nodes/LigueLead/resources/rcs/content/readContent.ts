import type { Content, ItemRequest, Refusal } from '../../../campaigns';
import {
	asSendableText,
	asText,
	isRefusal,
	readWebhookUrl,
	refuse,
	refuseType,
} from '../../../campaigns';
import { describeUnfinished, findUnfinished, messageLength } from '../../../message';
import { readLocator } from './readLocator';
import { readVariables } from './readVariables';

/** Path of `POST /rcs` (LigueLead's own integration). */
const PATH = '/rcs';

/** Longest message, in characters (LigueLead's own integration). */
const MOST_CHARACTERS = 306;

const FALLBACK = 'A phone without RCS gets the text as an SMS';

/** What of a message its kind decides. */
type Part = Pick<Content, 'text' | 'body'>;

/**
 * Reads an RCS message from an item's parameters: a message with its agent, or a template with its variables. Returns a
 * refusal for what is missing, too long or not finished. What an RCS message costs, LigueLead does not document.
 */
export function readContent(request: ItemRequest): Content | Refusal {
	const { parameters, options } = request;
	const sendAs = asText(parameters.sendAs)?.trim() || 'message';
	if (sendAs !== 'message' && sendAs !== 'template')
		return refuseType('Send As', 'message or template');
	const part = sendAs === 'message' ? readMessage(request) : readTemplate(request);
	if (isRefusal(part)) return part;
	const url = readWebhookUrl(options.statusWebhookUrl);
	if (typeof url !== 'string') return url;
	const body = { ...part.body, ...(url !== '' && { webhook_url: url }) };
	return {
		path: PATH,
		text: part.text,
		body,
		preview: { ...body, ...(sendAs === 'message' && { characters: messageLength(part.text) }) },
		creditsPerRecipient: 1,
		creditsAre: 'a guess',
		facts: { without_rcs: FALLBACK },
	};
}

function readMessage({ parameters, options, emptyExpressions = [] }: ItemRequest): Part | Refusal {
	const agent = readLocator('Agent', parameters.agent);
	if (isRefusal(agent)) return agent;
	const text = asSendableText(parameters.message);
	if (text === undefined) return refuseType('Message', 'text');
	if (text === '') return refuse('Message', "'Message' is empty", 'Write the text of the message.');
	const refusal = options.unfinishedMessage === 'send' ? undefined : checkFinished(text);
	if (refusal !== undefined) return refusal;
	const [empty] = emptyExpressions;
	if (options.unfinishedMessage === 'failIfEmpty' && empty !== undefined) {
		const message = `'Message' has nothing to put in for ${empty}`;
		return refuse(
			'Message',
			message,
			'Fill in the field that it names, or give the expression a fallback.',
		);
	}
	const length = messageLength(text);
	if (length > MOST_CHARACTERS) {
		const message = `'Message' has ${length} characters, and LigueLead takes at most ${MOST_CHARACTERS} in RCS`;
		return refuse('Message', message, 'Shorten the message, or use a template.');
	}
	return { text, body: { message: text, agent_id: agent.id } };
}

function checkFinished(text: string): Refusal | undefined {
	const unfinished = findUnfinished(text);
	if (unfinished === undefined) return undefined;
	return refuse(
		'Message',
		describeUnfinished('Message', unfinished),
		"If it is meant to read so, set Options → 'Unfinished Message' to 'Send All the Same'.",
	);
}

function readTemplate({ parameters }: ItemRequest): Part | Refusal {
	const template = readLocator('Template', parameters.template);
	if (isRefusal(template)) return template;
	const variables = readVariables(parameters.templateVariables);
	if (isRefusal(variables)) return variables;
	return {
		text: template.name ?? `Template ${template.id}`,
		body: {
			template_id: template.id,
			...(variables.length > 0 && { template_variables: variables }),
		},
	};
}
