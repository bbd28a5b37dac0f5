import type { Resource } from './operation';
import { sms } from './sms';

/** What the node offers: its lists, fields, dispatch, credential rule and the README's tables come from here. */
export const resources: readonly Resource[] = [sms];
