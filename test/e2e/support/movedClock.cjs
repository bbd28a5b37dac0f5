'use strict';
// Loaded into n8n before it starts: its clock is ahead by as many milliseconds as the file says that MOVED_CLOCK
// names. Timers run as they do.
const { readFileSync } = require('node:fs');

const RealDate = Date;
const ahead = Number(readFileSync(process.env.MOVED_CLOCK, 'utf8'));

globalThis.Date = class Date extends RealDate {
	constructor(...time) {
		if (time.length === 0) super(RealDate.now() + ahead);
		else super(...time);
	}

	static now() {
		return RealDate.now() + ahead;
	}
};
