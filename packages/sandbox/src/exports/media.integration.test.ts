import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFile, cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findBrowser } from "../browser/index.ts";
import { type Camera, createCamera } from "../camera/index.ts";
import { buildPreviewSeed, type Preview, startPreview } from "../preview/index.ts";
import { eventually, type Fixture, makeFixture } from "../preview/testing/fixture.ts";
import { createExporter, type Exporter, type ExportReport } from "./index.ts";

const run = promisify(execFile);
const TEMPLATE = join(import.meta.dirname, "../../../template");
const MEDIA = join(import.meta.dirname, "../testing/media");
/** Red, green and blue for 200 ms each, for ever. */
const MOVING = ["anim.gif", "anim.webp", "anim.png", "anim.avif"];
const SCENE_FRAMES = 20;

let fixture: Fixture;
let preview: Preview;
let camera: Camera;
let exporter: Exporter;
let reports: ExportReport[] = [];

beforeAll(async () => {
	fixture = await makeFixture();
	await rm(fixture.project, { recursive: true });
	await cp(TEMPLATE, fixture.project, { recursive: true, filter: (source) => !source.includes("node_modules") });
	await mkdir(join(fixture.project, "public/assets"), { recursive: true });
	for (const name of MOVING) await copyFile(join(MEDIA, name), join(fixture.project, "public/assets", name));
	await film(MOVING.map((name) => ({ scene: "ImagePan", props: { src: `assets/${name}` } })));
	await git("init", "-q", "-b", "main");
	await commit();
	preview = await startPreview({
		open: true,
		projectDir: fixture.project,
		versionsDir: fixture.versions,
		cacheDir: join(fixture.dir, "vite"),
		cacheSeed: await buildPreviewSeed(join(tmpdir(), "storydream-test-seed")),
		host: "127.0.0.1",
		port: 0,
		allowedHostSuffix: ".preview.localhost",
	});
	camera = createCamera({ preview, browser: () => findBrowser(), tmpDir: join(fixture.dir, "tmp") });
	exporter = createExporter({
		projectDir: fixture.project,
		versionsDir: fixture.versions,
		exportsDir: join(fixture.dir, "exports"),
		templateDir: TEMPLATE,
		browser: () => findBrowser(),
		onReport: (report) => reports.push(report),
	});
});

afterAll(async () => {
	await exporter?.close();
	await camera?.close();
	await preview?.close();
	await fixture?.remove();
});

/** Writes a film of scenes of 20 frames without transitions. */
async function film(scenes: { scene: string; props: Record<string, unknown> }[]): Promise<void> {
	const file = join(fixture.project, "src/storyboard.json");
	const board = JSON.parse(await readFile(join(TEMPLATE, "src/storyboard.json"), "utf8")) as Record<string, unknown>;
	const listed = scenes.map((scene, index) => ({ id: `scene-${index}`, durationInFrames: SCENE_FRAMES, ...scene }));
	await writeFile(file, JSON.stringify({ ...board, width: 640, height: 360, scenes: listed, audio: [], captions: [] }));
}

async function git(...args: string[]): Promise<void> {
	const author = ["-c", "user.name=Test", "-c", "user.email=test@storydream.local"];
	await run("git", ["-C", fixture.project, ...author, ...args]);
}

async function commit(): Promise<void> {
	await git("add", "-A");
	await git("commit", "-q", "-m", "film");
}

async function exported(exportId: string, codec: "mp4" | "webm" | "gif" | "png", range?: { from: number; to: number }) {
	reports = [];
	await exporter.start({ exportId, settings: { codec, scale: 1, range }, versionSha: null });
	const isEnd = (report: ExportReport): report is Extract<ExportReport, { type: "export:ended" }> =>
		report.type === "export:ended";
	const end = await eventually(`the end of ${exportId}`, () => reports.find(isEnd), 200_000);
	return { ...end, path: (await exporter.file(exportId))?.path ?? "" };
}

