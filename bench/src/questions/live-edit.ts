import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { personsBrowser } from "@storydream/e2e/harness/browser";
import { createProject, follow } from "@storydream/e2e/harness/follower";
import { startStudio } from "@storydream/e2e/harness/studio";
import { chromium } from "playwright-core";
import type { Figure } from "../harness/figures.ts";
import { total } from "../harness/memory.ts";
import { sandboxMemory } from "./first-event.ts";

const EDITS = 20;

/** How long from a saved file to its picture in a browser, through the studio's proxy. */
export async function liveEdit(): Promise<Figure[]> {
	const studio = await startStudio({ WARM_POOL: "0" });
	const browser = await chromium.launch(await personsBrowser());
	const samples: number[] = [];
	const open: number[] = [];
	try {
		const project = await createProject(studio.url);
		const session = await follow(studio.url, project.id);
		const { message } = await session.until("session:ready");
		const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
		await page.goto(message.previewUrl);
		await page.waitForFunction(() => (document.querySelector(".__remotion-player")?.textContent ?? "") !== "", null, {
			timeout: 30_000,
		});
		open.push(total(await sandboxMemory(studio.dataDir, message.sessionId)));
		const [sandbox] = await readdir(join(studio.dataDir, "sandboxes"));
		if (!sandbox) throw new Error("the session has no sandbox folder");
		const file = join(studio.dataDir, "sandboxes", sandbox, "project/src/storyboard.json");
		const board = JSON.parse(await readFile(file, "utf8")) as { scenes: { props: Record<string, unknown> }[] };
		for (let edit = 0; edit <= EDITS; edit += 1) {
			const words = `Edit ${edit} of many`;
			for (const scene of board.scenes) scene.props.title = words;
			const seen = page.waitForFunction((text) => document.body.textContent.replace(/\s+/g, " ").includes(text), words, {
				timeout: 10_000,
				polling: "raf",
			});
			const savedAt = performance.now();
			await writeFile(file, JSON.stringify(board, null, "\t"));
			await seen;
			if (edit > 0) samples.push(performance.now() - savedAt);
		}
		await session.end();
	} finally {
		await browser.close();
		await studio.close();
	}
	return [
		{ question: "file saved to painted preview, through the proxy", unit: "ms", samples, goal: 72 },
		{ question: "memory of a sandbox with the preview open (PSS)", unit: "MB", samples: open, goal: 200 },
	];
}
