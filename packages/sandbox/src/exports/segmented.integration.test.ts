import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findBrowser } from "../browser/index.ts";
import { createExporter, type ExportReport, makeBundleAhead } from "./index.ts";

const run = promisify(execFile);
const TEMPLATE = path.resolve(import.meta.dirname, "../../../template");
const MODULES = path.resolve(TEMPLATE, "../../node_modules");
const EXPORT_MS = 600_000;

type Scene = { id: string; scene: string; durationInFrames: number; props: Record<string, unknown>; transition?: unknown };
interface Board {
	scenes: Scene[];
	audio: { volume: number }[];
	captions: { text: string; startFrame: number; endFrame: number }[];
	[field: string]: unknown;
}

const FADE = { type: "fade", durationInFrames: 4 };
const BOARD: Board = {
	fps: 10,
	width: 320,
	height: 180,
	look: "swiss",
	theme: {},
	scenes: [
		{ id: "one", scene: "Title", durationInFrames: 14, props: { title: "Harbour" } },
		{ id: "two", scene: "KineticText", durationInFrames: 14, props: { text: "Boats at noon" }, transition: FADE },
		{ id: "three", scene: "Outro", durationInFrames: 14, props: { title: "Come by" }, transition: FADE },
	],
	audio: [{ id: "music", src: "audio/music/calm.mp3", startFrame: 0, volume: 1, loop: true } as Board["audio"][number]],
	captions: [],
};

let home: string;
let project: string;
const reports: ExportReport[] = [];

beforeAll(async () => {
	home = await realpath(await mkdtemp(path.join(tmpdir(), "storydream segments ")));
	project = path.join(home, "project");
	await mkdir(path.join(home, "versions"), { recursive: true });
	for (const folder of ["src", "public"]) await cp(path.join(TEMPLATE, folder), path.join(project, folder), { recursive: true });
	await cp(path.join(TEMPLATE, "package.json"), path.join(project, "package.json"));
	await symlink(MODULES, path.join(home, "node_modules"));
	await run("git", ["-C", project, "init", "-q", "-b", "main"]);
	await commit(BOARD);
	await makeBundleAhead({
		projectDir: project,
		versionsDir: path.join(home, "versions"),
		exportsDir: path.join(home, "making"),
		templateDir: TEMPLATE,
		cacheSeed: path.join(home, "ahead"),
	});
});

afterAll(async () => {
	await rm(home, { recursive: true, force: true, maxRetries: 3 });
});

async function commit(board: Board): Promise<void> {
	await writeFile(path.join(project, "src/storyboard.json"), JSON.stringify(board, null, "\t"));
	await run("git", ["-C", project, "add", "-A"]);
	await run("git", [
		"-C",
		project,
		"-c",
		"user.name=Test",
		"-c",
		"user.email=test@localhost",
		"commit",
		"-qm",
		"x",
		"--allow-empty",
	]);
}

function openExporter(exports: string) {
	return createExporter({
		projectDir: project,
		versionsDir: path.join(home, "versions"),
		exportsDir: path.join(home, exports),
		templateDir: TEMPLATE,
		cacheSeed: path.join(home, "ahead"),
		browser: () => findBrowser(),
		onReport: (report) => reports.push(report),
		onDetail: (_id, detail) => process.stderr.write(detail),
	});
}

/** Exports a film in a folder of exports; answers the hash of its bytes. */
async function exportFilm(board: Board, exports: string): Promise<string> {
	await commit(board);
	const exporter = openExporter(exports);
	try {
		const id = `export-${reports.length}`;
		await exporter.start({ exportId: id, settings: { codec: "mp4" }, versionSha: null });
		const ended = () => reports.find((one) => one.type === "export:ended" && one.exportId === id);
		await expect.poll(ended, { timeout: EXPORT_MS }).toMatchObject({ outcome: "done" });
		const { path: file } = (await exporter.file(id)) ?? { path: "" };
		return createHash("sha256")
			.update(await readFile(file))
			.digest("hex");
	} finally {
		await exporter.close();
	}
}

/** What the newest export said last of its progress. */
function lastStep() {
	const step = reports.findLast((one) => one.type === "export:progress");
	if (step === undefined) throw new Error("No export has said how far it is.");
	return step;
}

function segmentsIn(exports: string): Promise<Set<string>> {
	return readdir(path.join(home, exports, ".cache", "segments")).then(
		(names) => new Set(names.filter((name) => /^[0-9a-f]+\.json$/.test(name))),
	);
}

function edited(change: (board: Board) => void): Board {
	const board = structuredClone(BOARD);
	change(board);
	return board;
}

/** Exports a change where the film was exported before and where it was not; both give the same bytes. */
async function newSegments(board: Board, name: string): Promise<number> {
	const before = await segmentsIn("a");
	const incremental = await exportFilm(board, "a");
	const fresh = [...(await segmentsIn("a"))].filter((name) => !before.has(name)).length;
	expect(await exportFilm(board, name)).toBe(incremental);
	return fresh;
}

test("a film is exported in segments, and again with the same bytes and none drawn anew", {
	timeout: 2 * EXPORT_MS,
}, async () => {
	const first = await exportFilm(BOARD, "a");
	// Three scenes, two transitions, and the sound.
	expect((await segmentsIn("a")).size).toBe(6);
	const { framesTotal } = lastStep();
	expect(lastStep()).toMatchObject({ framesDone: framesTotal, framesReused: 0 });
	const bundled = reports.some((report) => report.type === "export:progress" && report.state === "bundling");
	expect(bundled, "its code was bundled ahead").toBe(false);
	expect(await exportFilm(BOARD, "a")).toBe(first);
	expect(lastStep()).toMatchObject({ framesDone: framesTotal, framesTotal, framesReused: framesTotal });
	expect((await segmentsIn("a")).size).toBe(6);
});

test("new words in a scene draw that scene and its two transitions, and no sound", { timeout: 2 * EXPORT_MS }, async () => {
	const board = edited(({ scenes }) => Object.assign(scenes[1]?.props ?? {}, { text: "Boats at night" }));
	expect(await newSegments(board, "b")).toBe(3);
});

test("a quieter track mixes the sound anew and draws no frame", { timeout: 2 * EXPORT_MS }, async () => {
	const board = edited(({ audio }) => Object.assign(audio[0] ?? {}, { volume: 0.4, fadeOutFrames: 10 }));
	expect(await newSegments(board, "c")).toBe(1);
});

test("an export that was ended in the middle continues with the segments it had finished", {
	timeout: 3 * EXPORT_MS,
}, async () => {
	await commit(BOARD);
	const exporter = openExporter("d");
	const finished = () =>
		segmentsIn("d").then(
			({ size }) => size,
			() => 0,
		);
	try {
		await exporter.start({ exportId: "ended", settings: { codec: "mp4" }, versionSha: null });
		await expect.poll(finished, { timeout: EXPORT_MS, interval: 20 }).toBeGreaterThan(0);
	} finally {
		await exporter.close();
	}
	const kept = await inodesIn("d");
	expect(await exportFilm(BOARD, "d")).toBe(await exportFilm(BOARD, "a"));
	expect(await inodesIn("d")).toMatchObject(kept);
});

/** By the name of a segment's file: where it lies on the disk. One that is written again lies elsewhere. */
async function inodesIn(exports: string): Promise<Record<string, number>> {
	const folder = path.join(home, exports, ".cache", "segments");
	const names = [...(await segmentsIn(exports))].map((name) => name.replace(/json$/, "mp4"));
	return Object.fromEntries(
		await Promise.all(names.map(async (name) => [name, (await stat(path.join(folder, name))).ino] as const)),
	);
}
