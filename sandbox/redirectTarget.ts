/** Path that redirect faults point to; the sandbox counts who follows. */
export const redirectTarget = '/redirected';
