import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { mkdir, symlink } from "node:fs/promises";
import { type ExportStep, StoryDreamError, toStoryDreamError } from "@storydream/protocol";
import { findBrowser } from "../browser/index.ts";
import { layoutOf } from "../config.ts";
import { createExporter, type Exporter, type ExportReport, emptyStep } from "../exports/index.ts";
import { Assets, Project } from "../project/index.ts";
import type { ExportJobConfig } from "./config.ts";
import { createJobSegments } from "./segments.ts";
import { type JobDescription, type JobStudio, NotKnown, NotWanted } from "./studio.ts";

/** Progress is reported at most so often, ... */
const TELL_EVERY_MS = 1_000;
/** ... and at least so often: the answer says whether the film is still wanted. */
const ASK_EVERY_MS = 10_000;

type Ended = Extract<ExportReport, { type: "export:ended" }>;

/**
 * Makes the film of one export: fetches its version and media, renders, sends what came of it. A failure of the film is
 * reported to the studio, and is a good end of the job. Throws `NotWanted` when the studio wants it no longer, and what kept
 * it from telling the studio how it went.
 */
export async function makeFilm(config: ExportJobConfig, studio: JobStudio): Promise<"done" | "failed"> {
	const failure = await render(config, studio).then(
		() => null,
		(error: unknown) => {
			if (error instanceof NotWanted || error instanceof NotKnown) throw error;
			const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
			if (code === "ENOSPC" || code === "EDQUOT") {
				return new StoryDreamError("storage_full", "The disk of the export's job is full: the film could not be made.");
			}
			// Not the film's fault, but the studio's that can't be reached: another try may find it.
			if (!(error instanceof StoryDreamError)) throw error;
			return toStoryDreamError(error);
		},
	);
	if (failure === null) return "done";
	await studio.failed({ code: failure.code, message: failure.message, hint: failure.hint });
	return "failed";
}

async function render(config: ExportJobConfig, studio: JobStudio): Promise<void> {
	const layout = layoutOf({ dir: config.dir, agentTmp: undefined });
	for (const folder of [layout.project, layout.versions, layout.exports, layout.tmp]) await mkdir(folder, { recursive: true });
	if (!existsSync(layout.nodeModules)) await symlink(config.nodeModulesDir, layout.nodeModules, "dir");
	const job = await studio.describe();
	await studio.progress(emptyStep("preparing"));
	const project = new Project(layout, config.templateDir);
	await studio.source(async (body) => {
		await project.open(job.commitSha, body);
	});
	const assets = new Assets(layout);
	for (const { name, sha256 } of job.assets) await fetchAsset(assets, studio, { name, sha256 });

	const talk = tellProgress(studio);
	const ended = Promise.withResolvers<Ended>();
	const segments = createJobSegments(config.exportId, studio);
	const exporter: Exporter = createExporter({
		projectDir: layout.project,
		versionsDir: layout.versions,
		exportsDir: layout.exports,
		templateDir: config.templateDir,
		cacheSeed: config.viteCacheSeed,
		browser: () => findBrowser(browserEnvironment(config)),
		onReport(report) {
			if (report.type === "export:ended") ended.resolve(report);
			else {
				talk.step(report);
				segments.shareMeanwhile(exporter);
			}
		},
		fetchSegments: (_exportId, missing) => segments.fetch(exporter, missing),
		onDetail: (_exportId, detail) => process.stderr.write(`${detail}\n`),
	});
	try {
		await start(exporter, config.exportId, job);
		const end = await Promise.race([ended.promise, talk.notWanted]);
		talk.stop();
		if (end.outcome !== "done") {
			const { code = "export_failed", message = "The export did not finish.", hint } = end.error ?? {};
			throw new StoryDreamError(code, message, hint === undefined ? {} : { hint });
		}
		const file = await exporter.file(config.exportId);
		if (file === null) throw new StoryDreamError("export_failed", "The film was made and is not there.");
		if (end.warnings.length > 0) await studio.warnings(end.warnings);
		// Before the film, which ends the export and with it this job's rights.
		await segments.share(exporter);
		const sha256 = await hashOf(file.path);
		await studio.film({ bytes: file.bytes, sha256, open: () => createReadStream(file.path) });
	} finally {
		talk.stop();
		await exporter.close();
	}
}

function start(exporter: Exporter, exportId: string, job: JobDescription): Promise<void> {
	const { settings, commitSha, remotionLicenseKey } = job;
	return exporter.start({
		exportId,
		settings,
		versionSha: commitSha,
		keepsSegments: true,
		...(remotionLicenseKey === null ? {} : { remotionLicenseKey }),
	});
}

async function fetchAsset(assets: Assets, studio: JobStudio, { name, sha256 }: { name: string; sha256: string }): Promise<void> {
	try {
		await studio.asset(sha256, (body) => assets.put(name, sha256, body));
	} catch (error) {
		if (!(error instanceof StoryDreamError && error.code === "not_found")) throw error;
		// As in a session: the film says itself what it misses, if it uses it.
		process.stderr.write(`the bytes of an asset (${sha256}) are missing\n`);
	}
}

/** Progress on its way to the studio, one request at a time. `notWanted` rejects when the studio says so. */
function tellProgress(studio: JobStudio) {
	let latest: ExportStep | null = null;
	let reported: ExportStep | null = null;
	let reportedAt = Date.now();
	let asking = false;
	const { promise: notWanted, reject } = Promise.withResolvers<never>();
	// Nobody looks at it once the film is made.
	notWanted.catch(() => undefined);
	const tell = async (): Promise<void> => {
		if (asking || latest === null || (latest === reported && Date.now() - reportedAt < ASK_EVERY_MS)) return;
		asking = true;
		reported = latest;
		try {
			await studio.progress(latest);
		} catch (error) {
			reject(error);
		}
		reportedAt = Date.now();
		asking = false;
	};
	const timer = setInterval(() => void tell(), TELL_EVERY_MS);
	return {
		notWanted,
		step({ state, framesDone, framesTotal, framesReused, width, height }: ExportStep): void {
			latest = { state, framesDone, framesTotal, framesReused, width, height };
			if (latest.state !== reported?.state) void tell();
		},
		stop: () => clearInterval(timer),
	};
}

async function hashOf(file: string): Promise<string> {
	const hash = createHash("sha256");
	// A file's stream gives buffers.
	for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
	return hash.digest("hex");
}

function browserEnvironment(config: ExportJobConfig): NodeJS.ProcessEnv {
	return config.browserExecutable === undefined ? process.env : { ...process.env, BROWSER_EXECUTABLE: config.browserExecutable };
}
