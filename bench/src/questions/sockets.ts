import { createProject, follow } from "@storydream/e2e/harness/follower";
import { startStudio } from "@storydream/e2e/harness/studio";
import type { Figure } from "../harness/figures.ts";
import { memoryOf } from "../harness/memory.ts";

const SOCKETS = 1000;
const AT_ONCE = 50;
const ROUNDS = 3;
const SETTLE_MS = 30_000;

/** Pages that come and go: how long one takes to hear of its session, and what a thousand of them leave in the studio. */
export async function sockets(): Promise<Figure[]> {
	const studio = await startStudio({ WARM_POOL: "0" });
	try {
		const project = await createProject(studio.url);
		const session = await follow(studio.url, project.id);
		await session.until("session:ready");
		const heard: number[] = [];
		const memory: number[] = [];
		// The first thousand fills what is kept once and for all; growth is what comes after it.
		for (let round = 0; round < ROUNDS; round += 1) {
			for (let opened = 0; opened < SOCKETS; opened += AT_ONCE) {
				const times = await Promise.all(Array.from({ length: AT_ONCE }, () => comeAndGo(studio.url, project.id)));
				if (round > 0) heard.push(...times);
			}
			await untilOnly(1, studio.url);
			memory.push(await megabytes(studio.pid));
		}
		const left = await followers(studio.url);
		session.close();
		const [first = Number.NaN] = memory;
		const last = memory.at(-1) ?? Number.NaN;
		return [
			{
				question: `a page's socket: opened, followed, ready heard (${AT_ONCE} at once)`,
				unit: "ms",
				samples: heard,
			},
			{
				question: `sockets left after ${ROUNDS * SOCKETS} were opened and closed, besides the one that stayed`,
				unit: "count",
				samples: [left - 1],
				goal: 0,
			},
			{
				question: `growth of the studio's memory over ${(ROUNDS - 1) * SOCKETS} more sockets (PSS)`,
				unit: "MB",
				samples: [last - first],
				goal: 30,
				note: `${first.toFixed(0)} MB after the first ${SOCKETS}`,
			},
		];
	} finally {
		await studio.close();
	}
}

async function comeAndGo(url: string, projectId: string): Promise<number> {
	const begun = performance.now();
	const page = await follow(url, projectId);
	const { at } = await page.until("session:ready");
	page.close();
	return at - begun;
}

async function followers(url: string): Promise<number> {
	const metrics = await (await fetch(`${url}/metrics`)).text();
	return Number(/^storydream_sessions\{what="followers"\} (\d+)/m.exec(metrics)?.[1] ?? Number.NaN);
}

async function untilOnly(count: number, url: string): Promise<void> {
	const deadline = Date.now() + SETTLE_MS;
	while ((await followers(url)) !== count) {
		if (Date.now() > deadline) return;
		await new Promise((wake) => setTimeout(wake, 50));
	}
}

async function megabytes(pid: number): Promise<number> {
	const [studio] = await memoryOf((each) => each.pid === pid);
	return studio?.pssMb ?? Number.NaN;
}
