import { createReadStream } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import type { Readable } from "node:stream";
import {
	type ConvertAsset,
	type EditProject,
	type EditResult,
	type OpenedProject,
	type OpenProjectQuery,
	PROTOCOL_VERSION,
	type PreviewReport,
	type ProjectState,
	type RanFilmCheck,
	type SandboxHealth,
	type SaveResult,
	type StartExport,
	type StartRun,
	StoryDreamError,
	type TakenPictures,
	type TakePictures,
	type WantedSegment,
} from "@storydream/protocol";
import type { Logger } from "pino";
import type { Agent, AgentParts } from "./agent/agent.ts";
import { FilmChecks } from "./checks/index.ts";
import { type Layout, layoutOf, type SandboxIdentity, type SandboxSettings } from "./config.ts";
import type { CameraPort, ConvertedFile, ConverterPort, ExporterPort, ExportReport, PreviewPort } from "./ports.ts";
import {
	Assets,
	checkStoryboardEdit,
	Project,
	type Restore,
	readAndRemove,
	readStoryboard,
	storyboardProblem,
} from "./project/index.ts";
import { createSegmentRequests, type SegmentRequests } from "./segment-requests.ts";
import { EventLog } from "./server/event-log.ts";

/** An export begins without a proxy that takes longer: it draws the original, as far as it can. */
const CONVERSION_WAIT_MS = 40_000;

/** The rooms a host is put together from; `main.ts` brings the real ones. */
export interface HostParts {
	startPreview(options: {
		projectDir: string;
		versionsDir: string;
		cacheDir: string;
		cacheSeed: string | undefined;
		host: string;
		port: number;
		allowedHostSuffix: string;
		onReport: (report: PreviewReport) => void;
	}): Promise<PreviewPort>;
	createCamera(preview: PreviewPort): Promise<CameraPort>;
	/** Makes proxies of media that can't be played as they are. */
	createConverter(options: { layout: Layout; onDetail: (detail: string) => void }): Promise<ConverterPort>;
	createExporter(options: {
		layout: Layout;
		onReport: (report: ExportReport) => void;
		/** For the log: what is not for people. */
		onDetail: (exportId: string, detail: string) => void;
		/** Resolves when the studio has put the segments that it has into the exporter, and after a while. */
		fetchSegments: (exportId: string, missing: WantedSegment[]) => Promise<void>;
	}): Promise<ExporterPort>;
	/** Loaded apart, because the Agent SDK is big and the preview comes first. */
	createAgent(parts: AgentParts): Promise<Agent>;
	/** Why the agent gets no commands; null when they are held. */
	restricted(): Promise<string | null>;
	/** Called first: loads what will be needed while git puts the template in place. */
	preload?(): void;
	/** Called once, when everything has started. */
	onQuiet?(): void;
}

/** Errors that come in a burst are reported together. */
const ERRORS_SETTLE_MS = 150;
/** A sandbox whose preview has been ready for so long has done all its starting. */
const QUIET_AFTER_MS = 3000;

/**
 * The agent host: everything a studio can ask of a sandbox, without the HTTP around it. Verbs throw typed errors.
 * `start` and `become` must have resolved before any other verb but `health` and `touch` is used.
 */
