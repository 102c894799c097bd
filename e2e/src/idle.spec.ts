import { expect, test } from "@playwright/test";
import { type RunningStudio, startStudio } from "./harness/studio.ts";

let studio: RunningStudio;
test.beforeEach(async () => {
	// Twelve seconds, of which the last three are announced.
	studio = await startStudio({ SESSION_IDLE_MINUTES: "0.2" });
});
test.afterEach(async () => {
	await studio?.close();
});

test("a session nobody uses is announced before it is put away, kept by a press, and started again by another", async ({
	page,
}) => {
	await page.goto(studio.url);
	await page.getByTestId("prompt-box").fill('A 5 second film called "Still here"');
	await page.getByTestId("new-project").click();
	await expect(page.getByTestId("tool-card").first()).toBeVisible();
	await expect(page.getByTestId("stop")).toBeHidden();

	const banner = page.getByTestId("idle-banner");
	await expect(banner).toContainText("Nobody has used this project for a while");
	await page.screenshot({ path: test.info().outputPath("idle.png") });
	await banner.getByRole("button", { name: "Keep it open" }).click();
	await expect(banner).toBeHidden();
	await expect(page.getByTestId("preview-problem")).toBeHidden();

	await expect(banner).toBeVisible();
	const away = page.getByTestId("preview-problem");
	await expect(away).toContainText("nobody used it for a while");
	await expect(banner).toBeHidden();
	await away.getByRole("button", { name: "Start again" }).click();
	const film = page.frameLocator('[data-testid="preview-frame"]').locator("body");
	await expect.poll(async () => ((await film.textContent()) ?? "").replace(/\s/g, "").length).toBeGreaterThan(0);
});
