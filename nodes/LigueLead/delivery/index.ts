export {
	channelOf,
	eventKey,
	eventPhone,
	isFinal,
	isStatusEvent,
	parseEvent,
	type Channel,
	type ParsedEvent,
	type StatusEvent,
} from './event';
export { passes, readCampaignIds, readPhoneFilter, type EventFilter } from './filter';
export { SeenEvents } from './seenEvents';
