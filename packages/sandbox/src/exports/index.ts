/** The one door to exports: renders versions of a film to files, each in a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, realpath, rm, stat, statfs } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { type ErrorCode, type ExportSettings, StoryDreamError } from "@storydream/protocol";
import { type BrowserFound, browserWrapper } from "../browser/index.ts";
import { killMarked } from "../processes.ts";
import { type RenderJob, RenderMessage } from "./job.ts";
import { mediaCacheFor, roomToRender } from "./machine.ts";
import { headOf, prepareTree } from "./tree.ts";

export interface ExportRequest {
	exportId: string;
	settings: Omit<ExportSettings, "commitSha">;
	/** A version to export; null: the commit the project stands at. */
	versionSha: string | null;
	remotionLicenseKey?: string | undefined;
}

/** How an export goes on; frames and size are 0 and null until they are known. */
export type ExportReport =
	| {
			type: "export:progress";
			exportId: string;
			state: "preparing" | "bundling" | "rendering" | "encoding";
			framesDone: number;
			framesTotal: number;
			width: number | null;
			height: number | null;
	  }
	| {
			type: "export:ended";
			exportId: string;
			outcome: "done" | "failed" | "cancelled";
			bytes: number | null;
			error: { code: ErrorCode; message: string; hint: string } | null;
	  };

export interface ExporterOptions {
	projectDir: string;
	versionsDir: string;
	/** `<exportsDir>/<id>/out.<ext>` is the finished film; must lie beside `node_modules`, as the project does. */
	exportsDir: string;
	browser: () => Promise<BrowserFound | null>;
	onReport: (report: ExportReport) => void;
	/** For the log: what a render process wrote, and stacks that are not for people. */
	onDetail?: (exportId: string, detail: string) => void;
	/** Browser tabs that draw at the same time; default: one a core, at most 8. */
	concurrency?: number;
	/** An export that says nothing for so long has failed. */
	stallMs?: number;
}

export interface Exporter {
	/** Puts an export under way; the same id twice is the same export. Returns at once, the rest comes as reports. */
	start(request: ExportRequest): Promise<void>;
	/** Ends an export with all its processes and removes what it had written. */
	cancel(exportId: string): Promise<void>;
	/** The finished film; null while there is none. */
	file(exportId: string): Promise<{ path: string; bytes: number } | null>;
	/** Cancels what is under way. */
	close(): Promise<void>;
}

interface Running {
	request: ExportRequest;
	cancelled: boolean;
	child: ChildProcess | null;
	ended: Promise<void>;
}

const RENDERER = fileURLToPath(new URL("./render-process.ts", import.meta.url));
/** Variable in the environment of everything that a render starts; its value is the export's folder. */
const RENDER_MARK = "STORYDREAM_RENDER";
const LEAST_FREE_BYTES = 64 * 1024 * 1024;

/** An exporter for one sandbox. It renders one film after the other: two at once would both be slower. */
export function createExporter(options: ExporterOptions): Exporter {
	const running = new Map<string, Running>();
	let queue: Promise<void> = Promise.resolve();
	const folderOf = (exportId: string) => {
		if (!/^[A-Za-z0-9_-]{1,64}$/.test(exportId)) throw new StoryDreamError("bad_request", "This is not the id of an export.");
		return join(options.exportsDir, exportId);
	};

	const cancel = async (exportId: string) => {
		const job = running.get(exportId);
		if (job) {
			job.cancelled = true;
			if (job.child) await endProcesses(job.child, folderOf(exportId));
			await job.ended;
		}
		await rm(folderOf(exportId), { recursive: true, force: true });
	};

	return {
		async start(request) {
			folderOf(request.exportId);
			if (running.has(request.exportId)) return;
			const job: Running = { request, cancelled: false, child: null, ended: Promise.resolve() };
			running.set(request.exportId, job);
			job.ended = queue
				.then(() => exportOne(options, job, folderOf(request.exportId)))
				.finally(() => running.delete(request.exportId));
			queue = job.ended;
		},
		cancel,
		async file(exportId) {
			const folder = folderOf(exportId);
			const names = await readdir(folder).catch(() => []);
			const name = names.find((candidate) => candidate.startsWith("out."));
			if (name === undefined || running.has(exportId)) return null;
			return { path: join(folder, name), bytes: (await stat(join(folder, name))).size };
		},
		async close() {
			await Promise.all([...running.keys()].map(cancel));
		},
	};
}