export class Host {
	readonly layout: Layout;
	readonly events: EventLog;
	readonly assets: Assets;
	readonly log: Logger;
	/** Segments that exports wait for. */
	readonly segmentRequests: SegmentRequests;
	readonly #config: SandboxSettings;
	readonly #parts: HostParts;
	readonly #project: Project;
	#state: SandboxHealth["state"] = "starting";
	#incarnation = "";
	#projectId: string | null = null;
	#preview: PreviewPort | null = null;
	#previewReady = false;
	#restrictionKnown = false;
	#restriction: Promise<string | null> = Promise.resolve(null);
	#camera: Promise<CameraPort> | null = null;
	#exporter: Promise<ExporterPort> | null = null;
	readonly #checks: FilmChecks;
	/** Made for the first conversion. Owned by `convert`. */
	#converter: Promise<ConverterPort> | null = null;
	#agent: Agent | null = null;
	#restricted: string | null = null;
	#lastTouch = performance.now();
	#reportedErrors = new Set<string>();
	#errorTimer: NodeJS.Timeout | undefined;
	#onEnd: () => void = () => {};
	#markStarted: () => void = () => {};
	readonly #started = new Promise<void>((resolve) => {
		this.#markStarted = resolve;
	});

	constructor(config: SandboxSettings, parts: HostParts, log: Logger) {
		this.#config = config;
		this.#parts = parts;
		this.log = log;
		this.layout = layoutOf(config);
		this.events = new EventLog();
		this.segmentRequests = createSegmentRequests((event) => this.events.append(event));
		this.#project = new Project(this.layout, config.templateDir);
		this.assets = new Assets(this.layout);
		this.#checks = new FilmChecks({
			projectDir: this.layout.project,
			camera: () => this.#openCamera(),
			catalog: () => this.#preview?.catalog() ?? null,
		});
	}

	/** Puts the template in place and starts the preview on it. Resolves when the preview's port is known. */
	async start(): Promise<{ previewPort: number }> {
		const { layout } = this;
		this.#parts.preload?.();
		for (const folder of [
			layout.project,
			layout.versions,
			layout.claude,
			layout.agentRoot,
			layout.agentTmp,
			layout.exports,
			layout.tmp,
		]) {
			await mkdir(folder, { recursive: true });
		}
		const record = await this.#project.prepare();
		// git works in processes of its own: beside the start of the preview it costs no time.
		const [started, recorded] = await Promise.allSettled([
			this.#parts.startPreview({
				projectDir: layout.project,
				versionsDir: layout.versions,
				cacheDir: layout.vite,
				cacheSeed: this.#config.viteCacheSeed,
				host: this.#config.listenHost,
				port: this.#config.previewPort,
				allowedHostSuffix: this.#config.previewAllowedHostSuffix,
				onReport: (report) => this.#onPreviewReport(report),
			}),
			record(),
		]);
		if (started.status === "rejected") throw started.reason;
		const preview = started.value;
		this.#preview = preview;
		if (recorded.status === "rejected") throw recorded.reason;
		preview.onUpdated(() => this.#tellErrorsSoon());
		preview.waitUntilReady().then(
			() => {
				this.#previewReady = true;
				setTimeout(() => this.#parts.onQuiet?.(), QUIET_AFTER_MS).unref();
			},
			(error: unknown) => this.log.error({ err: error }, "the preview did not become ready"),
		);
		this.#restriction = this.#parts.restricted().then((reason) => {
			this.#restricted = reason;
			this.#restrictionKnown = true;
			return reason;
		});
		this.#markStarted();
		return { previewPort: preview.port };
	}

	/** Says who this sandbox is, at any time and once. It has an agent when this resolves, and takes a project. */
	async become(identity: SandboxIdentity): Promise<void> {
		this.#incarnation = identity.incarnation;
		this.touch();
		await this.#started;
		this.#preview?.access.admit(identity.token);
		this.#agent = await this.#parts.createAgent({
			config: { ...this.#config, ...identity },
			layout: this.layout,
			restricted: this.#restriction,
			tools: { preview: () => this.#preview, camera: () => this.#openCamera(), assets: this.assets, checks: this.#checks },
			project: this.#project,
			emit: (event) => this.events.append(event).seq,
			onEnded: () => this.#tellErrorsSoon(),
			log: this.log,
		});
		if (this.#state === "starting") this.#state = "empty";
	}

	/** What to do when the sandbox is asked to end. */
	onEnd(end: () => void): void {
		this.#onEnd = end;
	}

	end(): void {
		this.#state = "ending";
		this.#onEnd();
	}

	/** A studio is there. */
	touch(): void {
		this.#lastTouch = performance.now();
	}

	/** Milliseconds since a studio was last heard of. */
	idleMs(): number {
		return performance.now() - this.#lastTouch;
	}

	agent(): Agent {
		if (!this.#agent) throw new StoryDreamError("busy", "The sandbox is still starting.");
		return this.#agent;
	}

	health(): SandboxHealth {
		return {
			incarnation: this.#incarnation,
			state: this.#state,
			projectId: this.#projectId,
			head: this.#project.head === "" ? null : this.#project.head,
			runId: this.#agent?.runs.runId ?? null,
			seq: this.events.seq,
			// A studio tells people once, when the preview is ready, whether there are commands: it must be known by then.
			previewReady: this.#previewReady && this.#restrictionKnown,
			restricted: this.#restricted,
			protocolVersion: PROTOCOL_VERSION,
		};
	}

	async open(query: OpenProjectQuery, body: Readable): Promise<OpenedProject> {
		const agent = this.agent();
		if (this.#projectId !== null && this.#projectId !== query.projectId) {
			throw new StoryDreamError("conflict", "This sandbox already holds another project.");
		}
		const opened = await this.#project.open(query.sha, body);
		this.#project.setAuthor({ name: query.userName, email: query.userEmail });
		if (this.#projectId === null) agent.open(query.agentSessionId ?? null);
		this.#projectId = query.projectId;
		this.#state = "open";
		return opened;
	}

	/** Somebody is writing a prompt: the agent makes itself ready. Safe to repeat. */
	prepareAgent(): void {
		this.#mustBeOpen();
		this.agent().prepare();
	}

	addBundle(body: Readable): Promise<OpenedProject> {
		this.#mustBeOpen();
		if (this.agent().runs.runId !== null) throw new StoryDreamError("busy", "A turn is running.");
		return this.#project.addBundle(body);
	}

	async bundle(since: string | null): Promise<{ head: string; bytes: number; body: Readable } | null> {
		const bundle = await this.#project.bundleSince(since);
		return bundle ? { head: bundle.head, bytes: bundle.bytes, body: readAndRemove(bundle.file) } : null;
	}

	async transcript(from: number): Promise<{ sessionId: string; bytes: number; body: Readable | null } | null> {
		const agent = this.agent();
		const sessionId = agent.sessionId();
		const found = sessionId === null ? null : await agent.transcripts.find(sessionId);
		if (sessionId === null || !found) return null;
		return { sessionId, bytes: found.bytes, body: agent.transcripts.read(found, from) };
	}

	startRun(run: StartRun): { runId: string; seq: number } {
		this.#mustBeOpen();
		const started = this.agent().runs.start(run);
		this.#checks.cancel("A turn has begun.");
		return started;
	}

	async edit(edit: EditProject): Promise<EditResult> {
		this.#mustBeOpen();
		const preview = this.#preview;
		if (edit.storyboard) {
			await checkStoryboardEdit(edit.storyboard, {
				projectDir: this.layout.project,
				catalog: preview?.currentCatalog() ?? null,
				askCatalog: async (timeoutMs) => (await this.#openCamera()).catalog(timeoutMs),
			});
		}
		return this.#project.edit(edit);
	}

	/** Commits what no turn and no edit has committed. */
	async save(title: string): Promise<SaveResult> {
		this.#mustBeOpen();
		const { head, leftOut } = await this.#project.save({ title, kind: "autosave" });
		return { head: this.#project.head, changed: head !== null, leftOut: this.agent().runs.newlyLeftOut(leftOut) };
	}

	async restore(to: Restore, body: Readable): Promise<SaveResult> {
		this.#mustBeOpen();
		if (this.agent().runs.runId !== null)
			throw new StoryDreamError("busy", "A turn is running: stop it before going back to another version.");
		return this.#project.restore(to, body);
	}

	putVersion(sha: string, body: Readable): Promise<void> {
		return this.#project.putVersion(sha, body);
	}

	async state(): Promise<ProjectState> {
		const preview = this.#preview;
		const projectDir = this.layout.project;
		const { storyboard } = await readStoryboard(projectDir);
		const problem = await storyboardProblem({ projectDir, catalog: preview?.currentCatalog() ?? null });
		return {
			head: this.#project.head,
			storyboard,
			catalog: preview?.catalog() ?? null,
			problem: problem ?? preview?.storyboardProblem() ?? null,
			errors: preview?.errors() ?? [],
			video: preview?.video() ?? null,
		};
	}

	async pictures(request: TakePictures): Promise<TakenPictures> {
		const camera = await this.#openCamera();
		return camera.take(request);
	}

	/** Checks the film of the head. Throws `busy` while a turn runs, `conflict` when one begins meanwhile. */
	async checkFilm(): Promise<RanFilmCheck> {
		this.#mustBeOpen();
		if (this.agent().runs.runId !== null) throw new StoryDreamError("busy", "A turn is running: the film is checked after it.");
		return this.#checks.checkVersion(this.#project.head);
	}

	/** Makes the proxy of an asset from its original, and puts it in the asset's place. The caller discards its file. */
	async convert(request: ConvertAsset, original: Readable): Promise<ConvertedFile> {
		this.#converter ??= this.#parts.createConverter({
			layout: this.layout,
			onDetail: (detail) => this.log.warn({ detail }, "a file could not be converted"),
		});
		const converted = await (await this.#converter).convert(request, original);
		try {
			await this.assets.put(request.name, converted.sha256, createReadStream(converted.file));
			return converted;
		} catch (error) {
			await converted.discard();
			throw error;
		}
	}

	async startExport(request: StartExport): Promise<void> {
		// A film that shows a file which is just being prepared waits for it.
		await (await this.#converter)?.settled(CONVERSION_WAIT_MS);
		await (await this.exporter()).start(request);
	}

	/** Ends everything the host has started. Never throws. */
	async close(): Promise<void> {
		this.#state = "ending";
		clearTimeout(this.#errorTimer);
		this.#checks.cancel("The session is ending.");
		const ends = [
			this.#agent?.close(),
			this.#camera?.then((camera) => camera.close()),
			this.#exporter?.then((exporter) => exporter.close()),
			this.#converter?.then((converter) => converter.close()),
			this.#preview?.close(),
		];
		for (const end of await Promise.allSettled(ends)) {
			if (end.status === "rejected") this.log.warn({ err: end.reason }, "something did not end cleanly");
		}
	}

	/** Opened for the first export. */
	exporter(): Promise<ExporterPort> {
		this.#exporter ??= this.#parts
			.createExporter({
				layout: this.layout,
				onReport: (report) => this.events.append(report),
				onDetail: (exportId, detail) => this.log.info({ exportId, detail }, "export"),
				fetchSegments: (exportId, missing) => this.segmentRequests.ask(exportId, missing),
			})
			.catch((error: unknown) => {
				this.#exporter = null;
				throw error;
			});
		return this.#exporter;
	}

	#mustBeOpen(): void {
		if (this.#projectId === null)
			throw new StoryDreamError("session_required", "No project is open in this sandbox.", { hint: "Send PUT /project first." });
	}

	#openCamera(): Promise<CameraPort> {
		const preview = this.#preview;
		if (!preview) return Promise.reject(new StoryDreamError("busy", "The preview is still starting."));
		this.#camera ??= this.#parts.createCamera(preview).catch((error: unknown) => {
			this.#camera = null;
			throw error;
		});
		return this.#camera;
	}

	#onPreviewReport(report: PreviewReport): void {
		if (report.type === "ready") this.events.append({ type: "preview:updated", video: this.#preview?.video() ?? null });
		if (report.type === "error" || report.type === "recovered" || report.type === "ready") this.#tellErrorsSoon();
	}

	/** Reports the errors shown now, when they are not the ones reported last. */
	#tellErrorsSoon(): void {
		if (this.#state === "ending" || this.#errorTimer) return;
		this.#errorTimer = setTimeout(() => {
			this.#errorTimer = undefined;
			const errors = this.#preview?.errors() ?? [];
			const keys = new Set(errors.map((error) => error.key));
			if (keys.size === this.#reportedErrors.size && [...keys].every((key) => this.#reportedErrors.has(key))) return;
			this.#reportedErrors = keys;
			this.events.append({ type: "preview:errors", errors });
		}, ERRORS_SETTLE_MS);
	}
}

/** Says where the host is, in one step: a reader sees no half of it. */
export async function writeEndpoint(
	layout: Layout,
	endpoint: { incarnation: string; pid: number; agentPort: number; previewPort: number },
): Promise<void> {
	const temporary = `${layout.endpoint}.${process.pid}`;
	await writeFile(temporary, JSON.stringify(endpoint));
	await rename(temporary, layout.endpoint);
}

/** A server's own port, once it listens. */
export function portOf(server: Server): number {
	const address = server.address();
	return typeof address === "object" && address !== null ? address.port : 0;
}
