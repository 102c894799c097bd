import { mkdtemp, readdir, rm } from "node:fs/promises";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { type Duplex, pipeline } from "node:stream";
import type { Storyboard, StudioMessage } from "@storydream/protocol";
import { compiled } from "@storydream/sandbox/testing";
import { createProcessDriver, type ProcessDriver } from "../../drivers/process/index.ts";
import type { Confinement } from "../../drivers/process/prove.ts";
import { createSegments } from "../../exports/index.ts";
import { newId } from "../../ids.ts";
import { createDiskObjects } from "../../objects/disk/index.ts";
import type { Objects } from "../../objects/objects.ts";
import { assetBytes } from "../../projects/asset-bytes.ts";
import { toMessage, toProject, toVersion } from "../../projects/shapes.ts";
import type { Records } from "../../records/records.ts";
import { createSqliteRecords } from "../../records/sqlite/index.ts";
import { createRepositories, type Repositories } from "../../repositories/index.ts";
import { projectRecord } from "../../repositories/testing/fixtures.ts";
import { createAttachments, createSessions, type Follower, type Sessions, type SessionsOptions } from "../index.ts";
import { createTestLogger, type TestLogger } from "./test-logger.ts";

export const ROOT = path.resolve(import.meta.dirname, "../../../../..");
export const SANDBOX_MAIN = path.join(ROOT, "packages/sandbox/src/main.ts");
/** The real sandbox without its preview; see there. */
export const QUIET_SANDBOX = path.join(import.meta.dirname, "quiet-sandbox.ts");
export const TEMPLATE_DIR = path.join(ROOT, "packages/template");
const DEADLINE_MS = 120_000;

/** A studio's rooms around sessions, all real: SQLite, disk, git, sandboxes as processes. */
export interface TestStudio {
	dataDir: string;
	records: Records;
	objects: Objects;
	repositories: Repositories;
	driver: ProcessDriver;
	sessions: Sessions;
	logger: TestLogger;
	/** A project as it is just after it was made. */
	newProject(): Promise<string>;
	/** Follows a project and keeps all it gets. */
	follow(projectId: string, lastSeq?: number): Promise<TestFollower>;
	/** Lets go of the sandboxes, as a studio that stops. */
	stop(): Promise<void>;
}

export interface TestFollower extends Follower {
	messages: StudioMessage[];
	detach(): void;
	/** The first message that fits, of those that came and those to come. */
	waitFor<T extends StudioMessage["type"]>(
		type: T,
		fits?: (message: Extract<StudioMessage, { type: T }>) => boolean,
	): Promise<Extract<StudioMessage, { type: T }>>;
	of<T extends StudioMessage["type"]>(type: T): Extract<StudioMessage, { type: T }>[];
	lastSeq(): number;
}

export interface TestPlace {
	dataDir: string;
	/** Another studio on the same data, whose gateway may be at another address. */
	studio(options?: StudioOptions & { gatewayUrl?: string }): Promise<TestStudio>;
	/** Ends everything and removes the folder. Throws when a process is left over. */
	close(): Promise<void>;
}

export interface StudioOptions extends Partial<Pick<SessionsOptions, "limits" | "deadlines" | "onVersion" | "onRelayed">> {
	/** `closed`: nothing is adopted or started; the stores alone. */
	sessions?: "closed";
	sandboxMain?: string;
	/** The studio passes the sandboxes' connections on to the gateway, as a real one does; else they dial it themselves. */
	gatewayBySocket?: boolean;
	/** Sandboxes inside walls, as they were proved; absent: without walls and without commands. */
	walls?: Confinement;
	environment?: Record<string, string>;
	wrap?: (
		parts: Pick<SessionsOptions, "records" | "repositories" | "driver">,
	) => Pick<SessionsOptions, "records" | "repositories" | "driver">;
}

/** A data folder of its own, and studios on it. */
export async function newPlace(gatewayUrl: string): Promise<TestPlace> {
	const dataDir = await mkdtemp(path.join(os.tmpdir(), "storydream session’s folder "));
	const studios: TestStudio[] = [];
	return {
		dataDir,
		async studio({ gatewayUrl: at = gatewayUrl, ...options } = {}) {
			const studio = await openStudio(dataDir, at, options);
			studios.push(studio);
			return studio;
		},
		async close() {
			for (const studio of studios) await studio.stop();
			const last = studios.at(-1);
			for (const name of (await last?.driver.list()) ?? []) await last?.driver.end(name);
			await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
			const left = await processesIn(dataDir);
			if (left.length > 0) throw new Error(`processes are left over: ${left.join(", ")}`);
		},
	};
}

