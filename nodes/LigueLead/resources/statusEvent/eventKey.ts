import { createHash } from 'crypto';

import type { StatusEvent } from '../../statusEvents';
import { identityOf, KEY_LENGTH } from '../../statusEvents';

/** The key of an event among those that have passed: a hash of what makes it unique. */
export function eventKey(event: StatusEvent): string {
	return createHash('sha256').update(identityOf(event)).digest('base64url').slice(0, KEY_LENGTH);
}
