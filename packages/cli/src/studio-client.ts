import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
	Export,
	type ExportSettings,
	FilmCheckState,
	Problem,
	Project,
	type Ratio,
	StoryDreamError,
	StudioMessage,
} from "@storydream/protocol";
import { WebSocket } from "ws";

/** A studio, as any program may use it: REST and the socket, nothing else. Every call throws StoryDreamError. */
export interface StudioClient {
	createProject(settings: { description?: string; ratio?: Ratio }): Promise<Project>;
	getProject(id: string): Promise<Project>;
	/**
	 * Asks the agent and resolves when the turn has ended well. `onMessage` gets everything the studio says meanwhile.
	 * Rejects when the turn failed or was stopped.
	 */
	ask(projectId: string, prompt: string, onMessage: (message: StudioMessage) => void, signal: AbortSignal): Promise<void>;
	/** Exports and resolves when the file is there; cancels the export when `signal` aborts. */
	exportFilm(
		projectId: string,
		settings: Partial<ExportSettings>,
		onProgress: (progress: Export) => void,
		signal: AbortSignal,
	): Promise<Export>;
	/** How far the check of the newest version is. */
	getChecks(projectId: string): Promise<FilmCheckState>;
	/** Begins a check of the newest version, unless one of it runs. */
	startCheck(projectId: string): Promise<FilmCheckState>;
	/** Writes an export's file. */
	download(finished: Export, file: string): Promise<void>;
}

/** @param url address of the studio, such as `http://localhost:8080` */
export function createStudioClient(url: string): StudioClient {
	const base = new URL(url);

	async function call(path: string, init: RequestInit = {}): Promise<Response> {
		let answer: Response;
		try {
			answer = await fetch(new URL(path, base), { signal: AbortSignal.timeout(60_000), ...init });
		} catch (cause) {
			throw new StoryDreamError("internal", `The studio at ${base.origin} does not answer.`, {
				hint: "Start it with `npm start`.",
				cause,
			});
		}
		if (answer.ok) return answer;
		const problem = Problem.safeParse(await answer.json().catch(() => null));
		if (problem.success) throw new StoryDreamError(problem.data.code, problem.data.detail, { hint: problem.data.hint });
		throw new StoryDreamError("internal", `The studio answered ${answer.status} to ${path}.`);
	}
	const post = (path: string, body: unknown) =>
		call(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

	return {
		createProject: async (settings) => Project.parse(await (await post("/api/projects", settings)).json()),
		getProject: async (id) => Project.parse(await (await call(`/api/projects/${id}`)).json()),

		ask(projectId, prompt, onMessage, signal) {
			const socket = new WebSocket(new URL("/ws", base.origin.replace(/^http/, "ws")));
			const id = randomUUID();
			let runId: string | null = null;
			return new Promise<void>((resolve, reject) => {
				const finish = (error?: unknown) => {
					signal.removeEventListener("abort", stop);
					socket.close();
					if (error) reject(error);
					else resolve();
				};
				const stop = () => {
					if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ type: "message:cancel" }));
					finish(new StoryDreamError("internal", "Stopped.", { hint: "The project is kept; open the studio to go on." }));
				};
				signal.addEventListener("abort", stop);
				socket.on("error", (cause) =>
					finish(new StoryDreamError("internal", `The studio at ${base.origin} does not answer.`, { cause })),
				);
				socket.on("close", () => finish(new StoryDreamError("internal", "The studio closed the connection.")));
				socket.on("open", () => {
					socket.send(JSON.stringify({ type: "session:start", projectId }));
					socket.send(JSON.stringify({ type: "message:send", projectId, id, content: prompt }));
				});
				socket.on("message", (data) => {
					const parsed = StudioMessage.safeParse(JSON.parse(data.toString()));
					// A newer studio may say things this client does not know.
					if (!parsed.success) return;
					const message = parsed.data;
					onMessage(message);
					if (message.type === "queue:changed") runId = message.queue.find((queued) => queued.id === id)?.runId ?? runId;
					if (message.type === "message:added" && message.message.id === id) runId = message.message.runId ?? runId;
					if (message.type === "agent:message") runId ??= message.runId;
					if (message.type === "error") finish(new StoryDreamError(message.code, message.message, { hint: message.hint }));
					if (message.type === "agent:complete" && (runId === null || message.runId === runId)) {
						if (message.outcome === "done") finish();
						else if (message.error)
							finish(new StoryDreamError(message.error.code, message.error.message, { hint: message.error.hint }));
						else finish(new StoryDreamError("model_failed", "The turn was stopped before it was done."));
					}
				});
			});
		},

		getChecks: async (projectId) => FilmCheckState.parse(await (await call(`/api/projects/${projectId}/checks`)).json()),
		startCheck: async (projectId) => FilmCheckState.parse(await (await post(`/api/projects/${projectId}/checks`, {})).json()),

		async exportFilm(projectId, settings, onProgress, signal) {
			let current = Export.parse(await (await post(`/api/projects/${projectId}/exports`, settings)).json());
			const cancel = () => {
				// Best effort on the way out; the studio forgets cancelled exports by itself.
				call(`/api/exports/${current.id}`, { method: "DELETE" }).catch(() => undefined);
			};
			signal.addEventListener("abort", cancel);
			try {
				while (!["done", "failed", "cancelled"].includes(current.state)) {
					await new Promise((wake) => setTimeout(wake, 200));
					current = Export.parse(await (await call(`/api/exports/${current.id}`)).json());
					onProgress(current);
				}
			} finally {
				signal.removeEventListener("abort", cancel);
			}
			if (current.error) throw new StoryDreamError(current.error.code, current.error.message, { hint: current.error.hint });
			if (current.state !== "done")
				throw new StoryDreamError("export_failed", "The export was cancelled.", { hint: "Start it again." });
			return current;
		},

		async download(finished, file) {
			const answer = await call(finished.fileUrl ?? `/api/exports/${finished.id}/file`, {
				signal: AbortSignal.timeout(30 * 60_000),
			});
			if (!answer.body) throw new StoryDreamError("internal", "The studio sent an empty film.");
			await pipeline(Readable.fromWeb(answer.body), createWriteStream(file));
		},
	};
}
