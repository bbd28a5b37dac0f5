/** The JSON at a URL; undefined when the answer is no success. */
export const getJson = async (url) => {
	const response = await fetch(url);
	return response.ok ? response.json() : undefined;
};

/** Runs `work` at once, and once more after it when it was asked for meanwhile. */
export function coalesced(work) {
	let running = false;
	let again = false;
	return async () => {
		again = true;
		if (running) return;
		running = true;
		while (again) {
			again = false;
			await work().catch(() => undefined);
		}
		running = false;
	};
}
