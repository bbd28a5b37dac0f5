import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';

import { checkBaseUrl, checkTarget, DEFAULT_BASE_URL } from '../nodes/LigueLead/api/baseUrl';

// A redirect would carry the token to another host. n8n's two ways of making requests have an option each.
const NO_REDIRECT = {
	disableFollowRedirect: true,
	followRedirect: false,
	followAllRedirects: false,
};

export class LigueLeadApi implements ICredentialType {
	name = 'ligueLeadApi';

	displayName = 'LigueLead API';

	icon: Icon = {
		light: 'file:../nodes/LigueLead/liguelead.svg',
		dark: 'file:../nodes/LigueLead/liguelead.dark.svg',
	};

	documentationUrl =
		'https://github.com/liguelead/n8n-nodes-liguelead?tab=readme-ov-file#credentials';

	properties: INodeProperties[] = [
		{
			displayName:
				'Find the token and the app ID in the <a href="https://areadocliente.liguelead.app.br" target="_blank">LigueLead client area</a> under Integrations → API Token. Saving tests them without sending an SMS.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The API token of your LigueLead account',
		},
		{
			displayName: 'App ID',
			name: 'appId',
			type: 'string',
			required: true,
			default: '',
			description: 'The app ID shown beside the API token',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: DEFAULT_BASE_URL,
			description:
				'Where the LigueLead API answers. Change it only to use a local sandbox. Anything but HTTPS is refused, except on this machine (localhost).',
		},
		{
			displayName: 'Test Phone',
			name: 'testPhone',
			type: 'string',
			default: '',
			placeholder: 'e.g. 11 91234-5678',
			description:
				'Your own mobile, in any common format. While you build a workflow, it gets the first three messages of a run in place of the recipients, and nobody else gets anything.',
		},
		{
			displayName: 'Use It',
			name: 'testPhoneUse',
			type: 'options',
			default: 'manual',
			description: 'Which executions send to the test phone instead of to the recipients',
			displayOptions: { hide: { testPhone: [''] } },
			options: [
				{
					name: 'In Manual Executions',
					value: 'manual',
					description:
						'In executions started in the editor, and in evaluations. Workflows that are live send to the recipients.',
				},
				{
					name: 'Always',
					value: 'always',
					description:
						'In all executions: nobody but the test phone gets a message, also from workflows that are live',
				},
			],
		},
	];

	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	) => {
		const { url, problem } = checkBaseUrl(credentials.baseUrl);
		// n8n's HTTP Request node offers this credential, too, and can be pointed anywhere.
		const refusal = problem ?? checkTarget(url, request);
		if (refusal !== undefined) throw new TypeError(refusal);
		return {
			...request,
			...NO_REDIRECT,
			headers: {
				...request.headers,
				'api-token': String(credentials.apiToken).trim(),
				'app-id': String(credentials.appId).trim(),
			},
		};
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ ($credentials.baseUrl || '').trim() || '${DEFAULT_BASE_URL}' }}`,
			url: '/voice/uploads',
			method: 'GET',
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'LigueLead does not know these credentials. Check API Token and App ID: both are shown in the client area (areadocliente.liguelead.app.br) under Integrations → API Token.',
				},
			},
		],
	};
}
