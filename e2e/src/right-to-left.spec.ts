import { expect, type Locator, type Page, test } from "@playwright/test";
import { type RunningStudio, startStudio } from "./harness/studio.ts";

/** A film in Arabic and Hebrew: what is read from right to left begins on the right, in the film and on the page. */
test.describe.configure({ mode: "serial" });

let studio: RunningStudio;
let page: Page;

const NAME = "عسل الجبل!";
const SCENES = {
	Title: { kicker: "قصة قصيرة", title: "عسل الجبل: 75% من المحاصيل", subtitle: "من الزهرة إلى المائدة (في 3 أيام)." },
	Points: { title: "לפני שמתחילים", points: ["מצא פרח", "קח את הצוף, 2 פעמים", "Remotion הוא חינם"] },
	Steps: { title: "كيف نعمل؟", steps: [{ title: "ابحث عن زهرة", text: "في الربيع" }, { title: "خذ الرحيق" }], layout: "row" },
	Quote: { quote: "لا نحل، لا فطور!", author: "سارة" },
} as const;
const CAPTION = "مرحبًا بكم، هذا تعليق.";
const FRAMES = 90;

test.beforeAll(async ({ browser }) => {
	studio = await startStudio();
	page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
	const { id } = await (await page.request.post(`${studio.url}/api/projects`, { data: { name: NAME } })).json();
	const address = `${studio.url}/api/projects/${id}/storyboard`;
	await page.goto(`${studio.url}/projects/${id}`);
	await expect(page.getByTestId("transport-play")).toBeEnabled();
	const { commitSha, storyboard } = await (await page.request.get(address)).json();
	const scenes = Object.entries(SCENES).map(([scene, props]) => ({
		id: `${scene.toLowerCase()}-1`,
		scene,
		props,
		durationInFrames: FRAMES,
	}));
	const captions = [{ text: CAPTION, startFrame: 0, endFrame: FRAMES * scenes.length }];
	const answer = await page.request.put(address, {
		data: { baseCommitSha: commitSha, storyboard: { ...storyboard, scenes, captions }, title: NAME },
	});
	expect(answer.ok(), await answer.text()).toBe(true);
	await expect(page.getByTestId("timeline-scene")).toHaveCount(scenes.length);
});
test.afterAll(async () => {
	await page?.context().close();
	await studio?.close();
});

const film = () => page.frameLocator('[data-testid="preview-frame"]');
/** The element of the film that holds a text and nothing else. */
const words = (text: string) => film().getByText(text, { exact: true }).last();
/** Shows a scene near its end, when all of it has come in. A click leads to its middle. */
async function show(scene: number): Promise<void> {
	await page.getByTestId("timeline-scene").nth(scene).getByRole("button").first().click();
	for (let press = 0; press < 3; press += 1) await page.keyboard.press("Shift+ArrowRight");
	const [name, props] = Object.entries(SCENES)[scene] ?? [];
	await expect(film().locator("body")).toContainText(String(Object.values(props ?? {})[0]));
	await page.screenshot({ path: test.info().outputPath(`${name}.png`) });
}
const directionOf = (text: Locator) => text.evaluate((element) => getComputedStyle(element).direction);
async function rightOf(text: Locator): Promise<number> {
	const box = await text.evaluate((element) => {
		const range = document.createRange();
		range.selectNodeContents(element);
		return range.getBoundingClientRect().toJSON() as DOMRect;
	});
	return box.right;
}

test("a title, its kicker and its subtitle end at the same right edge, and the kicker's line stands to its right", async () => {
	await show(0);
	const [kicker, subtitle] = [words(SCENES.Title.kicker), words(SCENES.Title.subtitle)];
	for (const text of [kicker, subtitle]) expect(await directionOf(text)).toBe("rtl");
	const line = await film()
		.locator("body")
		.evaluate((body, text) => {
			const row = [...body.querySelectorAll("div")]
				.filter((one) => one.textContent === text)
				.find((one) => getComputedStyle(one).display === "flex");
			return row?.firstElementChild?.getBoundingClientRect().toJSON() as DOMRect | undefined;
		}, SCENES.Title.kicker);
	expect(line?.left).toBeGreaterThanOrEqual(await rightOf(kicker));
	expect(Math.abs((line?.right ?? 0) - (await rightOf(subtitle)))).toBeLessThan(12);
});

test("all points of a list have their numbers on the right, also one that begins with a Latin word", async () => {
	await show(1);
	const rights: number[] = [];
	for (const [index, point] of SCENES.Points.points.entries()) {
		const text = words(point);
		expect(await directionOf(text), point).toBe("rtl");
		const right = await rightOf(text);
		expect(await rightOf(words(`0${index + 1}`)), point).toBeGreaterThan(right);
		rights.push(right);
	}
	expect(Math.max(...rights) - Math.min(...rights)).toBeLessThan(12);
	expect(await rightOf(words(SCENES.Points.title))).toBeGreaterThan(Math.max(...rights));
});

test("the first of two steps stands on the right, with its words below it", async () => {
	await show(2);
	const [first, second] = [words("1"), words("2")];
	expect(await rightOf(first)).toBeGreaterThan(await rightOf(second));
	expect(await rightOf(words(SCENES.Steps.title))).toBeGreaterThan(await rightOf(words(SCENES.Steps.steps[1].title)));
	expect(await rightOf(words(SCENES.Steps.steps[0].title))).toBeGreaterThan(await rightOf(second));
});

test("a quote and its author stand on the right, and a caption is read from right to left", async () => {
	await show(3);
	const quote = words(SCENES.Quote.quote);
	expect(await directionOf(quote)).toBe("rtl");
	expect(Math.abs((await rightOf(words(SCENES.Quote.author))) - (await rightOf(quote)))).toBeLessThan(140);
	expect(await directionOf(words(CAPTION))).toBe("rtl");
});

test("the page shows names, fields, messages and versions from right to left, and its own words from left to right", async () => {
	const composer = page.getByTestId("composer");
	const question = "اجعل العنوان أكبر، من فضلك.";
	await composer.fill(question);
	for (const one of [
		composer,
		page.getByRole("button", { name: NAME, exact: true }),
		page.getByTestId("scene-form").getByRole("textbox").first(),
	])
		await expect(one).toHaveCSS("direction", "rtl");
	await page.getByTestId("send").click();
	await expect(page.getByTestId("question").getByText(question)).toHaveCSS("direction", "rtl");
	await expect(page.getByTestId("stop")).toBeHidden();
	await page.getByTestId("tab-versions").click();
	await expect(page.getByTestId("version-item").first().getByText(NAME)).toHaveCSS("direction", "rtl");
	await expect(page.getByTestId("version-item").last().getByText("New project")).toHaveCSS("direction", "ltr");
	await page.screenshot({ path: test.info().outputPath("page.png") });
});
