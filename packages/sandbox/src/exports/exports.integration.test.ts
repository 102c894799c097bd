import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findBrowser } from "../browser/index.ts";
import { eventually, FIXTURE_FILES, type Fixture, makeFixture } from "../preview/testing/fixture.ts";
import { createExporter, type Exporter, type ExportReport } from "./index.ts";

const run = promisify(execFile);
const TEMPLATE = join(import.meta.dirname, "../../../template");
const BOX = FIXTURE_FILES["src/scenes/Box.tsx"] ?? "";
let fixture: Fixture;
let exporter: Exporter;
let reports: ExportReport[] = [];
const details: string[] = [];

beforeAll(async () => {
	fixture = await makeFixture();
	// What a project must not be able to do: bring configuration of its own.
	for (const name of [
		"postcss.config.cjs",
		"babel.config.js",
		".babelrc.js",
		"remotion.config.ts",
		"vite.config.ts",
		"webpack.config.js",
		".swcrc",
	]) {
		await fixture.write(
			name,
			`require("fs").writeFileSync(${JSON.stringify(join(fixture.dir, "executed"))}, ${JSON.stringify(name)});`,
		);
	}
	await fixture.write("public/audio/tone.wav", "");
	await writeFile(join(fixture.project, "public/audio/tone.wav"), tone(2));
	await fixture.write("src/style.css", ".x { color: red; }\n");
	await fixture.write(
		"src/Film.tsx",
		(FIXTURE_FILES["src/Film.tsx"] ?? "")
			.replace(
				'import { AbsoluteFill, Sequence } from "remotion";',
				'import "./style.css";\nimport { AbsoluteFill, Html5Audio, Sequence, staticFile } from "remotion";',
			)
			.replace("\t\t{sceneSpans", '\t\t<Html5Audio src={staticFile("audio/tone.wav")} />\n\t\t{sceneSpans'),
	);
	await git("init", "-q", "-b", "main");
	await commit("start");
	exporter = createExporter({
		projectDir: fixture.project,
		versionsDir: fixture.versions,
		exportsDir: join(fixture.dir, "exports"),
		templateDir: TEMPLATE,
		browser: () => findBrowser(),
		onReport: (report) => reports.push(report),
		onDetail: (_id, detail) => details.push(detail),
	});
});

afterAll(async () => {
	await exporter?.close();
	await fixture?.remove();
});

async function git(...args: string[]): Promise<string> {
	const { stdout } = await run("git", [
		"-C",
		fixture.project,
		"-c",
		"user.name=Test",
		"-c",
		"user.email=test@storydream.local",
		...args,
	]);
	return stdout.trim();
}

async function commit(message: string): Promise<string> {
	await git("add", "-A");
	await git("commit", "-q", "-m", message);
	return git("rev-parse", "HEAD");
}

async function exported(
	exportId: string,
	settings: Partial<Parameters<Exporter["start"]>[0]["settings"]>,
	versionSha: string | null = null,
) {
	reports = [];
	await exporter.start({ exportId, settings: { codec: "mp4", scale: 1, ...settings }, versionSha });
	return eventually(
		`the end of ${exportId}`,
		() => reports.find((report): report is Extract<ExportReport, { type: "export:ended" }> => report.type === "export:ended"),
		100_000,
	);
}

async function probe(exportId: string): Promise<{ video: Record<string, string | number>; audio: boolean; duration: number }> {
	const file = await exporter.file(exportId);
	if (!file) throw new Error("there is no file");
	const fields = "stream=codec_type,codec_name,width,height,nb_read_frames:format=duration";
	const { stdout } = await run("ffprobe", ["-v", "error", "-count_frames", "-show_entries", fields, "-of", "json", file.path]);
	const { streams, format } = JSON.parse(stdout) as { streams: Record<string, string | number>[]; format: { duration?: string } };
	const video = streams.find((stream) => stream.codec_type === "video") ?? {};
	return { video, audio: streams.some((stream) => stream.codec_type === "audio"), duration: Number(format.duration ?? 0) };
}