/** Does one export from start to end; never throws. */
async function exportOne(options: ExporterOptions, job: Running, folder: string): Promise<void> {
	const { exportId } = job.request;
	const report = (
		state: "preparing" | "bundling" | "rendering" | "encoding",
		size?: { framesDone: number; framesTotal: number; width: number; height: number },
	) => {
		if (!job.cancelled)
			options.onReport({
				type: "export:progress",
				exportId,
				state,
				...(size ?? { framesDone: 0, framesTotal: 0, width: null, height: null }),
			});
	};
	const ended = (outcome: "done" | "failed" | "cancelled", bytes: number | null, error: StoryDreamError | null) =>
		options.onReport({
			type: "export:ended",
			exportId,
			outcome,
			bytes,
			error: error ? { code: error.code, message: error.message, hint: error.hint } : null,
		});
	try {
		if (job.cancelled) return ended("cancelled", null, null);
		report("preparing");
		const description = await describeJob(options, job.request, folder);
		if (!job.cancelled) await renderInProcess(options, job, description, folder, report);
		if (job.cancelled) return ended("cancelled", null, null);
		const { size } = await stat(description.output);
		ended("done", size, null);
	} catch (error) {
		if (job.cancelled) return ended("cancelled", null, null);
		const told = tell(error);
		options.onDetail?.(
			exportId,
			error instanceof Error ? `${error.stack ?? error.message}\n${String(error.cause ?? "")}` : String(error),
		);
		await rm(folder, { recursive: true, force: true }).catch(() => {
			// What is left is removed with the sandbox.
		});
		ended("failed", null, told);
	}
}

function tell(error: unknown): StoryDreamError {
	if (error instanceof StoryDreamError) return error;
	const code = (error as { code?: unknown } | null)?.code;
	if (code === "ENOSPC" || code === "EDQUOT")
		return new StoryDreamError("storage_full", "The disk is full: the film could not be written.", { cause: error });
	return new StoryDreamError("export_failed", "The export could not be prepared.", { cause: error });
}

async function describeJob(options: ExporterOptions, request: ExportRequest, folder: string): Promise<RenderJob> {
	const { settings } = request;
	await mkdir(join(folder, "tmp"), { recursive: true });
	const disk = await statfs(folder);
	if (disk.bavail * disk.bsize < LEAST_FREE_BYTES)
		throw new StoryDreamError("storage_full", "The disk is full: there is no room for the film.");
	const sha = request.versionSha ?? (await headOf(options.projectDir));
	const { tree, bundle } = await prepareTree({
		projectDir: options.projectDir,
		versionsDir: options.versionsDir,
		cacheDir: join(options.exportsDir, ".cache"),
		sha,
	});
	const found = await options.browser();
	if (!found)
		throw new StoryDreamError("browser_missing", "There is no headless browser on this machine, so nothing can be exported.");
	const port = await freePort();
	const modules = join(dirname(options.exportsDir), "node_modules");
	const { processors, memoryBytes } = roomToRender();
	const concurrency = options.concurrency ?? Math.max(1, Math.min(8, processors, Math.floor(memoryBytes / (400 * 1024 * 1024))));
	return {
		tree,
		bundle,
		readable: [await realpath(tree), modules, ...(existsSync(modules) ? [await realpath(modules)] : []), await ownModules()],
		output: join(folder, `out.${settings.codec}`),
		codec: settings.codec,
		scale: settings.scale ?? null,
		range: settings.range ?? null,
		browser: await browserWrapper(found, folder, [`localhost:${port}`, `127.0.0.1:${port}`], join(folder, "browsers")),
		headlessShell: found.headlessShell,
		port,
		licenseKey: request.remotionLicenseKey ?? null,
		concurrency,
		mediaCacheBytes: mediaCacheFor(memoryBytes),
	};
}

