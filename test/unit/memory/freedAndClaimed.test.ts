import { MOST, record, setUp } from './fakeRow';

describe('SharedRow', () => {
	it('answers whoever frees what another one claims in the same turn', async () => {
		const { clock, row, view, shared } = setUp();
		const other = shared.view(row, MOST);
		let freed = false;
		const both = async () => {
			await view.look(record(['a']));
			const freeing = view.forget(['a']).then(() => (freed = true));
			await other.look(record(['a']));
			// Whoever waits for it after that waits for ever.
			await Promise.race([freeing, clock.sleep(10_000)]);
		};
		await clock.run(both());
		expect(freed).toBe(true);
		expect(row.entries).toContain('a');
	});
});
