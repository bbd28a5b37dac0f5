import './env';

import {
	ICredentialsHelper,
	NodeHelpers,
	UnexpectedError,
	UserError,
	isExpression,
} from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialsExpressionResolveValues,
	ICredentialType,
	IExecuteData,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeParameters,
	INodeProperties,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';

/** A credential as a user has saved it. */
export interface SavedCredential {
	type: string;
	data: ICredentialDataDecryptedObject;
}

/**
 * Hands saved credentials to nodes as n8n's own helper does: fill in defaults, resolve expressions, then `authenticate` (function or generic) on each request.
 *
 * `saved` maps a credential's id to its type and plain data; `types` are the known credential types.
 */
export class EngineCredentials extends ICredentialsHelper {
	/** How often a credential was read from the store; in n8n that includes decrypting it. */
	reads = 0;

	constructor(
		private readonly types: readonly ICredentialType[],
		private readonly saved: Record<string, SavedCredential>,
	) {
		super();
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		return this.typeOf(type).properties;
	}

	async getCredentials(): Promise<ICredentials> {
		throw new UnexpectedError('No node under test may read a credential undecrypted');
	}

	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		nodeCredentials: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		scope?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const stored = this.read(nodeCredentials, type);
		if (raw === true) return stored;
		const data = this.withDefaults(type, stored);
		if (scope === undefined) return data;
		const resolved = scope.workflow.expression.getParameterValue(
			data as INodeParameters,
			scope.runExecutionData,
			scope.runIndex,
			scope.itemIndex,
			scope.node.name,
			scope.connectionInputData,
			mode,
			{},
			executeData,
			false,
			data as INodeParameters,
		);
		return resolved as ICredentialDataDecryptedObject;
	}

	/** The stored fields with the type's defaults for the others. */
	withDefaults(
		type: string,
		stored: ICredentialDataDecryptedObject,
	): ICredentialDataDecryptedObject {
		const properties = this.getCredentialsProperties(type);
		return NodeHelpers.getNodeParameters(
			properties,
			stored as INodeParameters,
			true,
			false,
			null,
			null,
		) as ICredentialDataDecryptedObject;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		request: IHttpRequestOptions,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.typeOf(typeName);
		if (authenticate === undefined) return request;
		if (typeof authenticate === 'function') return await authenticate(credentials, request);
		if (!workflow || !node) throw new UnexpectedError('Generic authentication needs a workflow');
		const resolve = (value: unknown) =>
			isExpression(value)
				? String(
						workflow.expression.getSimpleParameterValue(
							node,
							value,
							'internal',
							{ $credentials: credentials },
							undefined,
							'',
						) ?? '',
					)
				: value;
		const additions = Object.entries(authenticate.properties).map(([part, fields]) => [
			part,
			{
				...Object(Reflect.get(request, part)),
				...Object.fromEntries(
					Object.entries(Object(fields)).map(([key, value]) => [resolve(key), resolve(value)]),
				),
			},
		]);
		return { ...request, ...Object.fromEntries(additions) };
	}

	async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async updateCredentials(): Promise<void> {
		throw new UnexpectedError('No node under test may change a credential');
	}

	async updateCredentialsOauthTokenData(): Promise<void> {
		throw new UnexpectedError('No node under test may change a credential');
	}

	private read(
		{ id, name }: INodeCredentialsDetails,
		type: string,
	): ICredentialDataDecryptedObject {
		if (!id) throw new UserError(`Found credential with no ID. (${name}, ${type})`);
		const credential = this.saved[id];
		if (credential?.type !== type) {
			throw new UserError(`Credential with ID "${id}" does not exist for type "${type}".`);
		}
		this.reads += 1;
		return structuredClone(credential.data);
	}

	private typeOf(name: string): ICredentialType {
		const type = this.types.find((candidate) => candidate.name === name);
		if (type === undefined) throw new UnexpectedError(`Unknown credential type ${name}`);
		return type;
	}
}