/** The colour at the middle of a frame. */
async function colourAt(exportId: string, frame: number): Promise<number[]> {
	const file = await exporter.file(exportId);
	if (!file) throw new Error("there is no file");
	const { stdout } = await run(
		"ffmpeg",
		[
			"-v",
			"error",
			"-i",
			file.path,
			"-vf",
			`select=eq(n\\,${frame}),crop=2:2`,
			"-frames:v",
			"1",
			"-f",
			"rawvideo",
			"-pix_fmt",
			"rgb24",
			"-",
		],
		{ encoding: "buffer" },
	);
	return [...stdout.subarray(0, 3)];
}

/** Commits a film of one scene of 7 frames for each colour. */
async function colouredFilm(colours: string[]): Promise<void> {
	await fixture.storyboard((storyboard) => {
		storyboard.scenes = colours.map((colour, index) => ({
			id: `box-${index}`,
			scene: "Box",
			durationInFrames: 7,
			props: { colour },
		}));
	});
	await commit("colours");
}

/** Each scene of a `colouredFilm` shows its colour, within what an encoder changes. */
async function expectColours(exportId: string, colours: string[]): Promise<void> {
	for (const [index, colour] of colours.entries()) {
		const wanted = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
		const shown = await colourAt(exportId, index * 7 + 3);
		for (const [channel, value] of shown.entries()) expect(Math.abs(value - (wanted[channel] ?? 0))).toBeLessThanOrEqual(6);
	}
}

/** Two seconds of a sound, as a WAV file. */
function tone(seconds: number): Buffer {
	const rate = 16_000;
	const data = Buffer.alloc(rate * seconds * 2);
	for (let index = 0; index < rate * seconds; index += 1) data.writeInt16LE(Math.round(Math.sin(index / 6) * 8_000), index * 2);
	const head = Buffer.alloc(44);
	head.write("RIFF", 0);
	head.writeUInt32LE(36 + data.length, 4);
	head.write("WAVEfmt ", 8);
	head.writeUInt32LE(16, 16);
	head.writeUInt16LE(1, 20);
	head.writeUInt16LE(1, 22);
	head.writeUInt32LE(rate, 24);
	head.writeUInt32LE(rate * 2, 28);
	head.writeUInt16LE(2, 32);
	head.writeUInt16LE(16, 34);
	head.write("data", 36);
	head.writeUInt32LE(data.length, 40);
	return Buffer.concat([head, data]);
}

/** Processes that have this test's folder in their command line. */
async function processesLeft(): Promise<string[]> {
	const found: string[] = [];
	for (const pid of await readdir("/proc")) {
		if (!/^\d+$/.test(pid)) continue;
		const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
		if (command.includes(fixture.dir)) found.push(`${pid} ${command.replaceAll("\0", " ").slice(0, 200)}`);
	}
	return found;
}

test("an mp4 has every frame, the right size, sound, and pictures with content", async () => {
	const end = await exported("film", {});
	expect(end).toMatchObject({ outcome: "done", error: null });
	const { video, audio, duration } = await probe("film");
	expect(video).toMatchObject({ codec_name: "h264", width: 640, height: 360, nb_read_frames: "60" });
	expect(audio).toBe(true);
	expect(duration).toBeCloseTo(2, 0);
	const [red = 0, green = 0, blue = 0] = await colourAt("film", 45);
	expect([red < 40, green > 215, blue < 40]).toEqual([true, true, true]);
	const states = [...new Set(reports.flatMap((report) => (report.type === "export:progress" ? [report.state] : [])))];
	expect(states).toEqual(["preparing", "bundling", "rendering", "encoding"]);
	const last = reports.findLast((report) => report.type === "export:progress");
	expect(last).toMatchObject({ framesDone: 60, framesTotal: 60, width: 640, height: 360 });
	expect((await exporter.file("film"))?.bytes).toBe(end.bytes);
});

