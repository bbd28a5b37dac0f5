import { NOT_STARTED } from '../outcomes';
import type { Sent, SentPart } from './sent';
import type { Plan } from './types';

/** Finds what became of recipients, without walking a campaign's recipients for every item. */
export class PartFinder {
	private readonly byPhone = new Map<number, Map<string, SentPart>>();

	constructor(
		private readonly plan: Plan,
		private readonly sent: Sent,
	) {}

	/** Takes recipients of one campaign (its place in the plan); returns them grouped by outcome. */
	find(campaign: number, phones: readonly string[]): SentPart[] {
		const [only] = this.sent[campaign] ?? [];
		if (only === undefined) return [{ phones, outcome: NOT_STARTED }];
		if (only.phones.length === this.plan.campaigns[campaign]?.phones.length) {
			return [{ phones, outcome: only.outcome }];
		}
		const parts = this.partsOf(campaign);
		const groups = new Map<SentPart | undefined, string[]>();
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

	private partsOf(campaign: number): Map<string, SentPart> {
		let parts = this.byPhone.get(campaign);
		if (parts === undefined) {
			const list = this.sent[campaign] ?? [];
			parts = new Map(list.flatMap((part) => part.phones.map((phone) => [phone, part] as const)));
			this.byPhone.set(campaign, parts);
		}
		return parts;
	}
}
