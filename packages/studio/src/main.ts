import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { createDemoModel } from "@storydream/demo-model";
import { resolveWithin } from "@storydream/kit";
import { MAX_ATTACHMENT_BYTES, MAX_PROMPT_BYTES, type Me, PROTOCOL_VERSION, StoryDreamError } from "@storydream/protocol";
import type { Config } from "./config.ts";
import { openDriver } from "./drivers/index.ts";
import { createExportJobApi, createExportProgressBus, createExports, jobRoutes, openExportRunner } from "./exports/index.ts";
import { createInternalServer, createOrigins, createStudioServer } from "./http/index.ts";
import { newId } from "./ids.ts";
import { openObjects, openRecords, takeDataFolder } from "./installation/index.ts";
import { createLedger, createModelGateway, modelGatewayRoutes, serveGatewayConnections } from "./models/index.ts";
import { createPreviewProxy } from "./previews/index.ts";
import { assetBytes, createProjects, toMessage, toProject, toVersion } from "./projects/index.ts";
import type { Records } from "./records/records.ts";
import { createMembership, createOnlyStudio, createReplicas, type Membership, type MembershipTimings } from "./replicas/index.ts";
import { createRepositories } from "./repositories/index.ts";
import { createAttachments, createSessions } from "./sessions/index.ts";
import { createLogger, createMetrics, type Logger } from "./telemetry/index.ts";

/** What a studio is made of besides its configuration: paths, because it imports none of it. */
export interface StudioParts {
	/** Folder of the built browser app; null or not there: the API alone. */
	webDir: string | null;
	/** Program of a sandbox process. */
	sandboxMain: string;
	/** Folder of the template project. */
	templateDir: string;
	/** Installed dependencies of the template. Default: the nearest `node_modules` above it that has Remotion. */
	nodeModulesDir?: string;
	/** Folder of a Vite pre-bundle for sandboxes to begin with. */
	viteCacheSeed?: string;
	/**
	 * Why agents have no commands here, or null, where sandboxes that are processes have no walls; asked once. Absent: they
	 * are put inside walls, and the driver proves it.
	 */
	restricted?: Promise<string | null>;
	/**
	 * What several studios on one machine share, so that each reaches the other's sandbox processes: a folder, and an
	 * address by which sandboxes find the model gateway of any of them. Without it, processes are one studio's alone.
	 */
	shared?: { sandboxesDir: string; gatewayUrl: string; deadlines?: Partial<MembershipTimings> };
	/** Default: one made from the configuration. */
	logger?: Logger;
	/** Between two looks whether a database elsewhere is still this studio's, in ms. */
	lookMs?: number;
}

export interface RunningStudio {
	/** Where a person on this machine opens it. */
	readonly url: string;
	readonly port: number;
	/** The studio's log. */
	readonly logger: Logger;
	/** Resolves when this studio has stopped by itself: others had taken it for dead. Its process is to end then. */
	readonly fenced: Promise<void>;
	/**
	 * Says "not ready", lets requests finish, saves sessions and ends; within 45 s, whatever hangs.
	 * `endAll`: sandboxes are ended too; else they live on, to be adopted by the next studio on the same data and port.
	 */
	close(options: { endAll: boolean }): Promise<void>;
}

/** Requests under way may take so long when the studio stops. */
const GRACE_MS = 15_000;
const CLOSE_DEADLINE_MS = 40_000;
/** No call of a model takes as long: what is not settled by then was lost with its studio, and counts as spent. */
const LOST_CALL_MS = 30 * 60_000;
/** A cluster may have to get a node first, and the node the image. */
const CLUSTER_START_MS = 180_000;

/**
 * Starts a studio: puts its rooms together. Resolves when it serves, with the sandboxes of an earlier studio adopted.
 * Throws StoryDreamErrors that say what to do (port in use, folder not writable, another studio on the same folder) and
 * has then let go of everything.
 */
export async function startStudio(config: Config, parts: StudioParts): Promise<RunningStudio> {
	/** What has to be let go of, newest last. */
	const opened: (() => Promise<void> | void)[] = [];
	const closeOpened = async (): Promise<void> => {
		for (const close of opened.splice(0).reverse()) await close();
	};
	try {
		return await start(config, parts, opened, closeOpened);
	} catch (error) {
		await closeOpened();
		throw error;
	}
}

