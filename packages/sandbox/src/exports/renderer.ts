import { type ChildProcess, spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { type ExportStep, type ExportWarning, StoryDreamError } from "@storydream/protocol";
import { killMarked } from "../processes.ts";
import { type RenderJob, RenderMessage } from "./job.ts";
import type { ExportParts } from "./segmented.ts";

/** One film to render in a process of its own. */
export interface Render {
	job: RenderJob;
	/** Of the export; `tmp` in it is the process's own. */
	folder: string;
	/** A process that says nothing for so long is ended. */
	stallMs: number;
	onStarted: (child: ChildProcess) => void;
	onStep: (step: ExportStep) => void;
	/** Gets what an MP4 is made of; resolves when those that are missing were brought, or will not be. Must not reject. */
	onPlanned: (parts: ExportParts) => Promise<void>;
	/** For the log. */
	onDetail: (detail: string) => void;
}

const RENDERER = fileURLToPath(new URL("./render-process.ts", import.meta.url));
/** Variable in the environment of everything that a render starts; its value is the export's folder. */
const RENDER_MARK = "STORYDREAM_RENDER";
const MAX_LOG_LENGTH = 8_000;

/**
 * Renders a film and answers its warnings.
 * @throws StoryDreamError also when the process was ended from outside: whoever ended it knows why
 */
export async function renderInProcess(render: Render): Promise<ExportWarning[]> {
	const { folder } = render;
	const child = startProcess(folder);
	render.onStarted(child);
	const written = logOf(child);
	const end: { failed: StoryDreamError | null; warnings: ExportWarning[] | null } = { failed: null, warnings: null };
	const stalled = setTimeout(() => {
		end.failed = stalledError(render.stallMs);
		void endProcesses(child, folder);
	}, render.stallMs);
	const messages = createInterface({ input: child.stdio[3] as Readable });
	messages.on("line", (line) => {
		stalled.refresh();
		const message = RenderMessage.parse(JSON.parse(line));
		if (message.type === "done") end.warnings = message.warnings;
		else if (message.type === "failed") {
			end.failed = new StoryDreamError(message.code, message.message, message.hint ? { hint: message.hint } : {});
			render.onDetail(message.detail);
		} else if (message.type === "planned") {
			render.onPlanned(message).finally(() => child.stdin?.write("{}\n"));
		} else render.onStep(stepOf(message));
	});
	try {
		child.stdin?.write(`${JSON.stringify(render.job)}\n`);
		const code = await exitOf(child, messages);
		if (end.failed) throw end.failed;
		if (end.warnings === null || code !== 0) {
			render.onDetail(written());
			throw endedEarly(code);
		}
		return end.warnings;
	} finally {
		clearTimeout(stalled);
		await endProcesses(child, folder);
		await rm(join(folder, "tmp"), { recursive: true, force: true, maxRetries: 3 });
		await rm(join(folder, "browsers"), { force: true });
		await rm(join(folder, "browser"), { force: true });
	}
}

function startProcess(folder: string): ChildProcess {
	const tmp = join(folder, "tmp");
	const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", RENDERER], {
		detached: true,
		cwd: folder,
		// Built, not inherited: no token of ours is in the environment of what draws a film.
		env: { PATH: process.env.PATH ?? "", HOME: tmp, TMPDIR: tmp, LANG: "C.UTF-8", NODE_ENV: "production", [RENDER_MARK]: folder },
		stdio: ["pipe", "pipe", "pipe", "pipe"],
	});
	child.stdin?.on("error", () => {
		// It ended before it had read its job: its exit says so.
	});
	return child;
}

/** Collects the end of what a process writes. */
function logOf(child: ChildProcess): () => string {
	let written = "";
	for (const stream of [child.stdout, child.stderr]) {
		stream?.on("data", (chunk: Buffer) => {
			written = (written + chunk.toString("utf8")).slice(-MAX_LOG_LENGTH);
		});
	}
	return () => written;
}

/** A step before the frames of the film are known. */
export function emptyStep(state: ExportStep["state"]): ExportStep {
	return { state, framesDone: 0, framesTotal: 0, framesReused: 0, width: null, height: null };
}

function stepOf(message: Extract<RenderMessage, { type: "bundling" | "rendering" | "encoding" }>): ExportStep {
	if (message.type === "bundling") return emptyStep("bundling");
	const { type: state, framesTotal, framesReused, width, height } = message;
	const framesDone = message.type === "rendering" ? message.framesDone : framesTotal;
	return { state, framesDone, framesTotal, framesReused, width, height };
}

/** Waits for the exit and for the last message, which may arrive after the process is gone. */
async function exitOf(child: ChildProcess, messages: Interface): Promise<number | null> {
	const [code] = await Promise.all([
		new Promise<number | null>((resolve, reject) => {
			child.once("error", reject);
			child.once("exit", resolve);
		}),
		new Promise<void>((resolve) => messages.once("close", resolve)),
	]);
	return code;
}

function stalledError(stallMs: number): StoryDreamError {
	const minutes = Math.round(stallMs / 60_000);
	return new StoryDreamError("export_failed", `The export stopped: nothing was drawn for ${minutes} minutes.`);
}

function endedEarly(code: number | null): StoryDreamError {
	return new StoryDreamError(
		"export_failed",
		code === null
			? "The process that renders the film was ended by the system (out of memory?)."
			: "The process that renders the film ended early.",
	);
}

/**
 * Ends the render process and all it started. Its browsers put themselves in groups of their own: they are found by a
 * variable that they inherit, also one that was only just starting; where the system shows no environments, by the ids
 * they wrote down.
 */
export async function endProcesses(child: ChildProcess, folder: string): Promise<void> {
	if (child.pid !== undefined) endGroup(child.pid);
	if (process.platform === "linux") return killMarked(folder, RENDER_MARK);
	const written = await readFile(join(folder, "browsers"), "utf8").catch(() => "");
	for (const line of written.split("\n")) {
		const pid = Number(line);
		if (Number.isInteger(pid) && pid > 1) endGroup(pid);
	}
}

function endGroup(pid: number): void {
	try {
		process.kill(-pid, "SIGKILL");
	} catch {
		// It has ended by itself.
	}
}