/** The strongest of red, green and blue in the middle of each frame of a video or a picture. */
async function coloursOf(path: string): Promise<string[]> {
	const args = ["-v", "error", "-i", path, "-vf", "crop=2:2", "-f", "rawvideo", "-pix_fmt", "rgb24", "-"];
	const { stdout } = await run("ffmpeg", args, { encoding: "buffer" });
	return Array.from({ length: stdout.length / 12 }, (_, index) => {
		const pixel = [...stdout.subarray(index * 12, index * 12 + 3)];
		return ["red", "green", "blue"][pixel.indexOf(Math.max(...pixel))] ?? "";
	});
}

async function cameraColours(frames: number[]): Promise<string[]> {
	const { pictures } = await camera.take({ frames, size: 320, timeoutMs: 60_000 });
	const file = join(fixture.dir, "tmp/picture.jpg");
	const colours: string[] = [];
	for (const { data } of pictures) {
		await writeFile(file, Buffer.from(data, "base64"));
		colours.push(...(await coloursOf(file)));
	}
	return colours;
}

test("alac-sound: an export that fails for a sound names its file and a next step, and no path of this machine", async () => {
	await copyFile(join(MEDIA, "memo.m4a"), join(fixture.project, "public/assets/memo.m4a"));
	const file = join(fixture.project, "src/storyboard.json");
	const before = await readFile(file, "utf8");
	const music = { src: "audio/music/calm.mp3", startFrame: 0, volume: 0.5, fadeInFrames: 0, fadeOutFrames: 0, loop: false };
	const audio = [
		{ id: "music", ...music },
		{ id: "memo", ...music, src: "assets/memo.m4a" },
	];
	try {
		await writeFile(file, JSON.stringify({ ...(JSON.parse(before) as object), audio }));
		await commit();
		const end = await exported("alac", "mp4");
		expect(end.outcome).toBe("failed");
		expect(end.error).toMatchObject({
			message: "public/assets/memo.m4a can't be decoded, so the film can't be exported with it.",
			hint: expect.stringContaining("AAC"),
		});
	} finally {
		await writeFile(file, before);
		await commit();
	}
});

test("glyphs-missing: letters that no font has are reported with their scene, others are not", async () => {
	const file = join(fixture.project, "src/storyboard.json");
	const before = await readFile(file, "utf8");
	const titles = ["Ωμέγα, Привет, naïve — “quoted” → 42 %", "One \u{f4321} and \u{f4322}", "Unassigned: \u0378"];
	try {
		await film(titles.map((title) => ({ scene: "Title", props: { title } })));
		const errors = (await camera.inspectErrors(60_000)).filter((error) => error.kind === "storyboard");
		expect(errors.map(({ sceneId, message }) => `${sceneId}: ${message}`)).toEqual([
			"scene-1: Scene 2 (“One \u{f4321} and \u{f4322}”) has letters that no font here draws: U+F4321 U+F4322. Add a font that has them, or use other words.",
			"scene-2: Scene 3 (“Unassigned: \u0378”) has letters that no font here draws: U+378. Add a font that has them, or use other words.",
		]);
		const ofTheFilm = "日本語한국어中文नमस्ते";
		const ofTheMachine = "ไทย";
		await film([{ scene: "Title", props: { title: `${ofTheFilm} ${ofTheMachine}`, subtitle: "👩‍👩‍👧" } }]);
		const found = await camera.inspectErrors(60_000);
		const said = found.map(({ message }) => /draws: ([^.]*)/.exec(message)?.[1] ?? message).join(" ");
		for (const letter of ofTheFilm.match(/\p{L}/gu) ?? []) expect(said).not.toContain(letter);
		for (const letter of ofTheMachine) {
			const { stdout } = await run("fc-list", [`:charset=${letter.codePointAt(0)?.toString(16)}`]);
			expect(said.includes(letter)).toBe(stdout.trim() === "");
		}
	} finally {
		await writeFile(file, before);
	}
});

