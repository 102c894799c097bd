import { expect, type Page, test } from "@playwright/test";
import { expectNothingCovered } from "./harness/covered.ts";
import { expectFits } from "./harness/fits.ts";
import { type RunningStudio, startStudio } from "./harness/studio.ts";

/** Toasts and deletions leave everything else of the page where it is. One studio, one film. */
test.describe.configure({ mode: "serial" });

let studio: RunningStudio;
let page: Page;

test.beforeAll(async ({ browser }) => {
	studio = await startStudio();
	page = await (await browser.newContext()).newPage();
	await page.goto(studio.url);
	await page.getByRole("button", { name: "Empty project" }).click();
	await expect(page.getByTestId("timeline-scene").first()).toBeVisible();
});
test.afterAll(async () => {
	await page?.context().close();
	await studio?.close();
});

const FILES = ["one.csv", "two.csv", "three.csv"].map((name) => ({
	name,
	mimeType: "text/csv",
	buffer: Buffer.from("day,visits\n1,2\n"),
}));
const isNarrow = () => (page.viewportSize()?.width ?? 0) < 1024;
async function openPanel(tab: "versions" | "assets" | "export"): Promise<void> {
	if (isNarrow()) await page.getByTestId("mobile-more").click();
	await page.getByTestId(`tab-${tab}`).click();
}

for (const [width, height] of [
	[390, 844],
	[1280, 800],
	[1440, 900],
] as const) {
	test(`toasts cover no tool and no content of a panel at ${width} px`, async () => {
		await page.setViewportSize({ width, height });
		await openPanel("assets");
		const empty = ["a.png", "b.png"].map((name) => ({ name, mimeType: "image/png", buffer: Buffer.alloc(0) }));
		const toasts = page.getByTestId("toasts");
		await page.getByLabel("Files to add").setInputFiles(empty);
		await expect(toasts.getByText("is empty.")).toHaveCount(2);
		// As long as they are looked at, they stay.
		await toasts.hover();
		const tabs = isNarrow() ? (["versions", "assets", "export"] as const) : (["assets"] as const);
		for (const tab of tabs) {
			await page.getByTestId(`tab-${tab}`).focus();
			await page.keyboard.press("Enter");
			await expectNothingCovered(page, toasts, `${tab} at ${width} px`);
		}
		await page.screenshot({ path: test.info().outputPath(`toasts-${width}.png`) });
		if (isNarrow()) {
			for (const tab of ["chat", "preview", "timeline"]) {
				await page.getByTestId(`mobile-${tab}`).focus();
				await page.keyboard.press("Enter");
				await expectNothingCovered(page, toasts, `${tab} at ${width} px`);
			}
		}
		const close = toasts.getByRole("button", { name: "Close" });
		for (let left = await close.count(); left > 0; left -= 1) {
			await close.first().click();
			await expect(close).toHaveCount(left - 1);
		}
	});
}

test("a film that plays when a turn ends is not covered by the offer to play it", async () => {
	await page.setViewportSize({ width: 1280, height: 800 });
	await page.getByTestId("transport-play").click();
	await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
	await page.getByTestId("composer").fill('Change the title to "While it plays"');
	await page.getByTestId("send").click();
	await expect(page.getByTestId("version-chip").first()).toBeVisible();
	await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
	await expect(page.getByTestId("play-new-version")).toHaveCount(0);
	await page.getByRole("button", { name: "Pause" }).click();
});

test("on a phone the bar over an older version shows its sentence and both buttons whole", async () => {
	await page.setViewportSize({ width: 390, height: 844 });
	await openPanel("versions");
	await page.getByTestId("look").last().click();
	const bar = page.getByTestId("looking-bar");
	await expect(bar).toContainText("You are looking at an older version");
	const sentence = bar.getByText("You are looking at an older version");
	await expect(sentence).toBeInViewport({ ratio: 1 });
	expect(await bar.locator("p").evaluate((line) => line.scrollWidth - line.clientWidth)).toBeLessThanOrEqual(1);
	for (const name of ["Back to the newest", "Restore this"])
		await expect(bar.getByRole("button", { name })).toBeInViewport({ ratio: 1 });
	await page.screenshot({ path: test.info().outputPath("looking.png") });
	await page.getByTestId("looking-back").click();
});

test("a deleted file leaves the focus on the next one, and the last one on the place where files are added", async () => {
	await page.setViewportSize({ width: 1280, height: 800 });
	await openPanel("assets");
	const items = page.getByTestId("asset-item");
	await page.getByLabel("Files to add").setInputFiles(FILES);
	await expect(items).toHaveCount(3);
	const names = await items.evaluateAll((all) => all.map((one) => one.getAttribute("data-name")));
	const remove = async (name: string | null | undefined) => {
		await page.locator(`[data-name="${name}"]`).getByRole("button").focus();
		await page.keyboard.press("Enter");
		await page.getByRole("menuitem", { name: "Delete" }).click();
		await page.getByTestId("confirm").click();
		await expect(page.locator(`[data-name="${name}"]`)).toHaveCount(0);
		await expect(page.getByRole("alertdialog")).toBeHidden();
	};
	await remove(names[1]);
	await expect(page.locator(`[data-name="${names[2]}"]`).getByRole("button")).toBeFocused();
	await remove(names[2]);
	await expect(page.locator(`[data-name="${names[0]}"]`).getByRole("button")).toBeFocused();
	await remove(names[0]);
	await expect(page.getByTestId("asset-drop")).toBeFocused();
});

test("on a phone each ratio of the first page stands on one line", async () => {
	await page.setViewportSize({ width: 390, height: 844 });
	await page.goto(studio.url);
	const ratios = page.getByRole("group", { name: "Ratio of the film" }).locator("label");
	await expect(ratios.first()).toBeVisible();
	expect(await ratios.count()).toBeGreaterThan(2);
	for (const ratio of await ratios.locator("span.tabular-nums").all())
		expect((await ratio.boundingBox())?.height, (await ratio.textContent()) ?? "").toBeLessThan(24);
	await expectFits(page, "first page at 390 px");
	await page.screenshot({ path: test.info().outputPath("ratios.png") });
	await page.setViewportSize({ width: 1280, height: 800 });
});

test("a deleted film leaves the focus on the next film of the list, and its toast covers nothing", async () => {
	for (const name of ["First", "Second"]) await page.request.post(`${studio.url}/api/projects`, { data: { name } });
	await page.goto(studio.url);
	const cards = page.getByTestId("project-card");
	await expect(cards).toHaveCount(3);
	const next = await cards.nth(1).getAttribute("data-id");
	await cards.first().getByRole("button").focus();
	await page.keyboard.press("Enter");
	await page.getByRole("menuitem", { name: "Delete" }).click();
	await page.getByTestId("confirm").click();
	await expect(cards).toHaveCount(2);
	await expect(page.locator(`[data-id="${next}"]`).getByRole("button")).toBeFocused();
	const toasts = page.getByTestId("toasts");
	await expect(toasts).toContainText("was deleted");
	await expectNothingCovered(page, toasts, "list of films");
});
