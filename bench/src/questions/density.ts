import { readFile } from "node:fs/promises";
import { createProject, type Follower, follow } from "@storydream/e2e/harness/follower";
import { startStudio } from "@storydream/e2e/harness/studio";
import { benchDrivers } from "../harness/drivers.ts";
import { type Figure, percentile } from "../harness/figures.ts";

const GROUP = 5;
const MOST = 400;
/** What a machine keeps for itself: below this the question ends, before the system ends processes. */
const SPARE_MB = 2_000;

/** How many open sessions a machine holds until the start of one more takes twice as long: the cliff. */
export async function density(): Promise<Figure[]> {
	const figures: Figure[] = [];
	for (const driver of benchDrivers()) {
		// A cluster has nodes for that, and on one of them it is the engine's.
		if (driver.name === "Kubernetes") continue;
		const place = await driver.place();
		const studio = await startStudio({ WARM_POOL: "0", MAX_SESSIONS: String(MOST), ...place.environment });
		const open: Follower[] = [];
		try {
			const groups: number[][] = [];
			const before = await availableMb();
			let cliff: number | null = null;
			let why = `not reached with ${MOST}`;
			while (open.length < MOST) {
				const group: number[] = [];
				for (let one = 0; one < GROUP; one += 1) {
					const session = await follow(studio.url, (await createProject(studio.url)).id);
					open.push(session);
					const { at } = await session.until("session:ready", () => true, 120_000);
					group.push(at - session.startedAt);
				}
				groups.push(group);
				// The first group warms the disk's cache; the second is what the others are compared with.
				const [, base] = groups;
				if (base && groups.length > 2 && percentile(group, 0.95) > 2 * percentile(base, 0.95)) {
					cliff = open.length;
					why = "p95 of a start doubled";
					break;
				}
				if ((await availableMb()) < SPARE_MB) {
					why = `memory ended at ${open.length} before starts became slow`;
					break;
				}
			}
			const used = (before - (await availableMb())) / open.length;
			figures.push(
				{
					question: `open sessions until p95 of a start doubles, ${driver.name}`,
					unit: "count",
					samples: [cliff ?? open.length],
					better: "higher",
					note: why,
				},
				{
					question: `start of a session with few open (${GROUP + 1} to ${2 * GROUP}), ${driver.name}`,
					unit: "ms",
					samples: groups[1] ?? [],
				},
				{ question: `start of one of the last ${GROUP}, ${driver.name}`, unit: "ms", samples: groups.at(-1) ?? [] },
				{
					question: `memory the machine has less for each open session, ${driver.name}`,
					unit: "MB",
					samples: [used],
				},
			);
		} finally {
			// One by one: their ends are no part of the question, and a studio that stops has little time for them.
			for (const session of open) await session.end().catch((error: unknown) => console.error("a session did not end:", error));
			await studio.close();
			await place.close();
		}
	}
	return figures;
}

async function availableMb(): Promise<number> {
	return Number(/^MemAvailable:\s+(\d+) kB/m.exec(await readFile("/proc/meminfo", "utf8"))?.[1] ?? 0) / 1024;
}
