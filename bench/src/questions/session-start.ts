import { setTimeout as settled } from "node:timers/promises";
import { createProject, follow } from "@storydream/e2e/harness/follower";
import { startStudio } from "@storydream/e2e/harness/studio";
import type { Page } from "playwright-core";
import { type BenchDriver, benchDrivers } from "../harness/drivers.ts";
import { launchElsewhere } from "../harness/elsewhere.ts";
import type { Figure } from "../harness/figures.ts";

const ROUNDS = 7;
/** A person's page is open before they open a project: starting a tab is not part of it, and takes both of two cores. */
const SETTLE_MS = 1_500;
const PAINT_MS = 30_000;

/** How long from `session:start` to ready, and to the first frame painted in a browser, cold and warm, on each driver. */
export async function sessionStart(): Promise<Figure[]> {
	const figures: Figure[] = [];
	for (const driver of benchDrivers()) {
		for (const warm of [false, true]) figures.push(...(await startsOf(driver, warm)));
	}
	return figures;
}

async function startsOf(driver: BenchDriver, warm: boolean): Promise<Figure[]> {
	const place = await driver.place();
	const ready: number[] = [];
	const painted: number[] = [];
	try {
		const studio = await startStudio({ WARM_POOL: warm ? "1" : "0", ...place.environment });
		try {
			const { browser, close } = await launchElsewhere(studio.url);
			try {
				for (let round = 0; round <= ROUNDS; round += 1) {
					if (warm) await untilWarm(studio.url);
					const project = await createProject(studio.url);
					const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
					await page.goto(studio.url);
					await settled(SETTLE_MS);
					const session = await follow(studio.url, project.id);
					const { at, message } = await session.until("session:ready");
					await showPreview(page, message.previewUrl);
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
				await close();
			}
		} finally {
			await studio.close();
		}
	} finally {
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
}

/** Shows the preview in a frame of the studio's page, as the product does, and resolves once the film is painted. */
async function showPreview(page: Page, previewUrl: string): Promise<void> {
	await page.evaluate((url) => {
		const frame = document.createElement("iframe");
		frame.src = url;
		frame.style.cssText = "position:fixed;inset:0;width:100%;height:100%;border:0;z-index:9999";
		document.body.append(frame);
	}, previewUrl);
	const frame = page.frames().find((each) => each.parentFrame() !== null) ?? (await page.waitForEvent("frameattached"));
	await frame.waitForURL((url) => url.href.startsWith(previewUrl), { waitUntil: "commit", timeout: PAINT_MS });
	await frame.waitForFunction(() => (document.querySelector(".__remotion-player")?.textContent ?? "") !== "", null, {
		timeout: PAINT_MS,
		polling: "raf",
	});
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
