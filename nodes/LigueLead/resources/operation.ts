import type {
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodeExecutionData,
	INodeListSearchResult,
	INodeProperties,
	INodePropertyOptions,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

/** One entry of the list 'Operation' and everything the node has to know of it. */
export interface Operation {
	/** What saved workflows hold: never renamed. */
	readonly value: string;
	/** Its name in the list 'Operation'. */
	readonly name: string;
	/** Its name in n8n's node panel, and to a model as a tool: "Send an SMS to mobile numbers". */
	readonly action: string;
	readonly description: string;
	/** What the node's subtitle says; by default the operation's name and the resource's. */
	readonly subtitle?: string;
	/** Whether it sends requests to LigueLead, and so needs the credential. */
	readonly sends: boolean;
	/** Left out of the list 'Operation' of the node as a tool; it still has to refuse to run as one. */
	readonly notAsTool?: boolean;
	/** Its parameters, in the order people fill them in, without `displayOptions` for resource and operation. */
	readonly fields: readonly INodeProperties[];
	/** Runs it over all input items. Returns what goes out, item by item. */
	execute(context: IExecuteFunctions): Promise<INodeExecutionData[]>;
	/** Answers a call of the resume URL of an execution that it put to wait. */
	webhook?(context: IWebhookFunctions): Promise<IWebhookResponseData>;
}

/** Looks for entries of a list, in the editor; takes what the user typed. */
export type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
) => Promise<INodeListSearchResult>;

/** Loads the options of a list, in the editor. */
export type Choices = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

/** One entry of the list 'Resource', such as a channel. */
export interface Resource {
	/** What saved workflows hold: never renamed. */
	readonly value: string;
	readonly name: string;
	/** Sorted by name. */
	readonly operations: readonly Operation[];
	/** Value of the operation that is chosen at first. */
	readonly firstChoice: string;
	/** What fills the lists of its parameters, by the name that they give as `searchListMethod`. */
	readonly searches?: Readonly<Record<string, Search>>;
	/** What fills its lists of options, by the name that they give as `loadOptionsMethod`. */
	readonly choices?: Readonly<Record<string, Choices>>;
	/** Words that the subtitle adds in brackets if a parameter is on, by the parameter's name. */
	readonly marks?: Readonly<Record<string, string>>;
}