test("a second export of the same version takes the bundle as it is", async () => {
	await fixture.write("src/scenes/Box.tsx", "this is not committed, so it is not exported");
	expect(await exported("still", { codec: "png", scale: 0.5, range: { from: 45, to: 45 } })).toMatchObject({ outcome: "done" });
	expect(reports.some((report) => report.type === "export:progress" && report.state === "bundling")).toBe(false);
	expect((await probe("still")).video).toMatchObject({ codec_name: "png", width: 320, height: 180 });
	const [, green = 0] = await colourAt("still", 0);
	expect(green).toBeGreaterThan(215);
	await fixture.write("src/scenes/Box.tsx", BOX);
});

test("a gif has half of the frames, goes on for as long, and is 480 pixels wide unless another size is wanted", async () => {
	expect(await exported("moving", { codec: "gif", scale: undefined })).toMatchObject({ outcome: "done" });
	const { video, duration } = await probe("moving");
	expect(video).toMatchObject({ codec_name: "gif", width: 480, height: 270, nb_read_frames: "30" });
	expect(duration).toBeCloseTo(2, 1);
});

test("a webm of a range has the frames of the range, first and last included", async () => {
	expect(await exported("range", { codec: "webm", scale: 0.5, range: { from: 25, to: 34 } })).toMatchObject({ outcome: "done" });
	const { video, audio, duration } = await probe("range");
	expect(video).toMatchObject({ codec_name: "vp8", width: 320, height: 180, nb_read_frames: "10" });
	expect(audio).toBe(true);
	expect(duration).toBeCloseTo(10 / 30, 1);
	expect((await colourAt("range", 8))[1]).toBeGreaterThan(200);
});

test("a mov for editing programs has every frame, the film's colours, and room for what is transparent", async () => {
	expect(await exported("edit", { codec: "mov", scale: 0.5, range: { from: 40, to: 49 } })).toMatchObject({ outcome: "done" });
	const { video, audio, duration } = await probe("edit");
	expect(video).toMatchObject({ codec_name: "prores", width: 320, height: 180, nb_read_frames: "10" });
	expect([audio, duration]).toEqual([true, expect.closeTo(10 / 30, 2)]);
	const file = (await exporter.file("edit"))?.path ?? "";
	const { stdout } = await run("ffprobe", ["-v", "error", "-show_entries", "stream=pix_fmt", "-of", "csv=p=0", file]);
	expect(stdout).toMatch(/^yuva444p1[02]le/);
	const [red = 0, green = 0, blue = 0] = await colourAt("edit", 5);
	expect([red < 20, green > 235, blue < 20], `${red} ${green} ${blue}`).toEqual([true, true, true]);
});

test("the sound is as loud as wanted, or as it was mixed", async () => {
	const loudness = async (wanted: "-14" | "off") => {
		await exported(`loud${wanted}`, { codec: "wav", scale: undefined, loudness: wanted });
		const file = (await exporter.file(`loud${wanted}`))?.path ?? "";
		const { stderr } = await run("ffmpeg", ["-nostdin", "-i", file, "-af", "ebur128", "-f", "null", "-"]);
		return Number(/Integrated loudness:\s+I:\s+(-?[\d.]+)/.exec(stderr)?.[1]);
	};
	expect(Math.abs((await loudness("off")) + 16), "the tone of the film").toBeLessThan(0.7);
	expect(Math.abs((await loudness("-14")) + 14)).toBeLessThan(0.7);
});

test.each(["mp3", "wav"] as const)(
	"the sound alone is a file of %s that lasts as long as its part of the film",
	async (codec) => {
		expect(await exported(`sound-${codec}`, { codec, scale: undefined, range: { from: 15, to: 44 } })).toMatchObject({
			outcome: "done",
		});
		const { video, audio, duration } = await probe(`sound-${codec}`);
		expect([video, audio]).toEqual([{}, true]);
		expect(duration).toBeCloseTo(1, 1);
		const last = reports.findLast((report) => report.type === "export:progress");
		expect(last).toMatchObject({ framesTotal: 30, width: null, height: null });
	},
);

