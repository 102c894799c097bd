import { expect, test } from "@playwright/test";
import { type RunningStudio, startStudio } from "./harness/studio.ts";

let studio: RunningStudio;
test.beforeEach(async () => {
	studio = await startStudio();
});
test.afterEach(async () => {
	await studio?.close();
});

test("a studio killed in mid-turn comes back, and the page sees the turn end without being loaded again", async ({ page }) => {
	await page.goto(studio.url);
	await page.getByTestId("prompt-box").fill('A film called "Still here"');
	await page.getByTestId("new-project").click();
	await expect(page.getByTestId("tool-card").first()).toBeVisible();
	await studio.kill();
	await expect(page.getByTestId("connection-banner")).toBeVisible();
	await studio.restart();
	await expect(page.getByTestId("connection-banner")).toBeHidden();
	await expect(page.getByTestId("stop")).toBeHidden();
	const id = new URL(page.url()).pathname.split("/").at(-1);
	const answer = await page.request.get(`${studio.url}/api/projects/${id}/storyboard`);
	expect(JSON.stringify(await answer.json())).toContain("Still here");
	const film = page.frameLocator('[data-testid="preview-frame"]').locator("body");
	await page.getByTestId("timeline-scene").first().click();
	await expect.poll(async () => ((await film.textContent()) ?? "").replace(/\s/g, "")).toContain("Stillhere");
});
