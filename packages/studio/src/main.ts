import { join } from "node:path";
import type { Config } from "./config/index.ts";
import { openObjects, openRecords, takeDataFolder } from "./installation/index.ts";
import { whileSure } from "./replicas/index.ts";
import { createRepositories } from "./repositories/index.ts";
import {
	createClosing,
	createPeers,
	createRooms,
	createStudioEvents,
	freePort,
	listen,
	modelOf,
	openModelGateway,
	openSandboxes,
	type RunningStudio,
	type StudioParts,
} from "./start/index.ts";
import { createLogger, createMetrics, type Logger } from "./telemetry/index.ts";

/**
 * Starts a studio: puts its rooms together. Resolves when it serves, with the sandboxes of an earlier studio adopted.
 * Throws StoryDreamErrors that say what to do (port in use, folder not writable, another studio on the same folder) and
 * has then released everything.
 */
export async function startStudio(config: Config, parts: StudioParts): Promise<RunningStudio> {
	const opened = new AsyncDisposableStack();
	try {
		return await start(config, parts, opened);
	} catch (error) {
		await opened.disposeAsync();
		throw error;
	}
}

async function start(config: Config, parts: StudioParts, opened: AsyncDisposableStack): Promise<RunningStudio> {
	const logger = openLogger(config, parts);
	const metrics = createMetrics();
	const events = createStudioEvents();
	/** Resolves when this studio has adopted what it found: what happens among studios before waits for that. */
	const adopted = Promise.withResolvers<void>();
	const folder = await takeDataFolder(config.dataDir);
	opened.defer(() => folder.release());
	const install = config.installation ?? folder.install;
	const port = config.port === 0 ? await freePort(config.host) : config.port;

	// Stores.
	const stored = await openRecords(config);
	opened.defer(() => stored.close());
	const peers = createPeers({ config, parts, records: stored, events, logger });
	const { membership, ownerId } = peers;
	const records = membership === null ? stored : whileSure(stored, membership);
	// What is wrong with a database that is far away is said now, not at the first page that asks for it.
	await records.check();
	const objects = await openObjects(config, logger);
	const repositories = await createRepositories({ records, objects, cacheDir: join(config.dataDir, "cache"), logger });
	opened.defer(() => repositories.settled());

	// Sandboxes.
	const sandboxes = await openSandboxes({ config, parts, install, events, opened, logger });
	const { driver } = sandboxes;

	// Rooms.
	const made = { config, parts, install, port, peers, records, objects, repositories, driver, events, metrics, logger };
	const rooms = await createRooms(made);
	const gateway = openModelGateway(made, rooms, opened);
	const servers = await listen(made, rooms, { gateway, sandboxes, opened });
	const closing = createClosing({ rooms, servers, opened, logger });
	events.on("gone", (id) => void adopted.promise.then(() => rooms.replicas?.gone(id)));
	events.on("fenced", () => void adopted.promise.then(closing.fence));

	// Serve.
	await repositories.publishTemplate(parts.templateDir);
	await peers.enter(opened);
	await rooms.sessions.open();
	const present = await membership?.present();
	await rooms.exports.open(present === undefined ? {} : { isMine: (owner) => owner === ownerId || !present.has(owner) });
	adopted.resolve();
	servers.open();
	rooms.projects.resumeDeletions().catch((error: unknown) => logger.error({ err: error }, "deletions could not be resumed"));
	const url = config.publicUrl ?? `http://localhost${port === 80 ? "" : `:${port}`}`;
	logger.info({ url, model: modelOf(config).name, driver: driver.kind }, "the studio serves");
	return { url, port, logger, fenced: closing.fenced, close: closing.close };
}

function openLogger(config: Config, parts: StudioParts): Logger {
	const all = [config.model.apiKey, config.remotionLicenseKey, config.kubernetes.pool?.token ?? null];
	const logger = parts.logger ?? createLogger({ ...config.log, secrets: all.filter((secret) => secret !== null) });
	if (process.getuid?.() === 0) {
		logger.warn("the studio runs as root, which nothing of it needs: start it as another user");
	}
	return logger;
}