export async function openStudio(dataDir: string, gatewayUrl: string, options: StudioOptions = {}): Promise<TestStudio> {
	const logger = createTestLogger();
	const records = createSqliteRecords({ file: path.join(dataDir, "records.db") });
	const objects = await createDiskObjects({ directory: path.join(dataDir, "objects") });
	const repositories = await createRepositories({ records, objects, cacheDir: path.join(dataDir, "cache") });
	await repositories.publishTemplate(TEMPLATE_DIR);
	const driver = createProcessDriver({
		dataDir,
		install: "test",
		nodePath: process.execPath,
		sandboxMain: options.sandboxMain ?? SANDBOX_MAIN,
		templateDir: TEMPLATE_DIR,
		nodeModulesDir: path.join(ROOT, "node_modules"),
		previewAllowedHostSuffix: ".preview.localhost",
		...(options.walls === undefined ? { restricted: "a test" } : { walls: options.walls }),
		...(options.gatewayBySocket || options.walls ? { serveGateway: dialGateway(gatewayUrl) } : {}),
		environment: { ORPHAN_MINUTES: "5", ...compiled(), ...options.environment },
		logger,
	});
	const parts = { records, repositories, driver };
	const sessions = createSessions({
		...(options.wrap?.(parts) ?? parts),
		attachments: createAttachments(objects),
		assets: assetBytes(objects, { maxAssetBytes: 5_000_000 }),
		segments: createSegments(objects),
		shapes: { project: toProject, message: toMessage, version: (projectId, version) => toVersion(projectId, version, false) },
		install: "test",
		gatewayUrl,
		model: { demo: false, name: "scripted" },
		previewUrl: (key) => `http://${key}.preview.localhost:8080/`,
		limits: { warmPool: 0, ...options.limits },
		// Starts have time on any machine; what never ends is given up sooner than by a real studio.
		deadlines: {
			...{ startMs: 120_000, loadMs: 120_000, previewMs: 120_000 },
			...{ stopMs: 10_000, publishMs: 15_000, saveMs: 20_000 },
			...options.deadlines,
		},
		...(options.onVersion ? { onVersion: options.onVersion } : {}),
		...(options.onRelayed ? { onRelayed: options.onRelayed } : {}),
		logger,
	});
	if (options.sessions !== "closed") await sessions.open();
	let stopped = false;
	return {
		dataDir,
		records,
		objects,
		repositories,
		driver,
		sessions,
		logger,
		async newProject() {
			const id = newId();
			await records.projects.create(projectRecord(id, await repositories.initialise(id)));
			return id;
		},
		async follow(projectId, lastSeq) {
			const follower = createFollower();
			follower.detach = await sessions.follow(projectId, follower, lastSeq);
			return follower;
		},
		async stop() {
			if (stopped) return;
			stopped = true;
			await sessions.close({ endAll: false });
			await repositories.settled();
			driver.close();
			await records.close();
		},
	};
}

/** The model gateway of a test: the model itself, wherever it is now. */
function dialGateway(gatewayUrl: string): (connection: Duplex) => void {
	const { hostname, port } = new URL(gatewayUrl);
	return (connection) => {
		const model = net.connect({ host: hostname, port: Number(port), allowHalfOpen: true });
		pipeline(connection, model, connection, () => undefined);
	};
}

export function createFollower(): TestFollower {
	const messages: StudioMessage[] = [];
	const listeners = new Set<() => void>();
	return {
		messages,
		detach: () => undefined,
		send(message) {
			messages.push(message);
			for (const listener of listeners) listener();
		},
		waitFor: (type, fits = () => true) =>
			new Promise((resolve, reject) => {
				const check = () => {
					for (const message of messages) {
						if (!isOf(message, type) || !fits(message)) continue;
						clearTimeout(timer);
						listeners.delete(check);
						return resolve(message);
					}
				};
				const timer = setTimeout(() => {
					listeners.delete(check);
					reject(new Error(`no ${type} came that fits; last: ${JSON.stringify(messages.slice(-6)).slice(0, 3_000)}`));
				}, DEADLINE_MS);
				listeners.add(check);
				check();
			}),
		of: (type) => messages.filter((message) => isOf(message, type)),
		lastSeq: () =>
			Math.max(0, ...messages.map((message) => ("seq" in message && message.type !== "session:ready" ? message.seq : 0))),
	};
}

function isOf<T extends StudioMessage["type"]>(message: StudioMessage, type: T): message is Extract<StudioMessage, { type: T }> {
	return message.type === type;
}

/** Polls until it holds. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, withinMs = DEADLINE_MS): Promise<void> {
	const end = Date.now() + withinMs;
	while (!(await holds())) {
		if (Date.now() > end) throw new Error(`it did not come to pass: ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

/** Pids that work in, or were started for, a folder. */
export async function processesIn(folder: string): Promise<string[]> {
	const { readFile, readlink } = await import("node:fs/promises");
	const found: string[] = [];
	for (const pid of (await readdir("/proc")).filter((entry) => /^\d+$/.test(entry) && entry !== String(process.pid))) {
		const about = await Promise.all([
			readlink(`/proc/${pid}/cwd`).catch(() => ""),
			readFile(`/proc/${pid}/environ`, "utf8").catch(() => ""),
			readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => ""),
		]);
		if (about.some((text) => text.includes(folder))) found.push(`${pid} ${about[2].replaceAll("\0", " ")}`);
	}
	return found;
}

/** Reads the storyboard of a project's head. */
export async function storyboardOf(studio: TestStudio, projectId: string): Promise<{ sha: string; storyboard: Storyboard }> {
	const { Storyboard: schema } = await import("@storydream/protocol");
	const project = await studio.records.projects.get(projectId);
	if (!project) throw new Error("no such project");
	const file = await studio.repositories.readFile(projectId, project.currentCommitSha, "src/storyboard.json");
	return { sha: project.currentCommitSha, storyboard: schema.parse(JSON.parse(String(file))) };
}
