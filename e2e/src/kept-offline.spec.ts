import { type BrowserContext, type Dialog, expect, type Page, test } from "@playwright/test";
import { type RunningStudio, startStudio } from "./harness/studio.ts";

/** Edits made without a connection outlive their tab. One studio, one film. */
test.describe.configure({ mode: "serial" });

let studio: RunningStudio;
let context: BrowserContext;
let address: string;

test.beforeAll(async ({ browser }) => {
	studio = await startStudio();
	context = await browser.newContext();
	const page = await context.newPage();
	await page.goto(studio.url);
	await page.getByRole("button", { name: "Empty project" }).click();
	await expect(page.getByTestId("timeline-scene").first()).toBeVisible();
	address = page.url();
	await page.close();
});
test.afterAll(async () => {
	await context?.close();
	await studio?.close();
});

const api = (path: string) => `${studio.url}/api/projects/${new URL(address).pathname.split("/").at(-1)}${path}`;
async function readState(): Promise<{ commitSha: string; storyboard: { scenes: { durationInFrames: number }[] } }> {
	return (await context.request.get(api("/storyboard"))).json();
}
const lengthOf = async (scene: number) => (await readState()).storyboard.scenes[scene]?.durationInFrames ?? 0;

/** Shortens scenes by a frame each in a tab without a connection, and closes it. */
async function editOfflineAndClose(scenes: readonly number[]): Promise<void> {
	const page = await context.newPage();
	await page.goto(address);
	await expect(page.getByTestId("timeline-scene").first()).toBeVisible();
	await context.setOffline(true);
	for (const scene of scenes) {
		await page.getByTestId("trim-handle").nth(scene).focus();
		await page.keyboard.press("ArrowLeft");
	}
	await expect(page.getByTestId("save-offline")).toBeVisible();
	await page.close();
	await context.setOffline(false);
}
async function open(): Promise<Page> {
	const page = await context.newPage();
	await page.goto(address);
	return page;
}

test("the browser asks before a tab with unsent edits is closed, and does not once they are saved", async () => {
	const page = await open();
	await expect(page.getByTestId("timeline-scene").first()).toBeVisible();
	const asked: string[] = [];
	const stay = (dialog: Dialog) => {
		asked.push(dialog.type());
		return dialog.dismiss();
	};
	page.on("dialog", stay);
	const before = await lengthOf(0);
	await context.setOffline(true);
	await page.getByTestId("trim-handle").first().focus();
	await page.keyboard.press("ArrowLeft");
	await expect(page.getByTestId("save-offline")).toBeVisible();
	await page.close({ runBeforeUnload: true });
	await expect.poll(() => asked).toEqual(["beforeunload"]);
	await context.setOffline(false);
	await expect.poll(() => lengthOf(0)).toBe(before - 1);
	await expect(page.getByTestId("save-offline")).toBeHidden();
	await expect(page.getByTestId("timeline").getByText("Saving…")).toBeHidden();
	const closed = page.waitForEvent("close");
	await page.close({ runBeforeUnload: true });
	await closed;
	expect(asked).toEqual(["beforeunload"]);
});

test("edits of a closed tab are saved by the next tab that opens the film, once, and a sentence names them", async () => {
	const before = await lengthOf(0);
	await editOfflineAndClose([0]);
	expect(await lengthOf(0)).toBe(before);
	const page = await open();
	await expect(page.getByTestId("toasts")).toContainText("Changes that were not sent before the page was closed are saved now.");
	await expect(page.getByTestId("toasts")).toContainText("Trim “Title”");
	await expect.poll(() => lengthOf(0)).toBe(before - 1);
	await expect(page.getByTestId("undo")).toHaveAccessibleName(/Trim “Title”/);
	await page.screenshot({ path: test.info().outputPath("recovered.png") });
	const second = await open();
	await expect(second.getByTestId("timeline-scene").first()).toBeVisible();
	await expect(second.getByTestId("toasts")).toBeHidden();
	await page.close();
	await second.close();
	expect(await lengthOf(0)).toBe(before - 1);
});

test("an edit of a closed tab gives way to newer work at the same place, and a sentence says which one", async () => {
	const second = await lengthOf(1);
	await editOfflineAndClose([0, 1]);
	const { commitSha, storyboard } = await readState();
	const scenes = storyboard.scenes.map((scene, at) => (at === 0 ? { ...scene, durationInFrames: 77 } : scene));
	const answer = await context.request.put(api("/storyboard"), {
		data: { baseCommitSha: commitSha, storyboard: { ...storyboard, scenes }, title: "Newer work" },
	});
	expect(answer.ok()).toBe(true);
	const page = await open();
	await expect(page.getByTestId("toasts")).toContainText("no longer fit: the film was changed since.");
	await expect(page.getByTestId("toasts")).toContainText("Left out: Trim “Title”");
	await expect.poll(() => lengthOf(1)).toBe(second - 1);
	expect(await lengthOf(0)).toBe(77);
	await page.screenshot({ path: test.info().outputPath("conflict.png") });
});