async function start(
	config: Config,
	parts: StudioParts,
	opened: (() => Promise<void> | void)[],
	closeOpened: () => Promise<void>,
): Promise<RunningStudio> {
	const all = [config.model.apiKey, config.remotionLicenseKey, config.kubernetes.pool?.token ?? null];
	const secrets = all.filter((secret) => secret !== null);
	const logger = parts.logger ?? createLogger({ ...config.log, secrets });
	if (process.getuid?.() === 0) {
		logger.warn("the studio runs as root, which nothing of it needs: start it as another user");
	}
	const metrics = createMetrics();
	const folder = await takeDataFolder(config.dataDir);
	opened.push(() => folder.release());
	const install = config.installation ?? folder.install;
	const port = config.port === 0 ? await freePort(config.host) : config.port;

	const stored = await openRecords(config);
	opened.push(() => stored.close());
	const ownerId = newId();
	/** Studios that were seen to end or die: none of them settles what it reserved. Grows by one with each. */
	const goneStudios = new Set<string>();
	/** What happens among several studios, told to rooms that are not there yet. */
	const early = { gone: new Set<string>(), fenced: false };
	const others = {
		gone: (id: string): void => void early.gone.add(id),
		fenced: (): void => {
			early.fenced = true;
		},
	};
	const membership =
		config.studioAddress === null
			? null
			: createMembership({
					records: stored,
					id: ownerId,
					address: config.studioAddress,
					logger: logger.child({ room: "replicas" }),
					...(parts.shared?.deadlines === undefined ? {} : { deadlines: parts.shared.deadlines }),
					onGone: (id) => {
						goneStudios.add(id);
						others.gone(id);
					},
					onFenced: () => others.fenced(),
				});
	/** A database elsewhere can be reached by others too, also by one that should not. */
	const only =
		membership !== null || config.records !== "firestore"
			? null
			: createOnlyStudio({
					records: stored,
					id: ownerId,
					logger: logger.child({ room: "replicas" }),
					...(parts.lookMs === undefined ? {} : { lookMs: parts.lookMs }),
					onTaken: () => others.fenced(),
				});
	const records = membership === null ? stored : whileSure(stored, membership);
	// What is wrong with a database that is far away is said now, not at the first page that asks for it.
	await records.check();
	const objects = await openObjects(config, logger);
	const repositories = await createRepositories({ records, objects, cacheDir: join(config.dataDir, "cache"), logger });
	opened.push(() => repositories.settled());
	/** What is proved once for this machine: sandboxes started from then on need not prove it again. */
	const proved: Record<string, string> = {};
	/** Connections that come before the gateway is there are for nobody. */
	const fromSandboxes = { take: (connection: Duplex): void => void connection.destroy() };
	const driver = await openDriver(config, {
		...parts,
		install,
		...(parts.shared === undefined ? {} : { sandboxesDir: parts.shared.sandboxesDir }),
		environment: proved,
		walls: parts.restricted === undefined && parts.shared === undefined,
		serveGateway: (connection) => fromSandboxes.take(connection),
		logger: logger.child({ room: "drivers" }),
	});
	opened.push(() => driver.close());
	if (membership !== null && driver.kind === "process" && parts.shared === undefined) {
		throw new StoryDreamError("bad_request", "STUDIO_ADDRESS makes this one of several studios, but DRIVER is process.", {
			hint: "Set DRIVER=kubernetes, or docker on one engine: a process is reached by the studio that started it only.",
		});
	}

	const demo = config.model.apiKey === null;
	const model = { demo, name: demo ? "demo model" : (config.model.name ?? "Claude") };
	const origins = createOrigins({ host: config.host, publicUrl: config.publicUrl });
	const preview = previewAddress(config, port);
	/** What sessions tell, and projects hear: they are made after the sessions. */
	const heard = { version: (_projectId: string, _sha: string): void => {}, turnEnd: (_projectId: string): void => {} };
	const sessions = createSessions({
		records,
		repositories,
		driver,
		attachments: createAttachments(objects),
		assets: assetBytes(objects, config),
		shapes: { project: toProject, message: toMessage, version: (projectId, version) => toVersion(projectId, version, false) },
		install,
		ownerId,
		...(membership === null ? {} : { peers: membership }),
		gatewayUrl: parts.shared?.gatewayUrl ?? `http://127.0.0.1:${port}/gateway`,
		...(config.model.name === null ? {} : { sandboxModel: config.model.name }),
		model,
		previewUrl: preview,
		limits: { maxSessions: config.maxSessions, warmPool: config.warmPool, idleMinutes: config.sessionIdleMs / 60_000 },
		...(driver.kind === "kubernetes" ? { deadlines: { startMs: CLUSTER_START_MS } } : {}),
		...(config.remotionLicenseKey === null ? {} : { remotionLicenseKey: config.remotionLicenseKey }),
		addUsage: false,
		onVersion: (projectId, sha) => heard.version(projectId, sha),
		onTurnEnd: (projectId) => heard.turnEnd(projectId),
		onRelayed: metrics.eventRelayed,
		logger,
	});
	const jobProgress = createExportProgressBus();
	const exportLogger = logger.child({ room: "exports" });
	const runnerParts = { install, sessions, records, news: jobProgress, logger: exportLogger };
	const exports = createExports({
		records,
		objects,
		repositories,
		sessions,
		runner: await openExportRunner(config, runnerParts),
		ownerId,
		logger: exportLogger,
		metrics,
		concurrency: config.exportConcurrency,
	});
	const projects = createProjects({
		records,
		objects,
		repositories,
		sessions,
		logger: logger.child({ room: "projects" }),
		maxAssetBytes: config.maxAssetBytes,
		tempDir: join(config.dataDir, "uploads"),
		checkVersions: config.filmChecks === "auto",
		beforeDelete: (id) => exports.endAllOf(id),
	});
	const replicas =
		membership === null
			? null
			: createReplicas({ membership, records, driver, sessions, exports, logger: logger.child({ room: "replicas" }) });
	heard.version = (projectId, sha) => {
		projects.versions.created(projectId, sha);
		projects.checks.created(projectId, sha);
	};
	heard.turnEnd = (projectId) => projects.checks.turnEnded(projectId);
	const gateway = createModelGateway({
		upstream: config.model.apiKey === null ? null : { apiKey: config.model.apiKey, baseUrl: config.model.baseUrl },
		demo: createDemoModel(),
		authenticate: (token) => sessions.authenticateGateway(token) ?? replicas?.authenticateGateway(token) ?? null,
		ledger: createLedger({
			records,
			ownerId,
			maxAtOnce: config.model.requestsAtOnce,
			callMs: LOST_CALL_MS,
			// Without others, whoever reserved something else was a predecessor.
			isAbandoned: (owner) => (membership === null ? owner !== ownerId : goneStudios.has(owner)),
		}),
		limits: {
			maxAtOnce: config.model.requestsAtOnce,
			models: config.model.allowed,
			maxOutputTokens: config.model.maxOutputTokens,
		},
		logger: logger.child({ room: "models" }),
	});

	const connections = serveGatewayConnections(gateway);
	fromSandboxes.take = connections.take;
	opened.push(() => connections.close());

	let restricted: string | null = null;
	// Containers hold commands by themselves, whatever this machine can.
	const asked = config.driver === "process" ? (parts.restricted ?? driver.restricted?.()) : undefined;
	asked?.then(
		(reason) => {
			restricted = reason;
			// A driver that proves it tells its sandboxes itself.
			if (parts.restricted === undefined) return;
			if (reason === null) proved.AGENT_CONFINEMENT = "proved";
			else proved.AGENT_RESTRICTED = reason;
		},
		(error: unknown) => logger.warn({ err: error }, "it could not be found out whether commands can be held here"),
	);
	const me = (): Omit<Me, "userId" | "name"> => ({
		protocolVersion: PROTOCOL_VERSION,
		model: { ...model, hint: demo ? "Set ANTHROPIC_API_KEY and start the studio again to talk to Claude." : null },
		restricted,
		limits: { promptBytes: MAX_PROMPT_BYTES, attachmentBytes: MAX_ATTACHMENT_BYTES, assetBytes: config.maxAssetBytes },
	});
	const server = await createStudioServer({
		projects,
		sessions,
		exports,
		previews: createPreviewProxy({
			domain: config.previewDomain,
			appOrigins: () => origins.appOrigins(port),
			target: (key) => sessions.previewTarget(key) ?? replicas?.previewTarget(key) ?? null,
			logger: logger.child({ room: "previews" }),
			metrics,
		}),
		origins,
		logger,
		metrics,
		version: versionOfThis(),
		me,
		checks: { records: () => records.check(), objects: () => objects.check(), sandboxes: () => driver.check() },
		maxAssetBytes: config.maxAssetBytes,
		connections: config.connections,
		previewDomain: config.previewDomain,
		webDir: parts.webDir,
		...(replicas === null ? {} : { replicas }),
		plugins: [{ prefix: "/gateway", routes: modelGatewayRoutes(gateway) }],
	});

	const jobApi = createExportJobApi({
		records,
		objects,
		repositories,
		assets: assetBytes(objects, config),
		news: jobProgress,
		remotionLicenseKey: config.remotionLicenseKey,
		logger: exportLogger,
	});
	const internal =
		config.internalPort === null
			? null
			: await createInternalServer({
					plugins: [
						{ prefix: "/gateway", routes: modelGatewayRoutes(gateway) },
						{ prefix: "/jobs", routes: jobRoutes(jobApi) },
					],
					connections: config.connections,
					logger,
					metrics,
				});

	// The port first: a second studio must fail here, before it looks at sandboxes that are not its own.
	await server.listen({ host: config.host, port });
	opened.push(() => server.close());
	if (internal !== null && config.internalPort !== null) {
		await internal.listen({ host: config.host, port: config.internalPort });
		opened.push(() => internal.close());
	}
	await repositories.publishTemplate(parts.templateDir);
	if (membership !== null) {
		await membership.enter();
		opened.push(() => membership.leave());
	}
	if (only !== null) {
		await only.enter();
		opened.push(() => only.leave());
	}
	await sessions.open();
	const present = await membership?.present();
	await exports.open(present === undefined ? {} : { isMine: (owner) => owner === ownerId || !present.has(owner) });
	others.gone = (id) => void replicas?.gone(id);
	for (const id of early.gone) others.gone(id);
	server.open();
	internal?.open();
	projects.resumeDeletions().catch((error: unknown) => logger.error({ err: error }, "deletions could not be resumed"));
	const url = config.publicUrl ?? `http://localhost${port === 80 ? "" : `:${port}`}`;
	logger.info({ url, model: model.name, driver: driver.kind }, "the studio serves");

	let closing: Promise<void> | null = null;
	const fenced = Promise.withResolvers<void>();
	others.fenced = () => {
		closing ??= closeWithDeadline(async () => {
			await Promise.all([server.drain({ graceMs: 0 }), sessions.releaseAll()]);
			await exports.close();
			projects.versions.close();
			projects.checks.close();
			await closeOpened();
		}, logger);
		closing.then(fenced.resolve, fenced.reject);
	};
	if (early.fenced) others.fenced();
	return {
		url,
		port,
		logger,
		fenced: fenced.promise,
		close(options) {
			closing ??= closeWithDeadline(async () => {
				logger.info(options, "the studio stops");
				const graceMs = options.endAll ? 3_000 : GRACE_MS;
				await Promise.all([server.drain({ graceMs }), internal?.drain({ graceMs })]);
				await exports.close();
				projects.versions.close();
				projects.checks.close();
				await sessions.close(options);
				await closeOpened();
				logger.info("the studio has stopped");
			}, logger);
			return closing;
		},
	};
}

