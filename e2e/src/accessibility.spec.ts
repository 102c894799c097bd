import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { type RunningStudio, startStudio } from "./harness/studio.ts";

let studio: RunningStudio;
test.beforeAll(async () => {
	studio = await startStudio();
});
test.afterAll(async () => {
	await studio?.close();
});

const SIZES = [
	{ width: 1280, height: 800 },
	{ width: 390, height: 844 },
];

/** Looks at what is on the page in each colour scheme and size, and answers what is wrong, with where it was seen. */
async function seriousIn(page: Page): Promise<string[]> {
	const wrong: string[] = [];
	for (const colorScheme of ["light", "dark"] as const) {
		for (const size of SIZES) {
			await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
			await page.setViewportSize(size);
			await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
			const where = `${colorScheme}, ${size.width} px`;
			const { violations } = await new AxeBuilder({ page }).exclude('[data-testid="preview-frame"]').analyze();
			for (const { id, impact, nodes } of violations) {
				if (impact === "serious" || impact === "critical") wrong.push(`${where}: ${id}: ${nodes[0]?.html}`);
			}
			const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
			if (overflow > 0) wrong.push(`${where}: ${overflow} px too wide`);
		}
	}
	return wrong;
}

test("nothing serious is wrong for assistive technology, light and dark, wide and narrow", async ({ page }) => {
	await page.goto(studio.url);
	await expect(page.getByTestId("prompt-box")).toBeVisible();
	expect(await seriousIn(page)).toEqual([]);
	await page.getByTestId("prompt-box").fill('A short film that says "Hello"');
	await page.getByTestId("new-project").click();
	await expect(page.getByTestId("chat")).toBeVisible();
	await expect(page.getByTestId("tool-card").first()).toBeVisible();
	expect(await seriousIn(page)).toEqual([]);
});
