import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { type RunningStudio, startStudio } from "./harness/studio.ts";

let studio: RunningStudio;
test.beforeAll(async () => {
	studio = await startStudio();
});
test.afterAll(async () => {
	await studio?.close();
});

const sizes = [
	{ name: "wide", width: 1280, height: 800 },
	{ name: "narrow", width: 390, height: 844 },
];
for (const colorScheme of ["light", "dark"] as const) {
	for (const { name, width, height } of sizes) {
		test(`nothing serious is wrong for assistive technology, ${colorScheme} and ${name}`, async ({ browser }) => {
			const context = await browser.newContext({ colorScheme, viewport: { width, height } });
			const page = await context.newPage();
			await page.goto(studio.url);
			await expect(page.getByTestId("prompt-box")).toBeVisible();
			const serious = async () => {
				const { violations } = await new AxeBuilder({ page }).exclude('[data-testid="preview-frame"]').analyze();
				return violations
					.filter(({ impact }) => impact === "serious" || impact === "critical")
					.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
			};
			expect(await serious()).toEqual([]);
			await page.getByTestId("prompt-box").fill('A short film that says "Hello"');
			await page.getByTestId("new-project").click();
			await expect(page.getByTestId("chat")).toBeVisible();
			await expect(page.getByTestId("tool-card").first()).toBeVisible();
			expect(await serious()).toEqual([]);
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
			await context.close();
		});
	}
}
