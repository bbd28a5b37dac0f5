import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message of a chat, as OpenAI's API (chat completions) has it. */
export interface ChatMessage {
	role: 'system' | 'user' | 'assistant' | 'tool';
	content: string | null;
}

/** What the model asks for next: a call of a tool, or the end of the chat. */
export type Turn = { tool: string; args: object } | { say: string };

/** What the model was asked. */
export interface ChatRequest {
	messages: ChatMessage[];
	tools?: Array<{
		function: { name: string; description: string; parameters: { properties: object } };
	}>;
}

/**
 * Starts a server that speaks OpenAI's chat completions and plays turns in order, so that an agent
 * runs without a model. It says so when it is asked more often than there are turns.
 */
export async function startChatModel() {
	const requests: ChatRequest[] = [];
	let script: Turn[] = [];
	const server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk: Buffer) => (body += chunk.toString()));
		request.on('end', () => {
			requests.push(JSON.parse(body));
			const turn = script.shift() ?? { say: 'The script has no more turns' };
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify(completion(turn, requests.length)));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		/** Forgets the past and plays these turns next. */
		play: (...turns: Turn[]) => {
			script = turns;
			requests.length = 0;
		},
		/** What the model has been asked, oldest first. */
		requests,
		/** What the agent's tools have answered, oldest first. */
		toolAnswers: () =>
			(requests.at(-1)?.messages ?? []).flatMap(({ role, content }) =>
				role === 'tool' ? [String(content)] : [],
			),
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}

function completion(turn: Turn, number: number) {
	const call = 'tool' in turn && {
		id: `call_${number}`,
		type: 'function',
		function: { name: turn.tool, arguments: JSON.stringify(turn.args) },
	};
	return {
		id: `chatcmpl-${number}`,
		object: 'chat.completion',
		created: 0,
		model: 'scripted',
		choices: [
			{
				index: 0,
				message: {
					role: 'assistant',
					content: 'say' in turn ? turn.say : null,
					...(call && { tool_calls: [call] }),
				},
				finish_reason: call ? 'tool_calls' : 'stop',
			},
		],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
