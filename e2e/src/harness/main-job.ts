import { readFile } from "node:fs/promises";
import { type BrowserContextOptions, expect, type Page, test } from "@playwright/test";
import { difference, lookAt, probe } from "./film.ts";
import type { RunningStudio } from "./studio.ts";

export interface MainJob {
	/** Length of the film; most of the time goes into exporting it. */
	seconds: number;
	/** Size of the export as a part of the film's; default: what the page proposes, the whole. */
	exportScale?: number;
	/** The export is made again: nothing of it is drawn twice where segments are kept. */
	exportsAgain?: boolean;
	/** What the person's browser asks for, beside what it does in all flows. */
	person?: BrowserContextOptions;
}

/**
 * The main job, as one person does it: its steps share one studio and one project, in order.
 * @param start a studio with the demo model, nothing in it; closed at the end
 */
export function describeMainJob(where: string, start: () => Promise<RunningStudio>, job: MainJob): void {
	const { seconds, exportScale = 1, exportsAgain = false, person = {} } = job;
	test.describe(`the main job ${where}`, () => {
		test.describe.configure({ mode: "serial" });

		let studio: RunningStudio;
		let page: Page;

		test.beforeAll(async ({ browser }) => {
			studio = await start();
			const context = await browser.newContext({ acceptDownloads: true, ...person });
			page = await context.newPage();
		});
		test.afterAll(async () => {
			await page?.context().close();
			await studio?.close();
		});

		/**
		 * Waits until the film's first scene shows words; a scene may set each word, or each letter, in an element of its own.
		 * Selected again each time: the scene may only now be coming, and the playhead stays where it was put.
		 */
		async function firstSceneShows(words: string): Promise<void> {
			const film = page.frameLocator('[data-testid="preview-frame"]').locator("body");
			await expect(async () => {
				await page.getByTestId("timeline-scene").first().click();
				await expect
					.poll(async () => ((await film.textContent()) ?? "").replace(/\s/g, ""), { timeout: 3_000 })
					.toContain(words.replace(/\s/g, ""));
			}).toPass({ timeout: 120_000 });
		}
		const versions = () => page.getByTestId("version-item");
		const projectId = () => new URL(page.url()).pathname.split("/").at(-1);
		/** How many versions the studio has of the film. */
		async function versionCount(): Promise<number> {
			const answer = await page.request.get(`${studio.url}/api/projects/${projectId()}/versions`);
			return (await answer.json()).versions.length;
		}
		const open = (name: RegExp) => page.getByRole("tab", { name }).click();

		async function ask(text: string): Promise<void> {
			await page.getByTestId("composer").fill(text);
			await page.getByTestId("send").click();
			await expect(page.getByTestId("stop")).toBeVisible();
		}
		/** Waits until the studio has ended the newest turn, and the page says so. */
		async function turnEnds(): Promise<void> {
			const newest = async () => {
				const answer = await page.request.get(`${studio.url}/api/projects/${projectId()}/messages`);
				return (await answer.json()).messages[0]?.state;
			};
			await expect.poll(newest).toMatch(/done|stopped|failed/);
			await expect(page.getByTestId("stop")).toBeHidden();
		}
		async function storyboard(): Promise<{
			fps: number;
			width: number;
			height: number;
			scenes: { id: string; durationInFrames: number; props: object }[];
		}> {
			const answer = await page.request.get(`${studio.url}/api/projects/${projectId()}/storyboard`);
			expect(answer.ok()).toBe(true);
			return (await answer.json()).storyboard;
		}

		test("the first page says that the demo model answers and how to add a key", async () => {
			await page.goto(studio.url);
			await expect(page.getByTestId("demo-banner")).toContainText("demo model");
			await expect(page.getByTestId("demo-banner")).toContainText("ANTHROPIC_API_KEY");
		});

		test("a described film is written, shown and kept as a version", async () => {
			await page
				.getByTestId("prompt-box")
				.fill(`A ${seconds} second film about bees called "Small Wings", saying that 75% of crops need them. Navy background.`);
			await page.getByTestId("new-project").click();
			await expect(page.getByTestId("preview-frame")).toBeVisible();
			await expect(page.getByTestId("tool-card").first()).toBeVisible();
			await turnEnds();
			const board = await storyboard();
			expect(JSON.stringify(board.scenes)).toContain("Small Wings");
			expect(JSON.stringify(board.scenes)).toContain("75");
			await open(/versions/i);
			await expect(versions()).toHaveCount(2);
		});

		test("the preview shows the film that was described", async () => {
			await firstSceneShows("Small Wings");
		});

		test("a change by message is seen in the preview", async () => {
			await ask('Change the title to "Tiny Wings"');
			await turnEnds();
			await firstSceneShows("Tiny Wings");
			await open(/versions/i);
			await expect(versions()).toHaveCount(3);
		});

		test("a scene trimmed on the timeline makes a version without the model", async () => {
			const before = await storyboard();
			const turns = await page.getByTestId("question").count();
			await page.getByTestId("trim-handle").first().focus();
			await page.keyboard.press("ArrowLeft");
			await page.keyboard.press("ArrowLeft");
			await expect.poll(versionCount).toBe(4);
			await expect
				.poll(async () => (await storyboard()).scenes[0]?.durationInFrames)
				.toBeLessThan(before.scenes[0]?.durationInFrames ?? 0);
			expect(await page.getByTestId("question").count()).toBe(turns);
		});

		test("a page loaded again in mid-turn loses nothing and sees the turn end once", async () => {
			await ask("Add a quote saying 'No bees, no breakfast'");
			await expect(page.getByTestId("tool-card").last()).toBeVisible();
			await page.reload();
			await turnEnds();
			expect(JSON.stringify(await storyboard())).toContain("No bees, no breakfast");
			await expect(page.getByTestId("chat").getByText("Add a quote saying").first()).toBeVisible();
		});

		test("a stopped turn ends, says so, and the next one works", async () => {
			await ask("Make it 20 seconds long");
			await page.getByTestId("stop").click();
			await turnEnds();
			await expect(page.getByTestId("chat")).toContainText(/stopped/i);
			await ask("Make the accent colour coral");
			await turnEnds();
			expect(JSON.stringify(await storyboard())).toMatch(/#ff7f50|coral|#ff/i);
		});

		test("an older version is brought back as a new one", async () => {
			await open(/versions/i);
			const before = await versionCount();
			await expect(versions()).toHaveCount(before);
			await versions()
				.filter({ hasText: `A ${seconds} second film about bees` })
				.getByTestId("restore")
				.click();
			await expect(versions()).toHaveCount(before + 1);
			expect(JSON.stringify((await storyboard()).scenes[0])).toContain("Small Wings");
			await firstSceneShows("Small Wings");
		});

		test("the film is exported, and holds what was described", async () => {
			// How long it takes is the machine's affair.
			test.setTimeout(1_260_000);
			const board = await storyboard();
			await open(/export/i);
			if (exportScale !== 1) await page.getByTestId("export-scale").selectOption(String(exportScale));
			await page.getByTestId("export-start").click();
			const link = page.getByTestId("export-download").first();
			await expect(link).toBeVisible({ timeout: 1_200_000 });
			const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
			expect(download.suggestedFilename()).toMatch(/\.mp4$/);
			const file = await download.path();
			const facts = await probe(file);
			expect(facts.videoCodec).toBe("h264");
			expect([facts.width, facts.height]).toEqual([board.width * exportScale, board.height * exportScale]);
			expect(facts.seconds).toBeCloseTo(facts.frames / board.fps, 0);
			expect(Math.abs(facts.seconds - seconds)).toBeLessThan(0.5);
			const early = await lookAt(file, facts.seconds * 0.15);
			const late = await lookAt(file, facts.seconds * 0.7);
			for (const look of [early, late]) expect(look.contrast).toBeGreaterThan(4);
			expect(difference(early, late)).toBeGreaterThan(1);
			// Navy: blue leads, and it is dark.
			expect(early.mean[2]).toBeGreaterThan(early.mean[0]);
			expect((await readFile(file)).byteLength).toBeGreaterThan(20_000);
			if (exportsAgain) await exportAgain(await readFile(file));
		});

		/** One press makes the same file again, of the frames that are there. */
		async function exportAgain(first: Buffer): Promise<void> {
			await page.getByTestId("export-again").click();
			await expect(page.getByTestId("export-download")).toHaveCount(2, { timeout: 1_200_000 });
			await expect(page.getByTestId("export-item").first()).toContainText("all frames reused");
			const link = page.getByTestId("export-download").first();
			const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
			expect((await readFile(await download.path())).equals(first)).toBe(true);
		}
	});
}