/** Records whose exports a studio changes only while it has not been taken for dead; sessions see to themselves. */
function whileSure(records: Records, membership: Pick<Membership, "sure">): Records {
	return {
		...records,
		exports: {
			...records.exports,
			async update(...change) {
				await membership.sure();
				return records.exports.update(...change);
			},
		},
	};
}

/** Closes what is open; after the deadline the process ends as it is. */
async function closeWithDeadline(work: () => Promise<void>, logger: Logger): Promise<void> {
	const closed = await resolveWithin(
		work().then(() => true),
		CLOSE_DEADLINE_MS,
		false,
	);
	if (!closed) logger.error("the studio did not stop in time; it ends as it is, and the next start tidies up");
}

/** Where the preview of a key is found by a browser, ending in `/`. */
function previewAddress(config: Config, port: number): (key: string) => string {
	const outside = config.publicUrl === null ? null : new URL(config.publicUrl);
	const scheme = outside?.protocol ?? "http:";
	const given = outside === null ? String(port) : outside.port;
	const suffix = given === "" || (scheme === "http:" && given === "80") ? "" : `:${given}`;
	return (key) => `${scheme}//${key}.${config.previewDomain}${suffix}/`;
}

/** The gateway's address must be known before the server listens, so a free port is found first. */
async function freePort(host: string): Promise<number> {
	const probe = createServer();
	await new Promise<void>((resolve, reject) => {
		probe.once("error", reject);
		probe.listen(0, host, resolve);
	});
	const address = probe.address();
	await new Promise<void>((resolve) => probe.close(() => resolve()));
	if (typeof address === "object" && address !== null) return address.port;
	throw new StoryDreamError("internal", "No free port could be found.");
}

function versionOfThis(): string {
	const file: unknown = JSON.parse(readFileSync(join(import.meta.dirname, "../package.json"), "utf8"));
	return typeof file === "object" && file !== null && "version" in file ? String(file.version) : "0";
}
