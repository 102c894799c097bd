import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Project, StoryDreamError } from "@storydream/protocol";
import { pino } from "pino";
import { createExports, type ExportRunner, sessionRunner } from "../../exports/index.ts";
import { newId } from "../../ids.ts";
import { createDiskObjects } from "../../objects/disk/index.ts";
import { createPreviewProxy } from "../../previews/index.ts";
import { createProjects } from "../../projects/index.ts";
import type { Records } from "../../records/records.ts";
import { createSqliteRecords } from "../../records/sqlite/index.ts";
import { createRepositories } from "../../repositories/index.ts";
import { createMetrics, type Logger } from "../../telemetry/index.ts";
import { createOrigins, createStudioServer } from "../index.ts";
import { createStandInSessions } from "./fake-sessions.ts";

export const STORYBOARD = {
	fps: 30,
	width: 1920,
	height: 1080,
	theme: {
		palette: {
			background: "#101014",
			surface: "#1a1a22",
			text: "#ffffff",
			muted: "#888899",
			accent: "#ff8800",
			accent2: "#00aaff",
		},
		fonts: { heading: "Inter", body: "Inter" },
		radius: 12,
		motion: 1,
	},
	scenes: [{ id: "title-1", scene: "Title", durationInFrames: 90, props: { title: "Your film starts here" } }],
	audio: [],
	captions: [],
};

/** The studio's rooms on real SQLite, real files and real git, with a fake for sessions, listening on a free port. */
export async function startHarness(
	options: {
		maxAssetBytes?: number;
		webFiles?: Record<string, string | Buffer>;
		publicUrl?: string;
		open?: boolean;
		/** Where its data lie; default: the folder for temporary files. */
		within?: string;
		/** Default: a project of two files. */
		templateDir?: string;
		/** What makes films; default: sessions. */
		runner?: (parts: { records: Records; logger: Logger }) => ExportRunner;
	} = {},
) {
	const folder = await mkdtemp(join(options.within ?? tmpdir(), "storydream-http-"));
	const templateDir = options.templateDir ?? (await writeTemplate(join(folder, "template")));
	let webDir: string | null = null;
	if (options.webFiles) {
		webDir = join(folder, "web");
		await mkdir(join(webDir, "assets"), { recursive: true });
		for (const [path, content] of Object.entries(options.webFiles)) await writeFile(join(webDir, path), content);
	}

	const logger = pino({ level: "silent" });
	const metrics = createMetrics();
	const records = createSqliteRecords({ file: join(folder, "studio.db") });
	const objects = await createDiskObjects({ directory: join(folder, "objects") });
	const repositories = await createRepositories({ records, objects, cacheDir: join(folder, "cache") });
	await repositories.publishTemplate(templateDir);
	const sessions = createStandInSessions({ records, repositories, folder });
	const origins = createOrigins({ host: "127.0.0.1", publicUrl: options.publicUrl ?? null });
	let port = 0;
	const previews = createPreviewProxy({
		domain: "preview.localhost",
		appOrigins: () => origins.appOrigins(port),
		target: (key) => sessions.previewTarget(key),
		logger,
		metrics,
	});
	const runner = options.runner?.({ records, logger }) ?? sessionRunner(sessions);
	const exportParts = {
		records,
		objects,
		repositories,
		sessions,
		runner,
		logger,
		metrics,
		concurrency: 1,
	};
	/** Exports of another studio on the same records. */
	const newExports = (ownerId = newId()) => createExports({ ...exportParts, ownerId });
	const exports = newExports();
	const projects = createProjects({
		records,
		objects,
		repositories,
		sessions,
		logger,
		maxAssetBytes: options.maxAssetBytes ?? 5_000_000,
		tempDir: join(folder, "tmp"),
		checkVersions: true,
		beforeDelete: (id) => exports.endAllOf(id),
	});
	const checks = { records: () => records.check(), objects: () => objects.check() };
	const server = await createStudioServer({
		projects,
		sessions,
		exports,
		previews,
		origins,
		logger,
		metrics,
		version: "0.0.0",
		me: () => ({
			protocolVersion: 1,
			model: { demo: true, name: "demo model", hint: "Set ANTHROPIC_API_KEY." },
			restricted: null,
			limits: { promptBytes: 100_000, attachmentBytes: 10_000_000, assetBytes: 5_000_000 },
		}),
		checks,
		maxAssetBytes: options.maxAssetBytes ?? 5_000_000,
		connections: { total: 2_000, perAddress: 2_000 },
		previewDomain: "preview.localhost",
		webDir,
		plugins: [],
	});
	({ port } = await server.listen({ host: "127.0.0.1", port: 0 }));
	if (options.open ?? true) server.open();
	const url = `http://127.0.0.1:${port}`;
	let closed = false;

	async function json<T = Record<string, unknown>>(path: string, init: RequestInit & { send?: unknown } = {}) {
		const { send, ...rest } = init;
		const body =
			send === undefined ? {} : { body: JSON.stringify(send), headers: { "content-type": "application/json", ...init.headers } };
		const answer = await fetch(`${url}${path}`, { ...rest, ...body });
		const text = await answer.text();
		// What a test expects to come back, at the border of a test.
		return { status: answer.status, headers: answer.headers, body: (text === "" ? null : JSON.parse(text)) as T };
	}

	return {
		url,
		port,
		folder,
		server,
		records,
		objects,
		repositories,
		sessions,
		projects,
		exports,
		newExports,
		metrics,
		logger,
		checks,
		json,
		async project(fields: { name?: string; description?: string; ratio?: string } = {}): Promise<Project> {
			const { status, body } = await json<Project>("/api/projects", { method: "POST", send: fields });
			if (status !== 201) throw new StoryDreamError("internal", `no project: ${JSON.stringify(body)}`);
			return body;
		},
		async close() {
			if (closed) return;
			closed = true;
			await exports.close();
			await server.drain({ graceMs: 1_000 });
			await server.close();
			await records.close();
			await rm(folder, { recursive: true, force: true, maxRetries: 5 });
		},
	};
}

async function writeTemplate(folder: string): Promise<string> {
	await mkdir(join(folder, "src"), { recursive: true });
	await writeFile(join(folder, "src", "storyboard.json"), JSON.stringify(STORYBOARD));
	await writeFile(join(folder, "package.json"), "{}");
	return folder;
}

export type Harness = Awaited<ReturnType<typeof startHarness>>;
