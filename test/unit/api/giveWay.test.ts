import { giveWay } from '../../../nodes/LigueLead/api/giveWay';

test('lets others have their turn after every 16 calls, in order', async () => {
	const calls: number[] = [];
	const turns: number[] = [];
	const turn = giveWay({
		sleep: async () => {
			await new Promise((resolve) => setImmediate(resolve));
			turns.push(calls.length);
		},
	});
	await Promise.all(
		Array.from({ length: 40 }, async (_, call) => {
			await turn();
			calls.push(call);
		}),
	);
	expect(calls).toEqual([...Array(40).keys()]);
	expect(turns).toEqual([16, 32]);
});
