export {
	channelOf,
	eventKey,
	eventPhone,
	isFinal,
	isStatusEvent,
	parseEvent,
	CHANNELS,
	STATUSES,
	type Channel,
	type ParsedEvent,
	type StatusEvent,
} from './event';
export { passes, readPhoneFilter, readWords, type EventFilter } from './filter';
export { SeenEvents } from './seenEvents';
