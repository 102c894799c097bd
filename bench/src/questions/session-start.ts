import { setTimeout as settled } from "node:timers/promises";
import { personsBrowser } from "@storydream/e2e/harness/browser";
import { createProject, follow } from "@storydream/e2e/harness/follower";
import { startStudio } from "@storydream/e2e/harness/studio";
import { chromium } from "playwright-core";
import { type BenchDriver, benchDrivers } from "../harness/drivers.ts";
import type { Figure } from "../harness/figures.ts";

const ROUNDS = 7;
/**
 * A spare has waited so long when somebody comes. A browser on the engine's own machine hears of the spare's network up to
 * two seconds late, and cuts off what it is just loading: nobody else's does, so a cold start in a container is told with it.
 */
const SETTLE_MS = 3_000;

/** How long from `session:start` to ready, and to the first frame painted in a browser, cold and warm, on each driver. */
export async function sessionStart(): Promise<Figure[]> {
	const figures: Figure[] = [];
	for (const driver of benchDrivers()) {
		for (const warm of [false, true]) figures.push(...(await startsOf(driver, warm)));
	}
	return figures;
}

async function startsOf(driver: BenchDriver, warm: boolean): Promise<Figure[]> {
	const browser = await chromium.launch(await personsBrowser());
	try {
		const place = await driver.place();
		const studio = await startStudio({ WARM_POOL: warm ? "1" : "0", ...place.environment });
		const ready: number[] = [];
		const painted: number[] = [];
		try {
			for (let round = 0; round <= ROUNDS; round += 1) {
				if (warm) {
					await untilWarm(studio.url);
					await settled(SETTLE_MS);
				}
				const project = await createProject(studio.url);
				const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
				const session = await follow(studio.url, project.id);
				const { at, message } = await session.until("session:ready");
				await page.goto(message.previewUrl, { waitUntil: "commit" });
				await page.waitForFunction(() => (document.querySelector(".__remotion-player")?.textContent ?? "") !== "", null, {
					timeout: 30_000,
					polling: "raf",
				});
				const paintedAt = performance.now();
				// The first round warms the disk's cache and is not counted.
				if (round > 0) {
					ready.push(at - session.startedAt);
					painted.push(paintedAt - session.startedAt);
				}
				await page.close();
				await session.end();
			}
		} finally {
			await studio.close();
			await place.close();
		}
		const { goals } = driver;
		const kind = `${warm ? "warm" : "cold"}, ${driver.name}`;
		return [
			{
				question: `session:start to session:ready, ${kind}`,
				unit: "ms",
				samples: ready,
				goal: warm ? goals.warmReady : goals.coldReady,
			},
			{
				question: `session:start to first frame painted, ${kind}`,
				unit: "ms",
				samples: painted,
				goal: warm ? goals.warmPainted : goals.coldPainted,
			},
		];
	} finally {
		await browser.close();
	}
}

/** Waits until a spare sandbox stands by, as the studio's metrics say. */
export async function untilWarm(url: string): Promise<void> {
	const deadline = Date.now() + 60_000;
	while (Date.now() < deadline) {
		const metrics = await (await fetch(`${url}/metrics`)).text();
		if (Number(/^storydream_sessions\{what="warm"\} (\d+)/m.exec(metrics)?.[1] ?? 0) > 0) return;
		await new Promise((wake) => setTimeout(wake, 100));
	}
	throw new Error("no spare sandbox stood by within 60 s");
}
