import { mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect, test } from "@playwright/test";
import { expectFits } from "./harness/fits.ts";
import { type RunningStudio, startStudio } from "./harness/studio.ts";

/** The command sandbox needs it; a machine without it is one where commands can't be held. */
const HOLDER = "bwrap";
let programs: string;
let studio: RunningStudio;

test.skip(process.platform !== "linux", "other systems bring the sandbox for commands themselves");

test.beforeEach(async () => {
	programs = await mkdtemp(join(tmpdir(), "storydream-programs-"));
	await withoutHolder(programs);
	studio = await startStudio({ PATH: programs });
});
test.afterEach(async () => {
	await studio?.close();
	await rm(programs, { recursive: true, force: true });
});

test("a studio that can't hold commands says so, and still makes the film", async ({ page }) => {
	await page.goto(studio.url);
	await expect(page.getByTestId("restricted-banner")).toContainText(/bubblewrap/i);
	await page.getByTestId("prompt-box").fill('A 6 second film called "Held Back", saying that 42% is enough');
	await page.getByTestId("new-project").click();
	const notice = page.getByTestId("restricted-banner");
	await expect(notice).toContainText("The agent runs restricted.");
	await expect(notice).toContainText(/bubblewrap/i);
	const size = page.viewportSize();
	for (const [width, height] of [
		[390, 844],
		[1280, 800],
		[1440, 900],
	] as const) {
		await page.setViewportSize({ width, height });
		await expect(notice).toBeInViewport({ ratio: 1 });
		await expectFits(page, `restricted session at ${width} px`);
		await page.screenshot({ path: test.info().outputPath(`restricted-${width}.png`) });
	}
	if (size) await page.setViewportSize(size);
	await expect(page.getByTestId("tool-card").first()).toBeVisible();
	await expect(page.getByTestId("stop")).toBeHidden();

	const id = new URL(page.url()).pathname.split("/").at(-1);
	const answer = await page.request.get(`${studio.url}/api/projects/${id}/storyboard`);
	expect(JSON.stringify(await answer.json())).toContain("42");
	const film = page.frameLocator('[data-testid="preview-frame"]').locator("body");
	await page.getByTestId("timeline-scene").first().click();
	await expect.poll(async () => ((await film.textContent()) ?? "").replace(/\s/g, "")).toContain("HeldBack");
	await page.screenshot({ path: test.info().outputPath("restricted.png") });
});

/** A folder of all programs of this machine but the one. */
async function withoutHolder(folder: string): Promise<void> {
	const taken = new Set([HOLDER]);
	for (const from of (process.env.PATH ?? "").split(delimiter)) {
		// A folder on the path that is not there holds no programs.
		for (const name of await readdir(from).catch(() => [])) {
			if (taken.has(name)) continue;
			taken.add(name);
			await symlink(join(from, name), join(folder, name));
		}
	}
}
