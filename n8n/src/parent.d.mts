/**
 * Calls back when this process was started by `npm run` and the shell between npm and it has
 * ended: npm hands a SIGTERM to that shell alone, which ends without telling its child.
 *
 * @returns a function that gives up watching
 */
export declare function whenLeftAlone(callback: () => void): () => void;
