import { readFile } from "node:fs/promises";
import { expect, type Locator, type Page, test } from "@playwright/test";
import type { Export, Project, Version } from "@storydream/protocol";
import { expectFits, longWord } from "./harness/fits.ts";
import { type RunningStudio, startStudio } from "./harness/studio.ts";

const SIZES = [
	{ width: 390, height: 844 },
	{ width: 1280, height: 800 },
	{ width: 1440, height: 900 },
];
const PROMPT =
	'A 12 second film about bees called "Small Wings". 75% of food crops need them. Steps: find a flower, take the nectar, carry the pollen. End with "Plant something today".';

/** Five times as wide as high, and transparent. */
const WIDE_LOGO = Buffer.from(
	'<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="200"><rect x="10" y="60" width="980" height="80" fill="#c2410c"/></svg>',
);

/** What the page does with one film, at the width of a phone and of two screens. The steps share the film, in order. */
test.describe("the page", () => {
	test.describe.configure({ mode: "serial" });
	let studio: RunningStudio;
	let page: Page;
	/** What the browser's console said in red since the start. */
	const complaints: string[] = [];
	/** Requests that broke, each with its reason: the media library repeats those of media, and says so. */
	const broken: { url: string; reason: string }[] = [];

	test.beforeAll(async ({ browser }) => {
		studio = await startStudio();
		page = await (await browser.newContext()).newPage();
		page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
		page.on("requestfailed", (request) => {
			broken.push({ url: request.url(), reason: request.failure()?.errorText ?? "" });
		});
		page.on("pageerror", (error) => complaints.push(String(error)));
	});
	test.afterAll(async () => {
		await page?.context().close();
		await studio?.close();
	});

	const projectId = () => new URL(page.url()).pathname.split("/").at(-1) ?? "";
	const isNarrow = () => (page.viewportSize()?.width ?? 0) < 1024;
	/** Shows one of the side panels, on a phone behind “More”. */
	async function openPanel(tab: "edit" | "versions" | "assets" | "export"): Promise<void> {
		if (isNarrow()) await page.getByTestId(tab === "edit" ? "mobile-timeline" : "mobile-more").click();
		if (!(isNarrow() && tab === "edit")) await page.getByTestId(`tab-${tab}`).click();
	}

	/** The opacity with which the preview draws a word: 0 to 1; 0 when it is not there. */
	const shownAs = (word: string): Promise<number> =>
		page
			.frameLocator('[data-testid="preview-frame"]')
			.locator("body")
			.evaluate((body, wanted) => {
				const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
				let best = 0;
				for (let node = texts.nextNode(); node; node = texts.nextNode()) {
					if (!node.textContent?.includes(wanted)) continue;
					let opacity = 1;
					for (let at = node.parentElement; at; at = at.parentElement) opacity *= Number(getComputedStyle(at).opacity);
					best = Math.max(best, opacity);
				}
				return best;
			}, word);

	test("a film is made, and its project has the film's name", async () => {
		await page.goto(studio.url);
		await page.getByTestId("prompt-box").fill(PROMPT);
		await page.getByTestId("new-project").click();
		await expect(page.getByTestId("version-chip").first()).toBeVisible();
		await expect(page.getByRole("heading", { level: 1 })).toHaveText("Small Wings");
	});

	test("after a turn the page offers to play the new version, and its first frame shows the film's words", async () => {
		await page.setViewportSize({ width: 1280, height: 800 });
		const offer = page.getByTestId("play-new-version");
		await expect(offer).toBeVisible();
		await offer.click();
		await expect(offer).toBeHidden();
		await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
		await page.getByRole("button", { name: "Pause" }).click();
		await page.keyboard.press("Home");
		await expect(page.getByTestId("timecode")).toHaveAttribute("data-frame", "0");
		await expect.poll(() => shownAs("Wings")).toBeGreaterThan(0.5);
	});

	test("a check says how much of what was asked is shown, and leads to it", async () => {
		const chip = page.getByTestId("check-chip");
		await expect(chip).toHaveAccessibleName("Check the film");
		await chip.click();
		await page.getByTestId("check-run").click();
		await expect(page.getByTestId("check-summary")).toContainText(/Checked: (\d+) of \1 asked things are shown/, {
			timeout: 90_000,
		});
		await page.getByTestId("asked-list").getByRole("button", { name: "Plant something today" }).click();
		await expect(page.getByTestId("check-dialog")).toBeHidden();
		// The first frame that shows it may be one in which it still comes in.
		await expect.poll(() => shownAs("Plant")).toBeGreaterThan(0.2);
		await expect(chip).toHaveAccessibleName(/^Checked: \d+ of \d+ asked things are shown/);
		await page.getByTestId("timeline-scene").first().click();
		await page.keyboard.press("Home");
		await expect(page.getByTestId("timecode")).toHaveAttribute("data-frame", "0");
	});

	test("an export that starts, goes on and ends leaves the film on the stage as it is", async () => {
		const film = page.frameLocator('[data-testid="preview-frame"]').locator("body");
		// A page that is loaded anew has it no more.
		await film.evaluate((body) => body.setAttribute("data-before-export", "yes"));
		const words = await film.innerText();
		expect(words.replace(/\s/g, "")).toContain("Small");
		await openPanel("export");
		const panel = page.locator("form").filter({ has: page.getByTestId("export-start") });
		await panel.getByText("PNG", { exact: true }).click();
		await page.getByTestId("export-start").click();
		await expect(page.getByTestId("export-item").first()).toHaveAttribute("data-state", "done");
		await expect(film).toHaveAttribute("data-before-export", "yes");
		await expect(page.getByTestId("still-picture")).toBeHidden();
		expect(await film.innerText()).toBe(words);
	});

	test("while the film's page loads anew the stage shows a picture of the film, never nothing", async () => {
		await openPanel("assets");
		const still = page.getByTestId("still-picture");
		const seen = still.waitFor({ state: "attached" });
		await page.getByLabel("Files to add").setInputFiles({ name: "wide logo.svg", mimeType: "image/svg+xml", buffer: WIDE_LOGO });
		await seen;
		await expect(page.getByTestId("asset-item")).toBeVisible();
		await expect(still).toBeHidden();
		await expect(page.getByTestId("timecode")).toHaveAttribute("data-frame", "0");
	});

	test("a picture goes where the person points, whole, without words, and never behind the ending", async () => {
		const place = async (where: string) => {
			await openPanel("assets");
			await page.getByRole("button", { name: /What to do with/ }).click();
			await page.getByRole("menuitem", { name: where }).click();
		};
		const board = async () =>
			(await (await page.request.get(`${studio.url}/api/projects/${projectId()}/storyboard`)).json()).storyboard;
		const { path } = (await (await page.request.get(`${studio.url}/api/projects/${projectId()}/assets`)).json()).assets[0];
		await page.getByTestId("timeline-scene").first().click();
		await place("Show in the selected scene");
		await expect.poll(async () => (await board()).scenes[0].props.picture).toBe(path);
		await place("Show in a corner of all scenes");
		await expect.poll(async () => (await board()).mark).toEqual({ src: path, corner: "bottom-right" });
		await page.getByTestId("timeline-scene").last().click();
		await place("Show in a scene of its own");
		await expect.poll(async () => (await board()).scenes.at(-2).props).toEqual({ src: path });
		expect((await board()).scenes.at(-1).scene).toBe("Outro");
		const film = page.frameLocator('[data-testid="preview-frame"]');
		await expect
			.poll(() => film.locator("img").evaluateAll((all) => all.map((one) => getComputedStyle(one).objectFit)))
			.toEqual(["contain", "contain"]);
		await page.getByTestId("timeline-scene").first().click();
		await page.keyboard.press("Home");
	});

	test("small pictures are shown whole: those of media on a checkerboard, those of films on no black", async () => {
		const drawn = (place: Locator) =>
			place.locator("img").evaluate((picture) => {
				const ground = getComputedStyle(picture.parentElement ?? picture);
				return [
					getComputedStyle(picture).objectFit,
					ground.backgroundImage.includes("conic-gradient"),
					/^rgba?\(0, 0, 0(, 1)?\)$/.test(ground.backgroundColor),
				];
			});
		await openPanel("edit");
		await page.getByTestId("timeline-scene").first().click();
		expect(await drawn(page.getByRole("button", { name: "Use wide logo.svg" }).first())).toEqual(["contain", true, false]);
		await openPanel("assets");
		expect(await drawn(page.getByTestId("asset-item").first())).toEqual(["contain", true, false]);
		await openPanel("versions");
		expect(
			await drawn(
				page
					.getByTestId("version-item")
					.filter({ has: page.locator("img") })
					.first(),
			),
		).toEqual(["contain", false, false]);
	});

	test("a clip that another program adds appears in the open list, and is playable there without a reload", async () => {
		const address = `${studio.url}/api/projects/${projectId()}/assets`;
		const buffer = await readFile(new URL("../../packages/sandbox/src/testing/media/phone.mp4", import.meta.url));
		await openPanel("assets");
		const item = page.locator('[data-testid="asset-item"][data-name="phone.mp4"]');
		await expect(item).toHaveCount(0);
		await page.request.post(address, { multipart: { file: { name: "phone.mp4", mimeType: "video/mp4", buffer } } });
		await expect(item).toContainText("H.265");
		await expect(item).not.toContainText(/being prepared|waits/);
		await page.request.delete(`${address}/phone.mp4`);
		await expect(item).toHaveCount(0);
	});

	test("music takes the place of the music there is, and a click on its row shows its fields", async () => {
		const sounds = page.getByRole("list", { name: "Sounds" });
		await sounds.getByRole("button").click();
		const form = page.getByTestId("sound-form");
		await expect(form).toBeFocused();
		await expect(form.getByLabel("Fades in over (s)")).toBeVisible();
		const before = (await form.getAttribute("aria-label")) ?? "";
		const other = /Bright/.test(before) ? "Drive" : "Bright";
		await page.getByRole("button", { name: "Add", exact: true }).click();
		await page.getByRole("menuitem", { name: new RegExp(`^${other}`) }).click();
		await expect(form).toHaveCount(1);
		await expect(form).toHaveAccessibleName(`Sound ${other}`);
		await expect(form.getByLabel("Begins at (s)")).toHaveValue("0");
		await expect(sounds.getByRole("button")).toHaveCount(1);
	});

	test("a version's differences are shown in pictures and words, its changed lines on demand", async () => {
		await openPanel("versions");
		await page.getByRole("button", { name: /^More for “Replace the music/ }).click();
		await page.getByRole("menuitem", { name: "What changed" }).click();
		const dialog = page.getByRole("dialog");
		await expect(dialog.getByTestId("change-list")).toContainText("Sound");
		await expect(dialog.getByRole("figure")).toHaveCount(2);
		await expect(dialog.getByLabel("Changed lines", { exact: true })).toHaveCount(0);
		await dialog.getByRole("button", { name: /^Changed lines/ }).click();
		await expect(dialog.getByLabel("Changed lines", { exact: true })).toContainText("storyboard.json");
		await page.keyboard.press("Escape");
	});

	test("an older version is looked at with its own timeline, to watch and not to change", async () => {
		const scenes = page.getByTestId("timeline-scene");
		const now = await scenes.count();
		await openPanel("versions");
		await page.getByTestId("look").last().click();
		await expect(page.getByTestId("looking-bar")).toBeVisible();
		await expect(page.getByTestId("read-only")).toBeVisible();
		await expect(scenes).not.toHaveCount(now);
		await expect(page.getByTestId("preview-frame")).toBeVisible();
		await scenes.first().click();
		await expect(page.getByTestId("scene-delete")).toBeDisabled();
		await expect(page.getByTestId("trim-handle")).toHaveCount(0);
		await expect(page.getByTestId("scene-form").getByRole("textbox").first()).toBeDisabled();
		await page.keyboard.press("Delete");
		await page.getByTestId("looking-back").click();
		await expect(scenes).toHaveCount(now);
		await expect(page.getByTestId("scene-delete")).toBeVisible();
		await expect(page.getByTestId("read-only")).toHaveCount(0);
		await expect(page.getByTestId("transport-play")).toBeEnabled();
	});

	test("panel and selected scene stand in the address: reload, back and forward find them again", async () => {
		await openPanel("export");
		await expect(page).toHaveURL(/panel=export/);
		await openPanel("versions");
		await page.goBack();
		await expect(page.getByTestId("tab-export")).toHaveAttribute("aria-selected", "true");
		await page.goForward();
		await expect(page.getByTestId("tab-versions")).toHaveAttribute("aria-selected", "true");
		const second = page.getByTestId("timeline-scene").nth(1);
		await second.getByRole("button").first().click();
		const id = (await second.getAttribute("data-scene-id")) ?? "";
		await expect(page).toHaveURL(new RegExp(`scene=${id}`));
		await page.reload();
		await expect(page.getByTestId("scene-form")).toHaveAttribute("data-scene-id", id);
	});

	test("a scene that is removed leaves the focus on the next one, and each is read out by place, name and words", async () => {
		const scenes = page.getByTestId("timeline-scene");
		const count = await scenes.count();
		await expect(scenes.first().getByRole("button").first()).toHaveAccessibleName(/^Scene 1 of \d+: Title Small Wings /);
		const next = await scenes.nth(2).getAttribute("data-scene-id");
		await scenes.nth(1).getByRole("button").first().focus();
		await page.keyboard.press("Delete");
		await expect(scenes).toHaveCount(count - 1);
		await expect(scenes.nth(1)).toHaveAttribute("data-scene-id", next ?? "");
		await expect(scenes.nth(1).getByRole("button").first()).toBeFocused();
	});

	test("an error in one panel stays there, reaches the studio's log, and can be tried again", async () => {
		await page.evaluate(() => {
			const own = Date.prototype.toLocaleString;
			Object.assign(window, { mend: () => Object.assign(Date.prototype, { toLocaleString: own }) });
			Date.prototype.toLocaleString = () => {
				throw new TypeError("a panel breaks");
			};
		});
		const report = page.waitForRequest("**/api/client-errors");
		await openPanel("assets");
		await expect(page.getByTestId("panel-failed")).toContainText("Assets");
		expect((await report).postDataJSON()).toMatchObject({ kind: "panel", panel: "Assets", message: "TypeError: a panel breaks" });
		await expect(page.getByTestId("timeline-scene").first()).toBeVisible();
		await page.evaluate(() => Reflect.get(window, "mend")());
		await page.getByTestId("panel-failed").getByRole("button", { name: "Try again" }).click();
		await expect(page.getByTestId("asset-item").first()).toBeVisible();
		complaints.splice(0, complaints.length, ...complaints.filter((text) => !text.includes("a panel breaks")));
	});

	test("a film on a phone stays loaded behind the other tabs", async () => {
		await page.setViewportSize({ width: 390, height: 844 });
		await page.reload();
		await page.getByTestId("mobile-preview").click();
		await expect(page.getByTestId("transport-play")).toBeEnabled();
		const frame = await page.getByTestId("preview-frame").elementHandle();
		await page.getByTestId("mobile-chat").click();
		await expect(page.getByTestId("preview-frame")).toBeHidden();
		await page.getByTestId("mobile-preview").click();
		await expect(page.getByTestId("preview-frame")).toBeVisible();
		expect(await frame?.evaluate((element) => element.isConnected)).toBe(true);
		await expect(page.getByTestId("preview-problem")).toHaveCount(0);
	});

	test("no name, title or error widens a panel or pushes a control out of the window", async () => {
		await withLongNames(page, projectId());
		for (const size of SIZES) {
			await page.setViewportSize(size);
			await page.reload();
			await expect(page.getByTestId("composer")).toBeVisible();
			await expectFits(page, `chat at ${size.width} px`);
			if (isNarrow()) {
				await page.getByTestId("mobile-preview").click();
				await expectFits(page, `preview at ${size.width} px`);
			}
			await openPanel("edit");
			await page.getByTestId("timeline-scene").first().click();
			await expect(page.getByTestId("scene-form").first()).toBeVisible();
			await expectFits(page, `scene form at ${size.width} px`);
			await page.getByRole("button", { name: "Film and theme" }).click();
			await expect(page.getByTestId("film-form")).toBeVisible();
			await expectFits(page, `film form at ${size.width} px`);
			for (const [tab, item] of [
				["versions", "version-item"],
				["assets", "asset-item"],
				["export", "export-item"],
			] as const) {
				await openPanel(tab);
				await expect(page.getByTestId(item).first()).toBeVisible();
				await expectFits(page, `${tab} at ${size.width} px`);
			}
			await page.goto(studio.url);
			await expect(page.getByTestId("project-card").first()).toBeVisible();
			await expectFits(page, `dashboard at ${size.width} px`);
			await page.goBack();
		}
		await page.unrouteAll();
	});

	test("the browser's console has nothing to say of storage or of errors of the page", () => {
		// Connections break when networks of the machine change; missing pictures of long names are this test's own.
		const own = complaints.filter((text) => !/Failed to load resource|net::ERR|WebSocket connection/.test(text));
		const isRetry = (text: string) =>
			text.startsWith("Retrying failed fetch. Error: TypeError: Failed to fetch") ||
			text.startsWith("Error while reading response stream. Attempting to resume. TypeError: network error");
		expect(own.filter((text) => !isRetry(text))).toEqual([]);
		// A network of the machine came or went, or the page that had asked was loaded anew.
		expect(own.filter(isRetry).length, JSON.stringify(broken)).toBeLessThanOrEqual(broken.length);
	});
});

