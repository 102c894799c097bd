import { expect, type Page, test } from "@playwright/test";
import { type RunningStudio, startStudio } from "./harness/studio.ts";

/** One thing has one name everywhere on the page, and no sentence holds an id or a code. One studio, one film. */
test.describe.configure({ mode: "serial" });

let studio: RunningStudio;
let page: Page;
/** Names of the scenes as the timeline shows them, in order. */
let names: string[];
let ids: string[];

test.beforeAll(async ({ browser }) => {
	studio = await startStudio();
	page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
});
test.afterAll(async () => {
	await page?.context().close();
	await studio?.close();
});

const PROMPT =
	'A 40 second film about bees called "Small Wings". 75% of food crops need them. Steps: find a flower, take the nectar, carry the pollen. "No bees, no breakfast" by Ada Lovelace. A bar chart of hives: 2021: 10, 2022: 14, 2023: 21. End with "Plant something today".';

const api = (path: string) => `${studio.url}/api/projects/${new URL(page.url()).pathname.split("/").at(-1)}${path}`;
const blocks = () => page.getByTestId("timeline-scene");
async function ask(text: string): Promise<void> {
	await page.getByTestId("composer").fill(text);
	await page.getByTestId("send").click();
	await expect(page.getByTestId("stop")).toBeVisible();
	await expect(page.getByTestId("stop")).toBeHidden();
}
/** What a person reads in a part of the page: all but the file names and lines of code that tool cards show. */
const sentencesOf = (selector: string) =>
	page.locator(selector).evaluate((part) => {
		const copy = part.cloneNode(true) as HTMLElement;
		for (const code of copy.querySelectorAll('[data-testid="tool-card"] .font-mono, code, input')) code.remove();
		const labels = [...copy.querySelectorAll("[aria-label], [alt], [title]")].flatMap((one) =>
			["aria-label", "alt", "title"].map((name) => one.getAttribute(name) ?? ""),
		);
		return [copy.innerText, ...labels].join("\n");
	});
