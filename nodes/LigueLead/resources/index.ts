import type { Resource } from './operation';
import { audio } from './audio';
import { rcs } from './rcs';
import { sms } from './sms';
import { voice } from './voice';

/** What the node offers: its lists, fields, dispatch, credential rule and the README's tables come from here. */
export const resources: readonly Resource[] = [sms, voice, rcs, audio];
