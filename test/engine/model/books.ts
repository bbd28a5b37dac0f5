import type { SeenCampaign } from '../../../sandbox';
import { expectedOf, type Expected, type Version } from './expected';
import { isConfirmed } from './faults';

/** An execution and its retries: all that may send for one input. */
export interface Family {
	readonly name: string;
	/** Every version of the workflow that it ran with. */
	readonly versions: Version[];
}

/** One SMS to one recipient, as the server took it. */
export interface Sms {
	readonly campaign: SeenCampaign;
	/** Place of its campaign among all. */
	readonly order: number;
	readonly family: Family;
	/** The text without the time in it. */
	readonly content: string;
	readonly phone: string;
	/** Whether the answer said that it was accepted. */
	readonly confirmed: boolean;
	/** The items that it may be for. */
	readonly items: readonly number[];
}

const national = (phone: string) => phone.slice(-11);
const TIME = / #\d+$/;
const TITLE = /^(.+?)(?: item (\d+))?$/;

/** The title that a family's SMS carry; with an item, each item has its own. */
export function titleOf(family: string, item?: number): string {
	return item === undefined ? family : `${family} item ${item}`;
}

/** What the server took, and whose it is. Made from the server's record and the input alone. */
export class Books {
	readonly sms: readonly Sms[];

	constructor(campaigns: readonly SeenCampaign[], families: readonly Family[]) {
		const byName = new Map(families.map((family) => [family.name, family]));
		this.sms = campaigns.flatMap((campaign, order) => {
			const [, name = '', item] = TITLE.exec(campaign.title ?? '') ?? [];
			const family = byName.get(name);
			if (family === undefined) return [];
			const content = campaign.message.replace(TIME, '');
			return campaign.phones.map((written) => {
				const phone = national(written);
				return {
					campaign,
					order,
					family,
					content,
					phone,
					confirmed: isConfirmed(campaign.fault),
					items: item === undefined ? holders(family, content, phone) : [Number(item)],
				};
			});
		});
	}

	/** What was sent of a family. */
	of(family: Family): Sms[] {
		return this.sms.filter((one) => one.family === family);
	}

	/** What was certainly sent of an item: in shared campaigns, also what another item brought. */
	ofItem(family: Family, item: number): Sms[] {
		const shared = family.versions.some(({ settings }) => settings.grouping === 'perMessage');
		return this.of(family).filter(
			({ items }) => items.includes(item) && (shared || items.length === 1),
		);
	}

	/** The key that an SMS certainly went out with; undefined if none, or if it may be one of several. */
	keyOf({ family, items }: Sms): string | undefined {
		const [first, ...others] = new Set(items.map((item) => keyOfItem(family, item)));
		return others.length === 0 && first !== '' ? first : undefined;
	}

	/** Whether an SMS may have gone out with a key. */
	mayHave({ family, items }: Sms, key: string): boolean {
		return items.some((item) => keyOfItem(family, item) === key);
	}
}

function keyOfItem({ versions }: Family, item: number): string {
	const [version] = versions;
	return version === undefined ? '' : (expectedOf(version)[item]?.key ?? '');
}

function holders({ versions }: Family, content: string, phone: string): number[] {
	const found = versions.flatMap((version) => {
		const expected = expectedOf(version);
		return version.items.flatMap(({ text }, item) => {
			const { fate, phones } = expected[item] as Expected;
			return fate === 'send' && text === content && phones.includes(phone) ? [item] : [];
		});
	});
	return [...new Set(found)];
}
