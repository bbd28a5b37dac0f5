import type { Sandbox } from '../../../sandbox';
import { NODE } from '../support';
import type { Books } from './books';
import { expectedOf, type Version } from './expected';
import { logged } from './logs';
import type { Played } from './played';
import type { readOutputs } from './told';
import { readTold } from './told';

/** One output for each item, in order within its branch, failures in the error branch where there is one. */
export function misplaced(
	outputs: ReturnType<typeof readOutputs>,
	{ settings, items }: Version,
): string[] {
	const all = outputs.map(({ item }) => item).sort((a, b) => a - b);
	const wrong =
		all.join() === items.map((_, item) => item).join() ? [] : [`outputs of items ${all.join()}`];
	for (const branch of [0, 1]) {
		const own = outputs.filter((one) => one.branch === branch).map(({ item }) => item);
		if (own.some((item, at) => at > 0 && item <= (own[at - 1] ?? -1))) {
			wrong.push(`branch ${branch} is out of order: ${own.join()}`);
		}
	}
	const routed = settings.onError === 'continueErrorOutput';
	for (const { item, branch, json } of outputs) {
		const due = routed && readTold(json).kind === 'failed' ? 1 : 0;
		if (branch !== due) wrong.push(`item ${item} left through branch ${branch}`);
	}
	return wrong;
}

/** Who got an SMS that no version just played asks for. */
export function strangers(books: Books, before: number, played: readonly Played[]): string[] {
	return books.sms.slice(before).flatMap((one) => {
		const own = played.filter(({ family }) => family === one.family);
		if (own.length === 0) return [];
		const asked = own.some(({ version }) =>
			expectedOf(version).some(
				({ fate, phones }, item) =>
					fate === 'send' &&
					phones.includes(one.phone) &&
					version.items[item]?.text === one.content,
			),
		);
		return asked ? [] : [`${one.phone} got "${one.content}", which no item asks for`];
	});
}

/** Which secrets of the account appear in what n8n saves, shows or logs. */
export function secretsIn(played: readonly Played[], { token, appId }: Sandbox): string[] {
	return played.flatMap(({ run, family }) => {
		const text = JSON.stringify([run.saved, run.error, run.hints(NODE), run.runData, logged()]);
		return [token, appId]
			.filter((one) => text.includes(one))
			.map((one) => `${family.name} tells ${one}`);
	});
}
