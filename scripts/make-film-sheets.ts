/**
 * Makes docs/gallery: `node scripts/make-film-sheets.ts [name …]` plans a film for each brief without a key and draws a sheet of
 * its frames. Needs a headless browser and ImageMagick. Without names it makes all of them and the index.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { planFilm, readBrief } from "@storydream/demo-model";
import { type Storyboard, sceneSpans } from "@storydream/protocol";
import { findBrowser } from "@storydream/sandbox";
import { openDrawing } from "../packages/template/scripts/sheet/drawing.ts";
import { BRIEFS } from "./film-sheets/briefs.ts";

const FOLDER = join(import.meta.dirname, "../docs/gallery");
/** Frames of a film: one a scene, and two of the longest ones where there are fewer scenes. */
const FRAMES = 8;
/** Px of a sheet with its frames in two rows, or in one where the film is tall. */
const WIDTH = 1600;

/** Where most of a scene has come in and nothing has left. */
const SETTLED = 0.7;

/** Frames that show the film: one a scene, spread over it where it has more; some of long scenes twice where it has fewer. */
function framesOf(storyboard: Storyboard): number[] {
	const spans = sceneSpans(storyboard);
	const points = spans.map(({ from, durationInFrames }) => from + Math.floor(durationInFrames * SETTLED));
	if (points.length > FRAMES)
		return Array.from({ length: FRAMES }, (_, index) => points[Math.round((index * (points.length - 1)) / (FRAMES - 1))] ?? 0);
	const longest = spans.toSorted((one, other) => other.durationInFrames - one.durationInFrames);
	const more = longest
		.slice(0, Math.max(0, FRAMES - points.length))
		.map(({ from, durationInFrames }) => from + Math.floor(durationInFrames * 0.3));
	return [...points, ...more].sort((one, other) => one - other);
}

const wanted = process.argv.slice(2);
const chosen = BRIEFS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const browser = await findBrowser(process.env);
if (!browser) throw new Error("There is no headless browser on this machine: see `npm run storydream doctor`.");
const drawing = await openDrawing(browser.executablePath);
const scratch = mkdtempSync(join(tmpdir(), "film-sheets-"));
mkdirSync(FOLDER, { recursive: true });
try {
	for (const { name, prompt } of chosen) {
		const { storyboard } = planFilm(readBrief(prompt), null);
		const { width, height } = storyboard;
		const frames = framesOf(storyboard);
		const columns = height > width * 1.1 ? frames.length : Math.ceil(frames.length / 2);
		const files = frames.map((_, index) => join(scratch, `${name}-${index}.jpeg`));
		await drawing.stills(
			{ board: storyboard, frames, width, height },
			(index, picture) => writeFileSync(files[index] ?? "", picture),
			{ scale: (WIDTH / columns / width) * 1.2, quality: 92 },
		);
		const size = ["-geometry", `${Math.floor(WIDTH / columns) - 8}x+4+4`, "-tile", `${columns}x`, "-background", "#dddddd"];
		execFileSync("montage", [...files, ...size, "-quality", "72", join(FOLDER, `${name}.webp`)], { stdio: "ignore" });
		console.log(
			`${name}: ${storyboard.look}, ${storyboard.scenes.map(({ scene, layout }) => `${scene}${layout ? `/${layout}` : ""}`).join(" ")}`,
		);
	}
} finally {
	await drawing.close();
	rmSync(scratch, { recursive: true, force: true });
}
const entries = BRIEFS.map(({ name, trade, prompt }) => `## ${trade}\n\n> ${prompt}\n\n![Frames of the film](${name}.webp)\n`);
writeFileSync(
	join(FOLDER, "README.md"),
	`# Films without a key\n\nEach film was planned by the demo model from the words above it, without a model key, and shows up to eight of its frames.
\`node scripts/make-film-sheets.ts\` makes them.\n\n${entries.join("\n")}`,
);
process.exit(0);