async function expectNoCodes(selector: string): Promise<void> {
	const text = await sentencesOf(selector);
	expect(text.length, selector).toBeGreaterThan(20);
	expect(text, selector).not.toMatch(/#[0-9a-f]{6}\b|#[0-9a-f]{3}\b|\b[0-9a-f]{40}\b/i);
	for (const id of ids) expect(text, selector).not.toMatch(new RegExp(`(?<![\\w-])${id}(?![\\w-])`));
	for (const kind of ["KineticText", "BigNumber", "BarChart", "ImagePan", "BrowserFrame"]) expect(text).not.toContain(kind);
}

test("the key is advertised once, on the first page, and not again in a project", async () => {
	await page.goto(studio.url);
	await expect(page.getByTestId("demo-banner")).toContainText("ANTHROPIC_API_KEY");
	expect((await page.locator("body").innerText()).match(/ANTHROPIC_API_KEY/g)).toHaveLength(1);
	await page.getByTestId("prompt-box").fill(PROMPT);
	await page.getByTestId("new-project").click();
	await expect(page.getByTestId("version-chip").first()).toBeVisible();
	expect(await page.locator("body").innerText()).not.toContain("ANTHROPIC_API_KEY");
	await ask("help");
	expect(await page.locator("body").innerText()).not.toContain("ANTHROPIC_API_KEY");
});

test("a scene has one name on the timeline, in its form, in the export and in the menu of scenes", async () => {
	const { storyboard } = await (await page.request.get(api("/storyboard"))).json();
	ids = storyboard.scenes.map((scene: { id: string }) => scene.id);
	names = await blocks().evaluateAll((all) =>
		all.map((one) => /^Scene \d+ of \d+: (.*)$/m.exec(one.querySelector("span.sticky")?.textContent ?? "")?.[1] ?? ""),
	);
	expect(names.length).toBeGreaterThan(4);
	expect(
		names.every((name) => /^[A-Z][a-z ]+$/.test(name)),
		names.join(),
	).toBe(true);
	for (const [index, name] of names.entries()) {
		await blocks().nth(index).getByRole("button").first().click();
		await expect(page.getByTestId("scene-form").getByRole("heading").first()).toHaveText(name);
	}
	await page.getByTestId("point-moment").click();
	await expect(page.getByTestId("context-chip")).toContainText(`scene ${names.length}, ${names.at(-1)}`);
	await page.getByRole("button", { name: "Don't point at it" }).click();
	await page.getByTestId("tab-export").click();
	await page.getByLabel("Part").selectOption({ label: "One scene" });
	expect(await page.getByLabel("Scene", { exact: true }).locator("option").allTextContents()).toEqual(
		names.map((name, index) => `${index + 1}. ${name}`),
	);
	await page.getByTestId("add-scene").click();
	const choice = page.getByRole("dialog", { name: "Add a scene" });
	for (const name of new Set(names)) await expect(choice.getByText(name, { exact: true }), name).toBeAttached();
	await page.keyboard.press("Escape");
});

test("edits and their versions call a scene by that name, and colours by words", async () => {
	const [, second = ""] = names;
	await blocks().nth(1).getByRole("button").first().click();
	await page.getByTestId("trim-handle").nth(1).focus();
	await page.keyboard.press("ArrowLeft");
	await expect(page.getByTestId("undo")).toHaveAccessibleName(new RegExp(`Trim “${second}”`));
	await page.getByTestId("tab-versions").click();
	await expect(page.getByTestId("version-item").first()).toContainText(`Trim “${second}”`);
	await ask("make the accent colour coral");
	await page.getByRole("button", { name: /^More for “make the accent/ }).click();
	await page.getByRole("menuitem", { name: "What changed" }).click();
	await expect(page.getByRole("dialog").getByTestId("change-list")).toBeVisible();
	await expectNoCodes("[role=dialog] [data-testid=change-list]");
	await page.keyboard.press("Escape");
	await expectNoCodes("[data-testid=chat]");
	await expectNoCodes("aside");
	await expectNoCodes("[data-testid=timeline]");
});

test("a GIF is offered 480 px wide, and the panel says how large it will be before it is made", async () => {
	await page.getByTestId("tab-export").click();
	const panel = page.locator("form").filter({ has: page.getByTestId("export-start") });
	await panel.getByText("GIF", { exact: true }).click();
	await expect(panel).toContainText("480 × 270");
	await expect(panel).toContainText(/about [\d.,]+ [kM]B to [\d.,]+ [kM]B/);
	// What is requested is enough: the GIF itself is made in tests of exports.
	await page.route("**/exports", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
	const started = page.waitForRequest((request) => request.method() === "POST" && request.url().endsWith("/exports"));
	await page.getByTestId("export-start").click();
	expect((await started).postDataJSON()).toMatchObject({ codec: "gif", scale: 0.25 });
});

test("a destination chooses format and size, says when the film does not fill the place, and gives way to own settings", async () => {
	await page.getByTestId("tab-export").click();
	const panel = page.locator("form").filter({ has: page.getByTestId("export-start") });
	await page.getByTestId("export-preset").selectOption({ label: "E-mail" });
	await expect(panel.getByLabel("GIF", { exact: true })).toBeChecked();
	await expect(panel).toContainText("480 × 270");
	await page.getByTestId("export-preset").selectOption({ label: "Reels, TikTok, Shorts" });
	await expect(panel.getByLabel("MP4", { exact: true })).toBeChecked();
	await expect(panel).toContainText("This one leaves room above and below.");
	await expect(panel.getByLabel("Loudness")).toHaveValue("-14");
	await panel.getByText("MP3", { exact: true }).click();
	await expect(page.getByTestId("export-preset")).toHaveValue("own");
	await expect(page.getByTestId("export-scale"), "sound has no size").toBeHidden();
	await expect(panel.getByLabel("SRT", { exact: true }), "this film has no captions").toBeDisabled();
	await panel.getByText("MP4", { exact: true }).click();
});
