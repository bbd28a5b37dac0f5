import { WAVES_AT_ONCE } from '../../api/sendDrafts';

const FEW_ITEMS = 100;

const SHARE = 0.05;

// Two waves on their way keep as many requests busy as 'Parallel Requests' allows at most.
const BUSY = 250;

/**
 * How many items make a wave, of a run of so many items. A process that is killed leaves in doubt what
 * is being claimed or on its way: with idempotency keys, at most 5 % of the run, or 100 items if that is
 * more. Without keys nothing is claimed, and waves are larger; whatever the options, the same run is cut
 * in the same places, so that it is known again after a restart.
 */
export function waveSize(items: number, keyed: boolean): number {
	const share = Math.floor(items * SHARE);
	return keyed ? Math.floor(Math.max(FEW_ITEMS, share) / WAVES_AT_ONCE) : Math.max(BUSY, share);
}
