/** A named line of a chart: points `[x, y]` by rising x. */
export interface Series {
	name: string;
	points: Array<[number, number]>;
}

const WIDTH = 860;
const HEIGHT = 360;
const LEFT = 56;
const RIGHT = 130;
const TOP = 36;
const BOTTOM = 44;
const STEPS = [1, 2, 5, 10, 15, 20, 30, 50, 60, 100, 120, 200, 300, 500, 1_000, 2_000, 5_000];
const COLOURS = ['#2563eb', '#d97706', '#059669', '#9333ea', '#dc2626', '#475569'];

/**
 * Draws lines over one pair of axes, both starting at 0, as an SVG document.
 *
 * @param labels the title and what the axes count
 * @throws RangeError when no series has a point
 */
export function lineChart(
	series: readonly Series[],
	labels: { title: string; x: string; y: string },
): string {
	const all = series.flatMap(({ points }) => points);
	if (all.length === 0) throw new RangeError('A chart needs a point');
	const x = axis(Math.max(...all.map(([value]) => value)), LEFT, WIDTH - RIGHT);
	const y = axis(Math.max(...all.map(([, value]) => value)), HEIGHT - BOTTOM, TOP);
	const right = WIDTH - RIGHT;
	const grid = y.ticks.map(
		(tick) =>
			`<path d="M${LEFT} ${y.at(tick)}H${right}" stroke="#cbd5e1"/>` +
			`<text x="${LEFT - 8}" y="${y.at(tick) + 4}" text-anchor="end">${tick}</text>`,
	);
	const bottom = x.ticks.map(
		(tick) => `<text x="${x.at(tick)}" y="${HEIGHT - 24}" text-anchor="middle">${tick}</text>`,
	);
	const lines = series.map(({ name, points }, n) => {
		const colour = COLOURS[n % COLOURS.length];
		const path = points.map(([a, b]) => `${x.at(a).toFixed(1)},${y.at(b).toFixed(1)}`).join(' ');
		return (
			`<polyline fill="none" stroke="${colour}" stroke-width="1.5" points="${path}"/>` +
			`<text x="${right + 12}" y="${TOP + 12 + n * 20}" fill="${colour}">${name}</text>`
		);
	});
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" fill="#334155">`,
		`<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
		`<text x="${LEFT}" y="20" font-size="14" font-weight="bold">${labels.title}</text>`,
		...grid,
		...bottom,
		`<text x="${right}" y="${HEIGHT - 8}" text-anchor="end">${labels.x}</text>`,
		`<text x="${LEFT - 8}" y="${TOP - 8}" text-anchor="end">${labels.y}</text>`,
		...lines,
		'</svg>',
		'',
	].join('\n');
}

// At most eight ticks, at round values.
function axis(most: number, from: number, to: number) {
	const step = STEPS.find((candidate) => most / candidate <= 8) ?? most / 8;
	const end = Math.ceil(most / step) * step || step;
	return {
		at: (value: number) => from + (value / end) * (to - from),
		ticks: Array.from({ length: Math.round(end / step) + 1 }, (_, n) => n * step),
	};
}
