'use strict';
// Loaded into n8n before it starts. SIGUSR2 starts V8's profiler, the next one stops it and writes
// the profile to the file that BENCH_PROFILE names.
const { Session } = require('node:inspector');
const { writeFileSync } = require('node:fs');

const MICROSECONDS = 500;

let session;
process.on('SIGUSR2', () => {
	if (session === undefined) {
		session = new Session();
		session.connect();
		session.post('Profiler.enable');
		session.post('Profiler.setSamplingInterval', { interval: MICROSECONDS });
		session.post('Profiler.start');
		return;
	}
	session.post('Profiler.stop', (error, result) => {
		if (error) throw error;
		writeFileSync(process.env.BENCH_PROFILE, JSON.stringify(result.profile));
	});
	session.disconnect();
	session = undefined;
});
