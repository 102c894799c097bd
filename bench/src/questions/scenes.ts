import { findBrowser } from "@storydream/sandbox";
import { openDrawing } from "../../../packages/template/scripts/sheet/drawing.ts";
import type { Cell } from "../../../packages/template/scripts/sheet/request.ts";
import type { Figure } from "../harness/figures.ts";

/** Each film is measured this often, the second time in the opposite order; the faster time counts. */
const ROUNDS = 2;
const SIZE = { width: 1920, height: 1080 };
/** The look that scenes are compared in, and scenes of different density that looks are compared with. */
const LOOK = "swiss";
const SCENES = ["Title", "Points", "BarChart"];
/** Times the average scene of the same run that a scene or a look may take. */
const MOST = 1.5;

/** How long a frame of each scene in each layout, and of each look, takes against the average scene of the same run. */
export async function scenes(): Promise<Figure[]> {
	const browser = await findBrowser(process.env);
	if (!browser) throw new Error("no browser");
	const drawing = await openDrawing(browser.executablePath);
	try {
		const all = await drawing.cells({ ...SIZE, looks: [LOOK], layouts: ["all"] });
		const looks = await drawing.cells({ ...SIZE, scenes: SCENES });
		const films = [...all, ...looks];
		const times = films.map(() => Number.POSITIVE_INFINITY);
		for (let round = 0; round < ROUNDS; round += 1) {
			const order = [...films.keys()];
			for (const [done, index] of (round % 2 === 0 ? order : order.reverse()).entries()) {
				const ms = await drawing.msPerFrame({ ...SIZE, board: films[index]?.board });
				times[index] = Math.min(times[index] ?? ms, ms);
				if (process.stderr.isTTY) process.stderr.write(`\r  round ${round + 1}: ${done + 1} of ${films.length} `);
			}
		}
		const average = mean(times.slice(0, all.length));
		const sceneTimes = all.map((cell, index) => ({ name: cell.scene, cell, ms: times[index] ?? Number.NaN }));
		const lookTimes = looks.map((cell, index) => ({ name: cell.look, cell, ms: times[all.length + index] ?? Number.NaN }));
		// A look costs what its backdrop costs: against the same scenes in the average look.
		const averageLook = mean(lookTimes.map(({ ms }) => ms));
		return [
			{ question: "a frame of the average scene", unit: "ms", samples: sceneTimes.map(({ ms }) => ms) },
			...[...Map.groupBy(sceneTimes, ({ name }) => name)].map(([name, timed]) => sceneFigure(name, timed, average)),
			...[...Map.groupBy(lookTimes, ({ name }) => name)].map(([name, timed]): Figure => {
				const ratio = mean(timed.map(({ ms }) => ms)) / averageLook;
				return {
					question: `look ${name}`,
					unit: "x",
					samples: [ratio],
					goal: MOST,
					note: `of the average look, ${SCENES.join(", ")}`,
				};
			}),
		];
	} finally {
		await drawing.close();
	}
}

/** Of a scene the slowest layout has to keep the limit. */
function sceneFigure(name: string, timed: { cell: Cell; ms: number }[], average: number): Figure {
	const slow = timed
		.filter(({ ms }) => ms > average * MOST)
		.map(({ cell, ms }) => `${cell.layout || "as it is"} ${ms.toFixed(0)} ms`);
	return {
		question: `scene ${name}`,
		unit: "x",
		samples: timed.map(({ ms }) => ms / average),
		goal: MOST,
		goalAt: 1,
		...(slow.length > 0 ? { note: `slow: ${slow.join(", ")}` } : {}),
	};
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
