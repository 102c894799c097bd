import { expect, type Page, test } from "@playwright/test";
import { type RunningStudio, startStudio } from "./harness/studio.ts";

/** What a person made by hand, asked for or waits for is never lost, and undo does what it says. One studio, one film. */
test.describe.configure({ mode: "serial" });

let studio: RunningStudio;
let page: Page;

test.beforeAll(async ({ browser }) => {
	studio = await startStudio();
	page = await (await browser.newContext()).newPage();
});
test.afterAll(async () => {
	await page?.context().close();
	await studio?.close();
});

const projectId = () => new URL(page.url()).pathname.split("/").at(-1);
const api = (path: string) => `${studio.url}/api/projects/${projectId()}${path}`;
async function storyboard(): Promise<{ scenes: { id: string; durationInFrames: number; props: Record<string, unknown> }[] }> {
	return (await (await page.request.get(api("/storyboard"))).json()).storyboard;
}
const firstLength = async () => (await storyboard()).scenes[0]?.durationInFrames;
async function versionTitles(): Promise<string[]> {
	const { versions } = await (await page.request.get(api("/versions"))).json();
	return versions.map((version: { title: string }) => version.title);
}
/** Until what was done by hand is stored. */
const saved = () => expect(page.getByTestId("timeline").getByText("Saving…")).toBeHidden();
async function trimFirst(times: number): Promise<void> {
	await page.getByTestId("trim-handle").first().focus();
	for (let press = 0; press < times; press += 1) await page.keyboard.press("ArrowLeft");
}
/** Within the page, so that no press waits for the machine that drives the browser. */
const pressFast = (testId: "undo" | "redo", times: number) =>
	page.getByTestId(testId).evaluate((button, presses) => {
		for (let press = 0; press < presses; press += 1) (button as HTMLButtonElement).click();
	}, times);

test("a film is made", async () => {
	await page.goto(studio.url);
	await page.getByTestId("prompt-box").fill('A 12 second film about a lamp called "Aurora"');
	await page.getByTestId("new-project").click();
	await expect(page.getByTestId("tool-card").first()).toBeVisible({ timeout: 60_000 });
	await expect(page.getByTestId("stop")).toBeHidden({ timeout: 120_000 });
	await expect(page.getByTestId("timeline-scene").first()).toBeVisible();
});

test("undo at once after an edit takes back that edit, by key and by button, and redo makes it again", async () => {
	const before = await firstLength();
	const versions = (await versionTitles()).length;
	await trimFirst(1);
	await page.keyboard.press("Control+z");
	await expect(page.getByTestId("redo")).toBeEnabled();
	await expect.poll(async () => (await versionTitles()).length, { timeout: 30_000 }).toBe(versions + 2);
	expect(await firstLength()).toBe(before);
	expect((await versionTitles())[0]).toMatch(/^Undo “Trim/);

	await page.getByTestId("redo").click();
	await expect.poll(firstLength, { timeout: 30_000 }).toBeLessThan(before ?? 0);
	await page.getByTestId("undo").click();
	await expect.poll(firstLength, { timeout: 30_000 }).toBe(before);
	for (const key of ["Control+Shift+z", "Control+y"]) {
		await page.keyboard.press(key);
		await expect.poll(firstLength, { timeout: 30_000 }).toBeLessThan(before ?? 0);
		await page.keyboard.press("Control+z");
		await expect.poll(firstLength, { timeout: 30_000 }).toBe(before);
	}
	await saved();
});

test("five quick undos are one version, survive a reload, and can be made again", async () => {
	const before = await firstLength();
	for (let edit = 1; edit <= 5; edit += 1) {
		await trimFirst(1);
		await expect.poll(firstLength, { timeout: 30_000 }).toBe((before ?? 0) - edit);
	}
	const after = await firstLength();
	const versions = (await versionTitles()).length;
	await page.reload();
	await expect(page.getByTestId("undo")).toBeEnabled();
	await expect(page.getByTestId("timeline-scene").first()).toBeVisible();
	await pressFast("undo", 5);
	await expect.poll(firstLength, { timeout: 30_000 }).toBe(before);
	await saved();
	expect((await versionTitles()).length).toBe(versions + 1);
	await pressFast("redo", 5);
	await expect.poll(firstLength, { timeout: 30_000 }).toBe(after);
	await saved();
	expect((await versionTitles()).length).toBe(versions + 2);
});

test("in a text field undo is the field's while it has something to undo, then the film's", async () => {
	const composer = page.getByTestId("composer");
	const before = await firstLength();
	await composer.click();
	await page.keyboard.type("a word");
	await page.keyboard.press("Control+z");
	await expect(composer).not.toHaveValue("a word");
	while ((await composer.inputValue()) !== "") await page.keyboard.press("Control+z");
	expect(await firstLength()).toBe(before);
	await page.keyboard.press("Control+z");
	await expect.poll(firstLength, { timeout: 30_000 }).toBeGreaterThan(before ?? 0);
	await page.keyboard.press("Control+y");
	await expect.poll(firstLength, { timeout: 30_000 }).toBe(before);
	await saved();
});

test("a turn is undone as one step and redone", async () => {
	const before = JSON.stringify(await storyboard());
	await page.getByTestId("composer").fill('Change the title to "Borealis"');
	await page.getByTestId("send").click();
	await expect(page.getByTestId("stop")).toBeVisible();
	await expect(page.getByTestId("stop")).toBeHidden({ timeout: 120_000 });
	await expect.poll(async () => JSON.stringify(await storyboard()), { timeout: 30_000 }).toContain("Borealis");
	await expect(page.getByTestId("undo")).toHaveAccessibleName(/Borealis/);
	await page.getByTestId("undo").click();
	await expect.poll(async () => JSON.stringify(await storyboard()), { timeout: 30_000 }).toBe(before);
	await saved();
	await page.getByTestId("redo").click();
	await expect.poll(async () => JSON.stringify(await storyboard()), { timeout: 30_000 }).toContain("Borealis");
});
