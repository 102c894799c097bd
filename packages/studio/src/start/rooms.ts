import { join } from "node:path";
import type { Config } from "../config/index.ts";
import type { Driver } from "../drivers/index.ts";
import {
	createExportProgressBus,
	createExports,
	createSegments,
	type ExportProgressBus,
	type Exports,
	openExportRunner,
} from "../exports/index.ts";
import type { Objects } from "../objects/objects.ts";
import { assetBytes, createProjects, type Projects, toMessage, toProject, toVersion } from "../projects/index.ts";
import type { Records } from "../records/records.ts";
import { createReplicas, type Replicas } from "../replicas/index.ts";
import type { Repositories } from "../repositories/repositories.ts";
import { createAttachments, createSessions, type Sessions, type SessionsOptions } from "../sessions/index.ts";
import type { Logger, Metrics } from "../telemetry/index.ts";
import { previewAddress } from "./addresses.ts";
import type { StudioEmitter } from "./events.ts";
import type { StudioPeers } from "./peers.ts";
import type { StudioParts } from "./running-studio.ts";

/** A cluster may have to get a node first, and the node the image. */
const CLUSTER_START_MS = 180_000;

/** What every room is made of. */
export interface RoomParts {
	readonly config: Config;
	readonly parts: StudioParts;
	/** First part of the sandboxes' names. */
	readonly install: string;
	readonly port: number;
	readonly peers: StudioPeers;
	readonly records: Records;
	readonly objects: Objects;
	readonly repositories: Repositories;
	readonly driver: Driver;
	readonly events: StudioEmitter;
	readonly metrics: Metrics;
	readonly logger: Logger;
}

/** What a studio does for people. */
export interface Rooms {
	readonly sessions: Sessions;
	readonly exports: Exports;
	readonly exportProgress: ExportProgressBus;
	readonly projects: Projects;
	/** null: it is the only studio. */
	readonly replicas: Replicas | null;
}

/** Makes the rooms, each from those before it. */
export async function createRooms(made: RoomParts): Promise<Rooms> {
	const { config, records, objects, repositories, driver, events, metrics, logger } = made;
	const { membership, ownerId } = made.peers;
	const sessions = createSessions(sessionsOptions(made));
	const exportProgress = createExportProgressBus();
	const exportLogger = logger.child({ room: "exports" });
	const runnerParts = { install: made.install, sessions, records, news: exportProgress, logger: exportLogger };
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
	events.on("version", (projectId, sha) => {
		projects.versions.created(projectId, sha);
		projects.checks.created(projectId, sha);
	});
	events.on("turnEnd", (projectId) => projects.checks.turnEnded(projectId));
	const replicas =
		membership === null
			? null
			: createReplicas({ membership, records, driver, sessions, exports, logger: logger.child({ room: "replicas" }) });
	return { sessions, exports, exportProgress, projects, replicas };
}

/** The model that answers, as pages name it. */
export function modelOf({ model }: Pick<Config, "model">): { demo: boolean; name: string } {
	const demo = model.apiKey === null;
	return { demo, name: demo ? "demo model" : (model.name ?? "Claude") };
}

function sessionsOptions(made: RoomParts): SessionsOptions {
	const { config, records, objects, repositories, driver, events, port } = made;
	const { membership, ownerId } = made.peers;
	return {
		records,
		repositories,
		driver,
		attachments: createAttachments(objects),
		assets: assetBytes(objects, config),
		segments: createSegments(objects),
		shapes: { project: toProject, message: toMessage, version: (projectId, version) => toVersion(projectId, version, false) },
		install: made.install,
		ownerId,
		...(membership === null ? {} : { peers: membership }),
		gatewayUrl: made.parts.shared?.gatewayUrl ?? `http://127.0.0.1:${port}/gateway`,
		...(config.model.name === null ? {} : { sandboxModel: config.model.name }),
		model: modelOf(config),
		previewUrl: previewAddress(config, port),
		limits: { maxSessions: config.maxSessions, warmPool: config.warmPool, idleMinutes: config.sessionIdleMs / 60_000 },
		...(driver.kind === "kubernetes" ? { deadlines: { startMs: CLUSTER_START_MS } } : {}),
		...(config.remotionLicenseKey === null ? {} : { remotionLicenseKey: config.remotionLicenseKey }),
		addUsage: false,
		onVersion: (projectId, sha) => void events.emit("version", projectId, sha),
		onTurnEnd: (projectId) => void events.emit("turnEnd", projectId),
		onRelayed: made.metrics.eventRelayed,
		logger: made.logger,
	};
}
