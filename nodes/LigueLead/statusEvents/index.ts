export {
	channelOf,
	eventPhone,
	findExcess,
	identityOf,
	isFinal,
	isStatusEvent,
	parseEvent,
	CHANNELS,
	MAX_EVENT_BYTES,
	OTHER,
	STATUSES,
	type Channel,
	type ParsedEvent,
	type StatusEvent,
} from './event';
export { isUnknownStatus, passes, readPhoneFilter, readWords, type EventFilter } from './filter';
export { RecentKeys } from './recentKeys';
export { KEY_LENGTH, SeenEvents } from './seenEvents';
