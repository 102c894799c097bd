import { join } from "node:path";
import { Readable } from "node:stream";
import {
	type ExportStep,
	type ExportWarning,
	type Message,
	type ProxyState,
	type RanFilmCheck,
	StoryDreamError,
	type StudioMessage,
} from "@storydream/protocol";
import { toMessage } from "../../projects/index.ts";
import type { Records } from "../../records/records.ts";
import type { Repositories } from "../../repositories/index.ts";
import { Writer } from "../../repositories/testing/writer.ts";
import type { PreviewTarget } from "../../sessions/index.ts";
import type { Follower, Sessions } from "../../sessions/sessions.ts";

export interface RunningExport {
	exportId: string;
	step(step: ExportStep): void;
	finish(film: Buffer, warnings?: ExportWarning[]): void;
	fail(error: unknown): void;
}

/** What sessions do, without sandboxes: edits are real commits made by a writer with real git; nobody answers prompts. */
export interface StandInSessions extends Sessions {
	readonly ended: { projectId: string; reason: string }[];
	/** Projects whose agent was to make itself ready. */
	readonly prepared: string[];
	/** Projects whose session was to stay. */
	readonly kept: string[];
	readonly exports: RunningExport[];
	readonly followers: Map<string, Set<Follower>>;
	readonly sent: { projectId: string; message: StudioMessage }[];
	/** Pictures that a session takes; null: there is no session. */
	picture: Buffer | null;
	/** What a check of the film answers; null: there is no browser. */
	filmCheck: RanFilmCheck | null;
	previews: Map<string, PreviewTarget>;
	/** By project and hash of the original: how far proxies are. */
	proxies: Map<string, Map<string, ProxyState>>;
	/** As long as set, an edit waits for it. */
	gate: Promise<void> | null;
}

export function createStandInSessions(deps: { records: Records; repositories: Repositories; folder: string }): StandInSessions {
	const { records, repositories } = deps;
	let seq = 1000;
	let folders = 0;

	async function edit(projectId: string, title: string, files: Record<string, string>, base?: string) {
		if (sessions.gate) await sessions.gate;
		folders += 1;
		const writer = await Writer.open(repositories, projectId, join(deps.folder, `work-${folders}`));
		const expectedHead = await writer.head();
		if (base !== undefined && base !== expectedHead) throw new StoryDreamError("stale_head", "Another version came in between.");
		for (const [path, content] of Object.entries(files)) await writer.write(path, content);
		const newHead = await writer.commit({ subject: title, kind: "edit" });
		const result = await repositories.publish(projectId, { expectedHead, newHead, bundle: await writer.bundle(expectedHead) });
		if (!result.published) throw new StoryDreamError("stale_head", "Another version came in between.");
		return { head: newHead, changed: true };
	}

	const sessions: StandInSessions = {
		ended: [],
		prepared: [],
		kept: [],
		exports: [],
		followers: new Map(),
		sent: [],
		picture: null,
		filmCheck: null,
		previews: new Map(),
		proxies: new Map(),
		gate: null,
		async open() {},
		async follow(projectId, follower, lastSeq) {
			const all = sessions.followers.get(projectId) ?? new Set();
			sessions.followers.set(projectId, all.add(follower));
			follower.send({ type: "session:phase", phase: "starting", detail: `after ${lastSeq ?? 0}` });
			follower.send({
				type: "session:ready",
				sessionId: "session-1",
				projectId,
				previewUrl: "http://key.preview.localhost/",
				seq,
				runId: null,
				model: { demo: true, name: "demo model" },
			});
			return () => all.delete(follower);
		},
		async prepareAgent(projectId) {
			sessions.prepared.push(projectId);
		},
		async sendMessage(projectId, message): Promise<Message> {
			const { message: stored } = await records.messages.add({
				id: message.id,
				projectId,
				content: message.content,
				attachments: [],
				state: "queued",
				runId: null,
				createdAt: new Date().toISOString(),
				startedAt: null,
				endedAt: null,
				pausedAt: null,
				commitSha: null,
				usage: null,
				events: [],
				error: null,
			});
			sessions.broadcast(projectId, { type: "queue:changed", queue: [toMessage(stored)] });
			return toMessage(stored);
		},
		async editQueued() {},
		async removeQueued() {
			throw new StoryDreamError("not_found", "There is no such message in the queue.");
		},
		async stopRun() {},
		async continueQueue() {},
		async keep(projectId) {
			sessions.kept.push(projectId);
		},
		async endSession(projectId, reason) {
			sessions.ended.push({ projectId, reason });
		},
		async state() {
			throw new StoryDreamError("sandbox_failed", "There is no sandbox.");
		},
		putStoryboard: (projectId, { baseCommitSha, storyboard, title }) =>
			edit(projectId, title, { "src/storyboard.json": JSON.stringify(storyboard) }, baseCommitSha),
		putAssets: (projectId, { title, assets }) => edit(projectId, title, { "assets.json": JSON.stringify({ assets }) }),
		proxyStates: (projectId) => sessions.proxies.get(projectId) ?? new Map(),
		restore: (projectId, sha, { baseCommitSha, storyboard, title } = {}) => {
			const film = storyboard && { "src/storyboard.json": JSON.stringify(storyboard) };
			return edit(projectId, title ?? `Restore ${sha.slice(0, 7)}`, { "restored.txt": sha, ...film }, baseCommitSha);
		},
		previewVersion: async (_projectId, sha) => ({ previewUrl: `http://key.preview.localhost/?version=${sha}` }),
		async checkFilm() {
			if (sessions.filmCheck === null) throw new StoryDreamError("browser_missing", "There is no browser.");
			return sessions.filmCheck;
		},
		async pictures() {
			if (sessions.picture === null) throw new StoryDreamError("browser_missing", "There is no browser.");
			const data = sessions.picture.toString("base64");
			return { pictures: [{ frame: 0, mediaType: "image/jpeg", data, width: 640, height: 360 }] };
		},
		runExport: (_projectId, { exportId, onProgress, signal }) =>
			new Promise((resolve, reject) => {
				signal.addEventListener("abort", () => reject(signal.reason));
				sessions.exports.push({
					exportId,
					step: onProgress,
					finish: (film, warnings = []) => resolve({ body: Readable.from([film]), bytes: film.length, warnings }),
					fail: reject,
				});
			}),
		broadcast(projectId, message) {
			seq += 1;
			// A broadcast is a studio message without its number.
			const numbered = { ...message, seq } as StudioMessage;
			sessions.sent.push({ projectId, message: numbered });
			for (const follower of sessions.followers.get(projectId) ?? []) follower.send(numbered);
		},
		previewTarget: (key) => sessions.previews.get(key) ?? null,
		authenticateGateway: () => null,
		counts: () => ({ starting: 0, ready: 0, warm: 0, running: 0, followers: 0 }),
		has: () => false,
		async takeOver() {},
		async releaseAll() {},
		async close() {},
	};
	return sessions;
}