/** Answers of the studio with the longest names and texts that its schemas allow, at least 300 characters where they do. */
async function withLongNames(page: Page, id: string): Promise<void> {
	const text = longWord(300);
	await page.route("**/api/projects?*", async (route) => {
		const answer = await route.fetch();
		const body = (await answer.json()) as { projects: Project[] };
		await route.fulfill({
			response: answer,
			json: { ...body, projects: body.projects.map((one) => ({ ...one, name: longWord(120) })) },
		});
	});
	await page.route(`**/api/projects/${id}`, async (route) => {
		const answer = await route.fetch();
		await route.fulfill({ response: answer, json: { ...(await answer.json()), name: longWord(120) } });
	});
	await page.route(`**/api/projects/${id}/versions`, async (route) => {
		const answer = await route.fetch();
		const body = (await answer.json()) as { versions: Version[] };
		await route.fulfill({
			response: answer,
			json: { ...body, versions: body.versions.map((one) => ({ ...one, title: text, outcome: one.outcome ? "failed" : null })) },
		});
	});
	const at = new Date().toISOString();
	const asset = {
		path: `assets/${longWord(80)}.png`,
		sha256: "a".repeat(64),
		bytes: 999_999_999,
		mediaType: "image/png",
		createdAt: at,
	};
	await page.route(`**/api/projects/${id}/assets`, (route) =>
		route.fulfill({
			json: {
				assets: [
					{ ...asset, name: `${longWord(90)}.png`, kind: "image", width: 12_000, height: 12_000 },
					{ ...asset, name: `${longWord(90)}.mp3`, path: `assets/${longWord(90)}.mp3`, kind: "audio", duration: 3600 },
				],
			},
		}),
	);
	const sha = "b".repeat(40);
	const film: Omit<Export, "id" | "state"> = {
		projectId: id,
		commitSha: sha,
		settings: { codec: "mp4", scale: 1 },
		framesDone: 40_000,
		framesTotal: 108_000,
		framesReused: 30_000,
		speed: 123.4,
		secondsLeft: 4000,
		bytes: 999_999_999,
		width: 1920,
		height: 1080,
		fileUrl: "/api/exports/x/file",
		fileName: `${text}.mp4`,
		createdAt: at,
		endedAt: null,
		error: null,
		warnings: [],
	};
	const error = { code: "export_failed" as const, message: text, hint: text };
	const warning = { code: "letters_without_font" as const, sceneId: "intro", message: longWord(300) };
	await page.route(`**/api/projects/${id}/exports`, (route) =>
		route.fulfill({
			json: {
				exports: [
					{ ...film, id: "aaaaaaaaaaaaaaaaaaaa", state: "rendering" },
					{ ...film, id: "bbbbbbbbbbbbbbbbbbbb", state: "done", endedAt: at, warnings: [warning] },
					{ ...film, id: "cccccccccccccccccccc", state: "failed", endedAt: at, error },
				],
			},
		}),
	);
}
