/** The one door to exports: renders versions of a film to files, each in a process of its own. */
import type { ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, realpath, rm, stat, statfs } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import {
	type ErrorCode,
	type ExportSettings,
	type ExportStep,
	type ExportWarning,
	type SegmentFacts,
	StoryDreamError,
} from "@storydream/protocol";
import { VERSION } from "remotion/version";
import { type BrowserFound, browserWrapper } from "../browser/index.ts";
import { shipCodeBundle } from "./code-bundle.ts";
import type { RenderJob } from "./job.ts";
import { mediaCacheFor, roomToRender } from "./machine.ts";
import { emptyStep, endProcesses, renderInProcess } from "./renderer.ts";
import type { ExportParts } from "./segmented.ts";
import { bringsSegments, type FetchSegments, openShared, segmentsFolder } from "./segments/shared.ts";
import { headOf, prepareTree } from "./tree.ts";

export { emptyStep };

export interface ExportRequest {
	exportId: string;
	settings: Omit<ExportSettings, "commitSha">;
	/** A version to export; null: the commit the project stands at. */
	versionSha: string | null;
	remotionLicenseKey?: string | undefined;
	/** Whether segments that are missing are requested from the studio before they are drawn. */
	keepsSegments?: boolean | undefined;
}

/** How an export goes on. `warnings` are those of a finished one. */
export type ExportReport =
	| ({ type: "export:progress"; exportId: string } & ExportStep)
	| {
			type: "export:ended";
			exportId: string;
			outcome: "done" | "failed" | "cancelled";
			bytes: number | null;
			error: { code: ErrorCode; message: string; hint: string } | null;
			warnings: ExportWarning[];
	  };

export interface ExporterOptions {
	projectDir: string;
	versionsDir: string;
	/** `<exportsDir>/<id>/out.<ext>` is the finished film; must lie beside `node_modules`, as the project does. */
	exportsDir: string;
	/** The template of this release: tells a film's own code from what every film comes with. */
	templateDir: string;
	/** Where the installation keeps what was made ahead (see `compile-once.ts`); none: all is made here. */
	cacheSeed?: string | undefined;
	browser: () => Promise<BrowserFound | null>;
	onReport: (report: ExportReport) => void;
	/**
	 * Puts segments that an export needs into this exporter (`receiveSegment`), as far as the studio keeps them. What it does not
	 * bring, or brings too late, is drawn.
	 */
	fetchSegments?: FetchSegments;
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
	/** What an MP4 is made of, as far as it is there already; nothing for an export that was cancelled. */
	segments(exportId: string): Promise<SegmentFacts[]>;
	/** The file of a segment; null: there is none. */
	segment(key: string): Promise<{ path: string; bytes: number } | null>;
	/** Keeps a segment that another exporter made. Throws `bad_request` for bytes that are not those that were promised. */
	receiveSegment(facts: SegmentFacts, body: Readable): Promise<void>;
	/** Cancels what is under way. */
	close(): Promise<void>;
}

interface Running {
	request: ExportRequest;
	cancelled: boolean;
	child: ChildProcess | null;
	ended: Promise<void>;
	onPlanned: (parts: ExportParts) => Promise<void>;
}

const DEFAULT_LOUDNESS = "-16";
/** Below the folder of what was made ahead. */
const SHIPPED_BUNDLES = join("code", "bundles");
const LEAST_FREE_BYTES = 64 * 1024 * 1024;
const STALL_MS = 180_000;

/** An exporter for one sandbox. It renders one film after the other: two at once would both be slower. */
export function createExporter(options: ExporterOptions): Exporter {
	const running = new Map<string, Running>();
	const segments = openShared(options);
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
		segments.forget(exportId);
		await rm(folderOf(exportId), { recursive: true, force: true });
	};

	return {
		async start(request) {
			folderOf(request.exportId);
			if (running.has(request.exportId)) return;
			const onPlanned = (parts: ExportParts) => segments.planned(request, parts);
			const job: Running = { request, cancelled: false, child: null, ended: Promise.resolve(), onPlanned };
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
		segments: segments.of,
		segment: segments.open,
		receiveSegment: segments.receive,
		async close() {
			await Promise.all([...running.keys()].map(cancel));
		},
	};
}

