import type { Card, CardButton, RcsRequest } from './types';

/** An agent as LigueLead's own integration reads them. */
export interface RcsAgent {
	id: string;
	sender_name: string;
	status: string;
	app_id: string;
	rejection_reason: string | null;
}

interface RcsTemplate {
	id: string;
	title: string;
	agent_id: string;
	body: string;
	fallback_message: string;
	/** Undocumented; the sandbox's choice. */
	buttons: CardButton[];
}

const SHOP = '5f0c3b1e-0d5a-4c57-9a43-2f6f0a6a1a01';

/** The agents of the sandbox: two that can be used, one that was rejected, one of another app. */
export function rcsAgents(appId: string): RcsAgent[] {
	const agent = (id: string, name: string, more: Partial<RcsAgent> = {}): RcsAgent => ({
		id,
		sender_name: name,
		status: 'approved',
		app_id: appId,
		rejection_reason: null,
		...more,
	});
	return [
		agent(SHOP, 'Loja Exemplo'),
		agent('5f0c3b1e-0d5a-4c57-9a43-2f6f0a6a1a02', 'Clínica Exemplo'),
		agent('5f0c3b1e-0d5a-4c57-9a43-2f6f0a6a1a03', 'Banco Exemplo', {
			status: 'rejected',
			rejection_reason: 'The logo cannot be read',
		}),
		agent('5f0c3b1e-0d5a-4c57-9a43-2f6f0a6a1a04', 'Outra conta', { app_id: 'another-app' }),
	];
}

/** The templates of the sandbox. */
export const rcsTemplates: readonly RcsTemplate[] = [
	{
		id: '7c1d2e3f-4a5b-4c6d-8e7f-9a0b1c2d3e01',
		title: 'Pedido a caminho',
		agent_id: SHOP,
		body: 'Olá, {{1}}! O pedido {{2}} está a caminho. Quer receber hoje?',
		fallback_message: 'Olá, {{1}}! O pedido {{2}} está a caminho.',
		buttons: [
			{ text: 'Hoje', postback_data: 'deliver-today' },
			{ text: 'Outro dia', postback_data: 'deliver-later' },
		],
	},
	{
		id: '7c1d2e3f-4a5b-4c6d-8e7f-9a0b1c2d3e02',
		title: 'Boas-vindas',
		agent_id: SHOP,
		body: 'Boas-vindas à Loja Exemplo!',
		fallback_message: 'Boas-vindas à Loja Exemplo!',
		buttons: [],
	},
];

/**
 * The card that a request asks for, with its text; or the field that is wrong. That these are refused is undocumented;
 * the sandbox's choice.
 */
export function makeCard(
	{
		message = '',
		agent_id: agentId,
		template_id: templateId,
		template_variables: values = [],
	}: RcsRequest,
	appId: string,
): { text: string; card: Card } | { field: string; message: string } {
	const agents = rcsAgents(appId);
	const template = rcsTemplates.find(({ id }) => id === templateId);
	if (templateId !== undefined && template === undefined) {
		return { field: 'template_id', message: 'names no template' };
	}
	const agent = agents.find(({ id }) => id === (template?.agent_id ?? agentId));
	if (agent === undefined || agent.status !== 'approved' || agent.app_id !== appId) {
		return { field: 'agent_id', message: 'names no agent that can be used' };
	}
	const text = template === undefined ? message : fillIn(template.body, values);
	const missing = template && /\{\{(\w+)\}\}/.exec(text)?.[1];
	if (missing !== undefined) return { field: 'template_variables', message: `lacks ${missing}` };
	return {
		text,
		card: {
			sender: agent.sender_name,
			buttons: template?.buttons ?? [],
			...(template !== undefined && { templateId: template.id }),
		},
	};
}

function fillIn(body: string, values: NonNullable<RcsRequest['template_variables']>): string {
	return body.replace(/\{\{(\w+)\}\}/g, (whole, key: string) => {
		return values.find((one) => one.key === key)?.value ?? whole;
	});
}
