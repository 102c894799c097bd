import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { expectFits } from "./harness/fits.ts";
import { type RunningStudio, startStudio } from "./harness/studio.ts";

/** What the page says of files that no version holds: in the turn that made them, and of the project when it is put away. */
test.describe.configure({ mode: "serial" });

let studio: RunningStudio;
let page: Page;

test.beforeAll(async ({ browser }) => {
	// Thirty seconds without a sign of the person; and no sandbox but the project's.
	studio = await startStudio({ SESSION_IDLE_MINUTES: "0.5", WARM_POOL: "0" });
	page = await (await browser.newContext()).newPage();
	await page.goto(studio.url);
	await page.getByRole("button", { name: "Empty project" }).click();
	await expect(page.getByTestId("transport-play")).toBeEnabled();
});
test.afterAll(async () => {
	await page?.context().close();
	await studio?.close();
});

/** The project's folder in the one sandbox that runs. */
async function projectFolder(): Promise<string> {
	const sandboxes = join(studio.dataDir, "sandboxes");
	for (const name of await readdir(sandboxes)) {
		const folder = join(sandboxes, name, "project");
		const files: string[] = await readdir(folder).catch(() => []);
		if (files.includes("package.json")) return folder;
	}
	throw new Error("No sandbox has a project.");
}

test("a turn names the paths that its version does not hold, each with its reason, the first few at once", async () => {
	const project = await projectFolder();
	await mkdir(join(project, "clips/.git"), { recursive: true });
	await writeFile(join(project, "clips/.git/HEAD"), "ref: refs/heads/main\n");
	for (const name of ["a\\b.txt", "c\\d.txt", "e\\f.txt", "g\\h.txt"]) await writeFile(join(project, name), "words");
	await page.getByTestId("composer").fill('Change the title to "Kept and left out"');
	await page.getByTestId("send").click();
	const notice = page.getByTestId("left-out");
	await expect(notice).toContainText("5 paths are not saved in this version");
	await expect(page.getByTestId("stop")).toBeHidden();
	await expect(notice.getByRole("listitem")).toHaveCount(3);
	await notice.getByRole("button", { name: "Show all 5" }).click();
	await expect(notice.getByRole("listitem")).toHaveCount(5);
	await expect(notice).toContainText("clips/.git");
	await expect(notice).toContainText("a\\b.txt");
	for (const [width, height] of [
		[390, 844],
		[1280, 800],
		[1440, 900],
	] as const) {
		await page.setViewportSize({ width, height });
		await notice.scrollIntoViewIfNeeded();
		await expect(notice).toBeInViewport();
		await expectFits(page, `left-out paths at ${width} px`);
		await page.screenshot({ path: test.info().outputPath(`left-out-${width}.png`) });
	}
	await page.reload();
	await expect(page.getByTestId("left-out")).toContainText("5 paths are not saved in this version");
});

test("a project that is put away names what could not be saved, until the person closes the line", async () => {
	await writeFile(join(await projectFolder(), "late\\file.txt"), "words");
	const notice = page.getByTestId("session-notice");
	await expect(notice).toContainText("Not saved when the project was put away");
	await expect(notice).toContainText("late\\file.txt");
	await expect(notice).not.toContainText("clips");
	for (const [width, height] of [
		[390, 844],
		[1280, 800],
		[1440, 900],
	] as const) {
		await page.setViewportSize({ width, height });
		await expect(notice.getByRole("button", { name: "Close" })).toBeInViewport({ ratio: 1 });
		await expectFits(page, `session notice at ${width} px`);
		await page.screenshot({ path: test.info().outputPath(`session-notice-${width}.png`) });
	}
	await notice.getByRole("button", { name: "Close" }).click();
	await expect(notice).toBeHidden();
});