test("a size that would be odd becomes the nearest even one", async () => {
	expect(await exported("odd", { scale: 0.33, range: { from: 0, to: 2 } })).toMatchObject({ outcome: "done" });
	const { video } = await probe("odd");
	expect([Number(video.width) % 2, Number(video.height) % 2]).toEqual([0, 0]);
	expect(Math.abs(Number(video.width) - 640 * 0.33)).toBeLessThan(24);
});

test("an older version is exported from its own files", async () => {
	const first = await git("rev-parse", "HEAD");
	await fixture.storyboard((storyboard) => {
		storyboard.scenes.splice(1, 1, { id: "box-1", scene: "Box", durationInFrames: 30, props: { colour: "#0000ff" } });
	});
	await commit("blue");
	expect(await exported("old", { codec: "png", range: { from: 45, to: 45 } }, first)).toMatchObject({ outcome: "done" });
	expect((await colourAt("old", 0))[1]).toBeGreaterThan(215);
	expect(await exported("new", { codec: "png", range: { from: 45, to: 45 } })).toMatchObject({ outcome: "done" });
	expect((await colourAt("new", 0))[2]).toBeGreaterThan(215);
	expect(await exported("unknown", { codec: "png" }, "c".repeat(40))).toMatchObject({
		outcome: "failed",
		error: { code: "not_found" },
	});
});

test("a scene that throws fails the export with its frame, component and file, and no stack", async () => {
	await fixture.write(
		"src/scenes/Box.tsx",
		BOX.replace("<AbsoluteFill>", "<AbsoluteFill>{explode()}").concat(
			"\nfunction explode() {\n\tthrow new Error('no such colour');\n}\n",
		),
	);
	await commit("broken");
	const end = await exported("broken", { scale: 0.5 });
	expect(end.error?.code).toBe("export_failed");
	expect(end.error?.message).toMatch(/^Frame 3\d could not be drawn in Box: no such colour \(src\/scenes\/Box\.tsx:13\)\.$/);
	expect(await exporter.file("broken")).toBeNull();
	await fixture.write("src/scenes/Box.tsx", "export const Box = ( => {");
	await commit("worse");
	expect((await exported("worse", {})).error?.message).toBe(
		"The film could not be put together: Expression expected in src/scenes/Box.tsx:1.",
	);
	await fixture.write("src/scenes/Box.tsx", BOX);
});

test("a film that reads files or services of this machine fails or goes without", async () => {
	await writeFile(join(fixture.dir, "secret.json"), '{"the": "secret"}');
	await fixture.write(
		"src/scenes/Box.tsx",
		`import secret from "../../../../../../secret.json";\n${BOX.replace("{label}", "{secret.the}")}`,
	);
	await commit("steal");
	const end = await exported("steal", { codec: "png" });
	expect(end.error?.message).toMatch(/could not be put together: Module not found/);
	await fixture.write("src/scenes/Box.tsx", BOX);
	await commit("mended");
});

test("an mp4 is BT.709 in limited range, shows the film's own colours, and its sound is not longer than its picture", async () => {
	const colours = ["#c83232", "#32c832", "#3232c8", "#808080", "#ffffff"];
	await colouredFilm(colours);
	expect(await exported("colours", {})).toMatchObject({ outcome: "done" });
	const path = (await exporter.file("colours"))?.path ?? "";
	const fields = "codec_type,pix_fmt,color_range,color_space,color_transfer,color_primaries,nb_frames,duration,start_time";
	const { stdout } = await run("ffprobe", [
		"-v",
		"error",
		"-show_entries",
		`stream=${fields}:format=duration`,
		"-of",
		"json",
		path,
	]);
	const { streams, format } = JSON.parse(stdout) as { streams: Record<string, string>[]; format: { duration: string } };
	const video = streams.find((stream) => stream.codec_type === "video");
	const sound = streams.find((stream) => stream.codec_type === "audio");
	const tags = { color_space: "bt709", color_transfer: "bt709", color_primaries: "bt709", color_range: "tv" };
	expect(video).toMatchObject({ pix_fmt: "yuv420p", nb_frames: "35", ...tags });
	const seconds = 35 / 30;
	expect(Number(video?.duration)).toBeCloseTo(seconds, 3);
	expect(Number(sound?.duration)).toBeLessThanOrEqual(seconds + 0.001);
	expect(Number(format.duration)).toBeCloseTo(seconds, 2);
	await expectColours("colours", colours);
	await fixture.storyboard();
	await commit("as before");
});

