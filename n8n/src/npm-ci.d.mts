/** How an installation is told apart in what it prints. */
export interface InstallOptions {
	/** The name of what is installed, in a sentence: `the tools`, `n8n`. */
	label: string;
	/** Where progress goes; one line a call. */
	log?: (line: string) => void;
}

/**
 * Says whether a folder's `node_modules` holds what its lockfile names.
 *
 * @param folder a folder with `package-lock.json`
 * @returns false if nothing is installed, if an installation was interrupted, or if the
 *   lockfile has changed since; npm's own record of its last complete installation is compared
 */
export declare function isInstalled(folder: string): boolean;

/**
 * Installs what a folder's lockfile names, without running the packages' scripts, and prints how
 * far it is. Does nothing if all is there.
 *
 * @returns whether anything was installed
 * @throws Error when npm ends with another exit code than 0; what npm printed has been shown
 */
export declare function ensureInstalled(folder: string, options: InstallOptions): Promise<boolean>;

/**
 * Runs npm in a folder with the arguments given; its output is shown.
 *
 * @throws Error naming the arguments when npm ends with another exit code than 0
 */
export declare function npm(folder: string, args: string[]): Promise<void>;
