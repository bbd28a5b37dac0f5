/** Takes a line that says how far the bench is. */
export type Log = (line: string) => void;
