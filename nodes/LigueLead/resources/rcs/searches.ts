import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { fetchList } from '../../api/fetchList';
import { CREDENTIAL } from '../../api/request';

type Entry = Record<string, unknown>;

/**
 * The agents that this account can send with: approved, and of the credential's app ID (LigueLead's own integration).
 * The others are listed with what keeps them from it.
 */
export async function searchAgents(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const { appId } = await this.getCredentials(CREDENTIAL);
	const agents = await fetchList(this, '/rcs/agents');
	const usable = agents.filter((agent) => reasonAgainst(agent, appId) === undefined);
	const others = agents.filter((agent) => reasonAgainst(agent, appId) !== undefined);
	const results = [...usable, ...others].map((agent) => {
		const reason = reasonAgainst(agent, appId);
		const name = String(agent.sender_name ?? agent.id);
		return { name: reason === undefined ? name : `${name} (${reason})`, value: String(agent.id) };
	});
	return { results: matching(results, filter) };
}

function reasonAgainst({ status, app_id: owner, rejection_reason: why }: Entry, appId: unknown) {
	if (owner !== undefined && owner !== null && String(owner) !== String(appId))
		return 'of another app ID';
	if (status === undefined || status === 'approved') return undefined;
	return typeof why === 'string' && why !== '' ? `${String(status)}: ${why}` : String(status);
}

/** The templates of the account. */
export async function searchTemplates(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const templates = await fetchList(this, '/rcs/templates');
	const results = templates.map(({ id, title }) => ({
		name: typeof title === 'string' && title !== '' ? title : String(id),
		value: String(id),
	}));
	return { results: matching(results, filter) };
}

function matching(results: INodeListSearchResult['results'], filter: string) {
	const wanted = filter.trim().toLowerCase();
	return results.filter(({ name }) => name.toLowerCase().includes(wanted));
}

/** The variables of the chosen template, by the text in which they stand. */
export async function loadVariables(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const chosen = this.getCurrentNodeParameter('template', { extractValue: true });
	const templates = await fetchList(this, '/rcs/templates');
	const template = templates.find(({ id }) => String(id) === String(chosen));
	if (template === undefined) return [];
	// They stand in the body, and perhaps in its header and cards.
	const texts = textsIn(template);
	const keys = texts.flatMap((text) => [...text.matchAll(VARIABLE)].map(([, key = '']) => key));
	return [...new Set(keys)].map((key) => ({
		name: `{{${key}}}`,
		value: key,
		// n8n shows it below the name.
		description: texts.find((text) => text.includes(`{{${key}}}`)) ?? '',
	}));
}

const VARIABLE = /\{\{\s*([\w-]{1,40})\s*\}\}/g;

function textsIn(value: unknown, depth = 0): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null || depth > 5) return [];
	return Object.values(value).flatMap((one) => textsIn(one, depth + 1));
}
