'use strict';
// Loaded into n8n before it starts. Writes a JSON line to the file that BENCH_BLOCKS names for each
// time that the event loop did not turn for a while, with the thread's processor time in it (`busy`), and for
// each run of a node and each collection of garbage (`gc`): `{name, start, end}`, in milliseconds since 1970. A node's run is its `execute()` alone, without what n8n does around it.
const Module = require('node:module');
const { openSync, writeSync } = require('node:fs');

const LOOK_MS = 5;
const WORTH_NOTING_MS = 20;

const file = openSync(process.env.BENCH_BLOCKS, 'a');
const now = () => performance.timeOrigin + performance.now();

function note(name, start, end, more) {
	writeSync(file, `${JSON.stringify({ name, start, end, ...more })}\n`);
}

function computed() {
	const { user, system } = process.threadCpuUsage();
	return (user + system) / 1000;
}

function watchEventLoop() {
	let last = now();
	let before = computed();
	setInterval(() => {
		const time = now();
		const sum = computed();
		if (time - last > WORTH_NOTING_MS) note('block', last, time, { busy: sum - before });
		last = time;
		before = sum;
	}, LOOK_MS).unref();
}

function watchGarbage() {
	new PerformanceObserver((list) => {
		for (const { startTime, duration } of list.getEntries()) {
			const start = performance.timeOrigin + startTime;
			note('gc', start, start + duration);
		}
	}).observe({ entryTypes: ['gc'] });
}

function watchNodes({ WorkflowExecute }) {
	const { executeNode } = WorkflowExecute.prototype;
	WorkflowExecute.prototype.executeNode = async function (...args) {
		const [, node] = args;
		const start = now();
		try {
			return await executeNode.apply(this, args);
		} finally {
			note(node.name, start, now());
		}
	};
}

const { _load: load } = Module;
let watched = false;
Module._load = function (...args) {
	const loaded = load.apply(this, args);
	if (!watched && args[0] === 'n8n-core' && loaded.WorkflowExecute !== undefined) {
		watched = true;
		watchNodes(loaded);
		watchEventLoop();
		watchGarbage();
	}
	return loaded;
};
