const POLL_MS = 500;

export function whenLeftAlone(callback) {
	if (process.env.npm_lifecycle_event === undefined) return () => {};
	const parent = process.ppid;
	const timer = setInterval(() => {
		if (process.ppid === parent) return;
		clearInterval(timer);
		callback();
	}, POLL_MS);
	timer.unref();
	return () => clearInterval(timer);
}
