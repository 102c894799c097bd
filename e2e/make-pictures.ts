// Makes the README's pictures from the running product: `node e2e/make-pictures.ts`.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { chromium } from "@playwright/test";
import { personsBrowser } from "./src/harness/browser.ts";
import { mediaTool } from "./src/harness/film.ts";
import { startStudio } from "./src/harness/studio.ts";

const run = promisify(execFile);
const PROMPT =
	'A 20 second film about bees called "Small Wings". 75% of food crops need them. Steps: find a flower, take the nectar, carry the pollen. End with "Plant something today".';
const folder = resolve(import.meta.dirname, "../docs/pictures");
/** Frames a second of the animated picture; each is one screenshot. */
const FPS = 4;

const frames = await mkdtemp(join(tmpdir(), "storydream-pictures-"));
const studio = await startStudio();
const browser = await chromium.launch(await personsBrowser());
try {
	await mkdir(folder, { recursive: true });
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: "dark" });
	const page = await context.newPage();
	await page.goto(studio.url);
	await page.getByTestId("prompt-box").fill(PROMPT);
	await page.screenshot({ path: join(folder, "dashboard.png") });
	await page.getByTestId("new-project").click();
	await page.getByTestId("chat").waitFor();

	let frame = 0;
	const shoot = async () => {
		await page.screenshot({ path: join(frames, `${String(frame).padStart(4, "0")}.png`) });
		frame += 1;
	};
	// A slow machine shows the start for long: the animation begins with the film's page.
	await page.getByTestId("tool-card").first().waitFor({ timeout: 120_000 });
	const deadline = Date.now() + 120_000;
	while (Date.now() < deadline && !(await page.getByTestId("version-chip").first().isVisible())) {
		await shoot();
		await page.waitForTimeout(1000 / FPS);
	}
	await page.waitForTimeout(500);
	await page.getByTestId("transport-play").click();
	for (let still = 0; still < 10 * FPS; still += 1) {
		await shoot();
		await page.waitForTimeout(1000 / FPS);
	}
	await page.getByTestId("transport-play").click();
	await page.getByTestId("timeline-scene").nth(1).click();
	await page.waitForTimeout(1500);
	await page.screenshot({ path: join(folder, "workspace.png") });

	const { command, env } = mediaTool("ffmpeg");
	const input = ["-v", "error", "-y", "-framerate", String(FPS), "-i", join(frames, "%04d.png")];
	const palette = join(frames, "palette.png");
	await run(command, [...input, "-vf", "scale=960:-1,palettegen=max_colors=128", "-frames:v", "1", "-update", "1", palette], {
		env,
	});
	const paint = "[0:v]scale=960:-1[small];[small][1:v]paletteuse=dither=bayer:bayer_scale=4";
	await run(command, [...input, "-i", palette, "-filter_complex", paint, join(folder, "turn.gif")], { env });
} finally {
	await browser.close();
	await studio.close();
	await rm(frames, { recursive: true, force: true });
}
