import { NOT_STARTED } from '../outcomes';
import type { Accepted, Delivered, DeliveredPart, Failed, NotSent } from '../outcomes';
import type { Plan } from './types';

/** Some of an item's recipients, with the one outcome they share. */
export interface Piece {
	readonly phones: readonly string[];
	readonly outcome: Accepted | Failed | NotSent;
}

/** Finds what became of recipients, without walking a campaign's recipients for every item. */
export class PieceFinder {
	private readonly byPhone = new Map<number, Map<string, DeliveredPart>>();

	constructor(
		private readonly plan: Plan,
		private readonly delivered: Delivered,
	) {}

	/** Takes recipients of one campaign (its place in the plan); returns them grouped by outcome. */
	find(campaign: number, phones: readonly string[]): Piece[] {
		const [only] = this.delivered.parts[campaign] ?? [];
		if (only === undefined) return [{ phones, outcome: NOT_STARTED }];
		if (only.phones.length === this.plan.campaigns[campaign]?.phones.length) {
			return [{ phones, outcome: only.outcome }];
		}
		const parts = this.partsOf(campaign);
		const groups = new Map<DeliveredPart | undefined, string[]>();
		for (const phone of phones) {
			const part = parts.get(phone);
			const group = groups.get(part);
			if (group === undefined) groups.set(part, [phone]);
			else group.push(phone);
		}
		return [...groups].map(([part, group]) => ({
			phones: group,
			outcome: part?.outcome ?? NOT_STARTED,
		}));
	}

	private partsOf(campaign: number): Map<string, DeliveredPart> {
		let parts = this.byPhone.get(campaign);
		if (parts === undefined) {
			const list = this.delivered.parts[campaign] ?? [];
			parts = new Map(list.flatMap((part) => part.phones.map((phone) => [phone, part] as const)));
			this.byPhone.set(campaign, parts);
		}
		return parts;
	}
}