/** Does one export from start to end; never throws. */
async function exportOne(options: ExporterOptions, running: Running, folder: string): Promise<void> {
	const { exportId } = running.request;
	const onStep = (step: ExportStep) => {
		if (!running.cancelled) options.onReport({ type: "export:progress", exportId, ...step });
	};
	const onDetail = (detail: string) => {
		if (!running.cancelled) options.onDetail?.(exportId, detail);
	};
	const cancelled = () => options.onReport(endOf(exportId, "cancelled"));
	try {
		if (running.cancelled) return cancelled();
		onStep(emptyStep("preparing"));
		const job = await describeJob(options, running.request, folder);
		if (running.cancelled) return cancelled();
		const onStarted = (child: ChildProcess) => {
			running.child = child;
		};
		const stallMs = options.stallMs ?? STALL_MS;
		const { onPlanned } = running;
		const warnings = await renderInProcess({ job, folder, stallMs, onStarted, onStep, onPlanned, onDetail }).finally(() => {
			running.child = null;
		});
		if (running.cancelled) return cancelled();
		const { size } = await stat(job.output);
		options.onReport({ ...endOf(exportId, "done"), bytes: size, warnings });
	} catch (error) {
		if (running.cancelled) return cancelled();
		onDetail(error instanceof Error ? `${error.stack ?? error.message}\n${String(error.cause ?? "")}` : String(error));
		await rm(folder, { recursive: true, force: true }).catch(() => {
			// What is left is removed with the sandbox.
		});
		const { code, message, hint } = asTyped(error);
		options.onReport({ ...endOf(exportId, "failed"), error: { code, message, hint } });
	}
}

type Ended = Extract<ExportReport, { type: "export:ended" }>;

function endOf(exportId: string, outcome: Ended["outcome"]): Ended {
	return { type: "export:ended", exportId, outcome, bytes: null, error: null, warnings: [] };
}

function asTyped(error: unknown): StoryDreamError {
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
	const { processors, memoryBytes } = roomToRender();
	const concurrency = options.concurrency ?? Math.max(1, Math.min(8, processors, Math.floor(memoryBytes / (400 * 1024 * 1024))));
	return {
		tree,
		bundle,
		codeBundles: join(options.exportsDir, ".cache", "code"),
		shippedBundles: options.cacheSeed === undefined ? null : join(options.cacheSeed, SHIPPED_BUNDLES),
		segments: segmentsFolder(options.exportsDir),
		bringsSegments: bringsSegments(options, request),
		templateDir: existsSync(options.templateDir) ? await realpath(options.templateDir) : null,
		versions: `Remotion ${VERSION}, ${found.version ?? found.executablePath}`,
		readable: await readableFrom(tree, options.exportsDir),
		output: join(folder, `out.${settings.codec}`),
		codec: settings.codec,
		scale: settings.scale ?? null,
		loudness: settings.loudness ?? DEFAULT_LOUDNESS,
		range: settings.range ?? null,
		browser: await browserWrapper(found, folder, [`localhost:${port}`, `127.0.0.1:${port}`], join(folder, "browsers")),
		headlessShell: found.headlessShell,
		port,
		licenseKey: request.remotionLicenseKey ?? null,
		concurrency,
		mediaCacheBytes: mediaCacheFor(memoryBytes),
	};
}

/**
 * Makes the bundle of the project's code ahead, for exports of projects with the same code.
 * @param places as those of an exporter; the bundle is kept in `cacheSeed` instead of what lies there
 */
export async function makeBundleAhead(
	places: Pick<ExporterOptions, "projectDir" | "versionsDir" | "exportsDir" | "templateDir"> & { cacheSeed: string },
): Promise<void> {
	const { projectDir, versionsDir, exportsDir, templateDir, cacheSeed } = places;
	const sha = await headOf(projectDir);
	const { tree } = await prepareTree({ projectDir, versionsDir, cacheDir: join(exportsDir, ".cache"), sha });
	const readable = await readableFrom(tree, exportsDir);
	await shipCodeBundle({ tree, readable, templateDir: await realpath(templateDir), kept: join(cacheSeed, SHIPPED_BUNDLES) });
}

/** Folders that code of a film may be read from while bundling: its own, and those of the packages beside the exports. */
async function readableFrom(tree: string, exportsDir: string): Promise<string[]> {
	const modules = join(dirname(exportsDir), "node_modules");
	return [await realpath(tree), modules, ...(existsSync(modules) ? [await realpath(modules)] : []), await ownModules()];
}

/** Where the bundler's own helpers lie. */
async function ownModules(): Promise<string> {
	const bundler = await realpath(fileURLToPath(import.meta.resolve("@remotion/bundler")));
	return bundler.slice(0, bundler.lastIndexOf("/node_modules/") + "/node_modules".length);
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