test("glyphs-missing: an export names the scenes it shows and the letters that no font draws", async () => {
	const file = join(fixture.project, "src/storyboard.json");
	const before = await readFile(file, "utf8");
	const titles = ["Ωμέγα, 茶の時間, 국, naïve — “quoted” → 42 %", "One \u{f4321} and \u{f4322}", "Unassigned: \u0378"];
	try {
		await film(titles.map((title) => ({ scene: "Title", props: { title } })));
		const board = JSON.parse(await readFile(file, "utf8")) as object;
		const captions = [{ text: "\u{f4325}", startFrame: 50, endFrame: 58 }];
		await writeFile(file, JSON.stringify({ ...board, captions }));
		await commit();
		const fonts = "Add a font that has them, or use other words.";
		const first = `Scene 2 (“One \u{f4321} and \u{f4322}”) has letters that no font here draws: U+F4321 U+F4322. ${fonts}`;
		const second = `Scene 3 (“Unassigned: \u0378”) has letters that no font here draws: U+378. ${fonts}`;
		const captioned = `The captions have letters that no font here draws: U+F4325. ${fonts}`;
		const code = "letters_without_font";
		const part = await exported("letters", "gif", { from: 35, to: 52 });
		expect([part.outcome, part.error]).toEqual(["done", null]);
		expect(part.warnings).toEqual([
			{ code, sceneId: "scene-1", message: first },
			{ code, sceneId: "scene-2", message: second },
			{ code, message: captioned },
		]);
		expect((await exported("no-letters", "png", { from: 5, to: 5 })).warnings).toEqual([]);
		const still = await exported("still-letters", "png", { from: 25, to: 25 });
		expect(still.warnings.map(({ sceneId }) => sceneId)).toEqual(["scene-1"]);
	} finally {
		await writeFile(file, before);
		await commit();
	}
});

describe("moving-pictures: a GIF, an animated WebP, an APNG and an animated AVIF", () => {
	const colourOf = (frame: number) => ["red", "green", "blue"][Math.floor((frame % SCENE_FRAMES) / 6) % 3] ?? "";
	const all = Array.from({ length: MOVING.length * SCENE_FRAMES }, (_, frame) => frame);
	/** A scene fades in: its first frames show the background still. */
	const isClear = (frame: number) => frame < SCENE_FRAMES || frame % SCENE_FRAMES > 2;

	test("are drawn by the film's frame in every export, and two exports of a version are equal", async () => {
		const [first, second] = [await exported("moving-1", "mp4"), await exported("moving-2", "mp4")];
		expect([first.outcome, second.outcome]).toEqual(["done", "done"]);
		const colours = await coloursOf(first.path);
		expect(colours).toHaveLength(all.length);
		expect(colours.filter((_, frame) => isClear(frame))).toEqual(all.filter(isClear).map(colourOf));
		const hashes = await Promise.all(
			[first, second].map(async ({ path }) =>
				createHash("sha256")
					.update(await readFile(path))
					.digest("hex"),
			),
		);
		expect(hashes[0]).toBe(hashes[1]);
	});

	test("are drawn by the film's frame for the camera, backwards too", async () => {
		const frames = MOVING.flatMap((_, scene) => [13, 3, 7].map((frame) => scene * SCENE_FRAMES + frame));
		expect(await cameraColours(frames.slice(0, 6))).toEqual(frames.slice(0, 6).map(colourOf));
		expect(await cameraColours(frames.slice(6))).toEqual(frames.slice(6).map(colourOf));
		expect(await camera.inspectErrors(60_000)).toEqual([]);
	});

	test("are reported where a scene of one's own plays them by the clock; a still picture is not", async () => {
		const scene = join(fixture.project, "src/scenes/pictures/ImagePan.tsx");
		const before = await readFile(scene, "utf8");
		const img = '<Img src={staticFile(src)} style={{ width: "100%" }} />';
		const changed = before.replace(/<Picture scene=\{scene\} src=\{src\}[^>]*\/>/g, img);
		expect(changed).toContain(img);
		await writeFile(scene, `import { Img, staticFile } from "remotion";\n${changed}`);
		try {
			await copyFile(join(MEDIA, "exifpng.png"), join(fixture.project, "public/assets/still.png"));
			await film([...MOVING, "still.png"].map((name) => ({ scene: "ImagePan", props: { src: `assets/${name}` } })));
			const errors = await camera.inspectErrors(60_000);
			expect(errors.map(({ kind, message }) => `${kind} ${message.split(" ")[0]}`).sort()).toEqual(
				MOVING.map((name) => `asset public/assets/${name}`).sort(),
			);
			expect(errors.map(({ sceneId }) => sceneId).sort()).toEqual(MOVING.map((_, index) => `scene-${index}`));
		} finally {
			await writeFile(scene, before);
		}
	});
});