test("a webm shows the film's own colours, and says that they are BT.601 in limited range, as every player takes VP8 for", async () => {
	const colours = ["#c83232", "#32c832", "#3232c8", "#101622", "#ffffff"];
	await colouredFilm(colours);
	expect(await exported("webm-colours", { codec: "webm" })).toMatchObject({ outcome: "done" });
	await expectColours("webm-colours", colours);
	const path = (await exporter.file("webm-colours"))?.path ?? "";
	const shown = "stream=pix_fmt,color_range,color_space,color_transfer,color_primaries";
	const { stdout } = await run("ffprobe", ["-v", "error", "-select_streams", "v", "-show_entries", shown, "-of", "json", path]);
	const { streams } = JSON.parse(stdout) as { streams: Record<string, string>[] };
	const tags = { color_space: "bt470bg", color_transfer: "bt709", color_primaries: "bt709", color_range: "tv" };
	expect(streams).toMatchObject([{ pix_fmt: "yuv420p", ...tags }]);
	await fixture.storyboard();
	await commit("as before");
});

test("a cancelled export ends all its processes, leaves no file, and the next one works", async () => {
	reports = [];
	await exporter.start({ exportId: "cancelled", settings: { codec: "mp4", scale: 2 }, versionSha: null });
	await eventually("frames", () => reports.some((report) => report.type === "export:progress" && report.framesDone > 0), 60_000);
	expect((await processesLeft()).length).toBeGreaterThan(1);
	await exporter.cancel("cancelled");
	expect(reports.at(-1)).toMatchObject({ type: "export:ended", outcome: "cancelled" });
	await eventually("no process is left", async () => (await processesLeft()).length === 0).catch(async () =>
		expect(await processesLeft()).toEqual([]),
	);
	expect(await exporter.file("cancelled")).toBeNull();
	expect(await exported("after", { codec: "png" })).toMatchObject({ outcome: "done" });
});

test("without a browser an export says so, and a bad id is refused", async () => {
	const blind = createExporter({
		projectDir: fixture.project,
		versionsDir: fixture.versions,
		exportsDir: join(fixture.dir, "exports"),
		templateDir: TEMPLATE,
		browser: async () => null,
		onReport: (report) => reports.push(report),
	});
	reports = [];
	await blind.start({ exportId: "blind", settings: { codec: "mp4", scale: 1 }, versionSha: null });
	const end = await eventually("its end", () => reports.find((report) => report.type === "export:ended"));
	expect(end).toMatchObject({ outcome: "failed", error: { code: "browser_missing" } });
	await expect(blind.start({ exportId: "../x", settings: { codec: "mp4", scale: 1 }, versionSha: null })).rejects.toMatchObject({
		code: "bad_request",
	});
	await blind.close();
});

test("no configuration that the project brought was executed", async () => {
	expect(await readFile(join(fixture.dir, "executed"), "utf8").catch(() => "nothing was")).toBe("nothing was");
	expect(await processesLeft()).toEqual([]);
});

test("captions are a file of their own, and a film without any says so", async () => {
	expect(await exported("no-captions", { codec: "srt" })).toMatchObject({
		outcome: "failed",
		error: { message: "This part of the film has no captions.", hint: expect.stringContaining("Add captions") },
	});
	await fixture.storyboard((storyboard) => {
		storyboard.captions = [{ text: "Hello < there", startFrame: 15, endFrame: 45 }];
	});
	await commit("captions");
	expect(await exported("captions", { codec: "vtt" })).toMatchObject({ outcome: "done" });
	const file = (await exporter.file("captions"))?.path ?? "";
	expect(await readFile(file, "utf8")).toBe("WEBVTT\n\n00:00:00.500 --> 00:00:01.500\nHello &lt; there\n");
});