/** Where the bundler's own helpers lie. */
async function ownModules(): Promise<string> {
	const bundler = await realpath(fileURLToPath(import.meta.resolve("@remotion/bundler")));
	return bundler.slice(0, bundler.lastIndexOf("/node_modules/") + "/node_modules".length);
}

async function renderInProcess(
	options: ExporterOptions,
	job: Running,
	description: RenderJob,
	folder: string,
	report: (
		state: "bundling" | "rendering" | "encoding",
		size?: { framesDone: number; framesTotal: number; width: number; height: number },
	) => void,
): Promise<void> {
	const tmp = join(folder, "tmp");
	const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", RENDERER], {
		detached: true,
		cwd: folder,
		// Built, not inherited: no token of ours is in the environment of what draws a film.
		env: { PATH: process.env.PATH ?? "", HOME: tmp, TMPDIR: tmp, LANG: "C.UTF-8", NODE_ENV: "production", [RENDER_MARK]: folder },
		stdio: ["pipe", "pipe", "pipe", "pipe"],
	});
	job.child = child;
	let failed: StoryDreamError | null = null;
	let done = false;
	let written = "";
	for (const stream of [child.stdout, child.stderr]) {
		stream?.on("data", (chunk: Buffer) => {
			written = (written + chunk.toString("utf8")).slice(-8_000);
		});
	}
	child.stdin?.on("error", () => {
		// It ended before it had read its job: its exit says so.
	});
	const stallMs = options.stallMs ?? 180_000;
	const stalled = setTimeout(() => {
		failed = new StoryDreamError(
			"export_failed",
			`The export stopped: nothing was drawn for ${Math.round(stallMs / 60_000)} minutes.`,
		);
		void endProcesses(child, folder);
	}, stallMs);
	const messages = createInterface({ input: child.stdio[3] as Readable });
	messages.on("line", (line) => {
		stalled.refresh();
		const message = RenderMessage.parse(JSON.parse(line));
		if (message.type === "bundling") report("bundling");
		else if (message.type === "rendering" || message.type === "encoding") {
			const { framesTotal, width, height } = message;
			report(message.type, {
				framesDone: message.type === "rendering" ? message.framesDone : framesTotal,
				framesTotal,
				width,
				height,
			});
		} else if (message.type === "done") done = true;
		else {
			failed = new StoryDreamError(message.code, message.message, message.hint ? { hint: message.hint } : {});
			options.onDetail?.(job.request.exportId, message.detail);
		}
	});
	try {
		child.stdin?.write(`${JSON.stringify(description)}\n`);
		// Both: the last message may arrive after the process is gone.
		const [code] = await Promise.all([
			new Promise<number | null>((resolve, reject) => {
				child.once("error", reject);
				child.once("exit", resolve);
			}),
			new Promise<void>((resolve) => messages.once("close", resolve)),
		]);
		if (job.cancelled) return;
		if (failed) throw failed;
		if (!done || code !== 0) {
			options.onDetail?.(job.request.exportId, written);
			throw new StoryDreamError(
				"export_failed",
				code === null
					? "The process that renders the film was ended by the system (out of memory?)."
					: "The process that renders the film ended early.",
			);
		}
	} finally {
		clearTimeout(stalled);
		await endProcesses(child, folder);
		job.child = null;
		await rm(tmp, { recursive: true, force: true, maxRetries: 3 });
		await rm(join(folder, "browsers"), { force: true });
		await rm(join(folder, "browser"), { force: true });
	}
}

/**
 * Ends the render process and all it started. Its browsers put themselves in groups of their own: they are found by a
 * variable that they inherit, also one that was only just starting; where the system shows no environments, by the ids
 * they wrote down.
 */
async function endProcesses(child: ChildProcess, folder: string): Promise<void> {
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

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once("error", reject);
		server.listen(0, "127.0.0.1", () => {
			const address = server.address();
			server.close(() => (typeof address === "object" && address ? resolve(address.port) : reject(new Error("no free port"))));
		});
	});
}
