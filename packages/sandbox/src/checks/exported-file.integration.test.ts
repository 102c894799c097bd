import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PNG } from "pngjs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runMediaProgram } from "../media/index.ts";
import { checkFile } from "./exported-file.ts";

const SECONDS = 3;
const LENGTH = { length: { frames: SECONDS * 30, fps: 30 } };
let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "file-checks-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A film of one grey with a tone, or without sound. @param grey 0 to 255 */
async function film(name: string, { grey, decibels }: { grey: number; decibels?: number }): Promise<string> {
	const picture = join(folder, `${name}.png`);
	const png = new PNG({ width: 64, height: 36 });
	png.data.fill(grey);
	await writeFile(picture, PNG.sync.write(png));
	const file = join(folder, `${name}.mp4`);
	const tone = ["-f", "lavfi", "-i", `sine=frequency=1000:duration=${SECONDS}`, "-af", `volume=${decibels}dB`, "-c:a", "aac"];
	const images = ["-loop", "1", "-framerate", "30", "-f", "image2", "-i", `file:${picture}`];
	const codec = ["-c:v", "libx264", "-pix_fmt", "yuv420p", "-t", String(SECONDS), "-f", "mp4", `file:${file}`];
	const args = ["-v", "error", "-y", ...images, ...(decibels === undefined ? [] : tone), ...codec];
	await runMediaProgram("ffmpeg", args, AbortSignal.timeout(60_000));
	return file;
}

test.each([
	["as loud as films are", { grey: 128, decibels: 5 }, []],
	["too quiet", { grey: 128, decibels: -20 }, ["loudness_off"]],
	["so loud that it clips", { grey: 128, decibels: 26 }, ["sound_clips", "loudness_off"]],
	["black", { grey: 0, decibels: 5 }, ["black_frames"]],
])("a film that is %s", async (name, look, codes) => {
	const { findings } = await checkFile(await film(name.replaceAll(" ", "-"), look), LENGTH);
	expect(findings.map(({ code }) => code)).toEqual(codes);
});

test("a film that is shorter than its storyboard is named, and what was not measured too", async () => {
	const result = await checkFile(await film("short", { grey: 128 }), { length: { frames: 150, fps: 30 } });
	expect(result.findings).toMatchObject([{ code: "length_off", measured: "3.00 s", wanted: "5.00 s (150 frames)" }]);
	const codes = result.notChecked.map(({ code }) => code);
	expect(codes).toEqual(expect.arrayContaining(["sound_clips", "loudness_off", "contrast_low"]));
});

test("a file that is no film is refused", async () => {
	const file = join(folder, "no-film.mp4");
	await writeFile(file, "x".repeat(500));
	await expect(checkFile(file)).rejects.toMatchObject({ code: "unsupported_media" });
});
