import { type Export, type ExportSettings, StoryDreamError, type StudioMessage } from "@storydream/protocol";
import { followProject } from "./follow.ts";
import type { StudioApi } from "./rest.ts";

/** How a call waits that lasts as long as a turn or an export. */
export interface WaitOptions<Progress> {
	/** Called with everything that is reported meanwhile. */
	onProgress?(progress: Progress): void;
	/** Stops the turn or the export, and the wait. */
	signal?: AbortSignal;
}

const ASK_AGAIN_MS = 200;

/**
 * Sends a prompt and resolves when the agent's turn has ended well. It stays connected: a studio that restarts meanwhile
 * continues with the turn.
 * @throws StoryDreamError when the turn failed or was stopped
 * @example await sendPrompt("http://localhost:8080", project.id, "Make the title blue")
 */
export function sendPrompt(
	address: string,
	projectId: string,
	content: string,
	{ onProgress, signal }: WaitOptions<StudioMessage> = {},
): Promise<void> {
	const id = crypto.randomUUID();
	/** The id of this prompt's turn, as soon as a message of the studio names it. */
	let runId: string | null = null;
	return new Promise<void>((resolve, reject) => {
		const finish = (error?: StoryDreamError) => {
			signal?.removeEventListener("abort", stop);
			follower.close();
			if (error) reject(error);
			else resolve();
		};
		const stop = () => {
			follower.send({ type: "message:cancel" });
			finish(new StoryDreamError("internal", "Stopped.", { hint: "The project is kept; open the studio to continue." }));
		};
		const follower = followProject(address, projectId, {
			onMessage(message) {
				onProgress?.(message);
				runId = runOf(message, id) ?? runId;
				if (message.type === "error") finish(new StoryDreamError(message.code, message.message, { hint: message.hint }));
				if (message.type === "agent:complete" && message.runId === runId) finish(failureOf(message));
			},
		});
		signal?.addEventListener("abort", stop);
		follower.send({ type: "message:send", projectId, id, content });
		if (signal?.aborted) stop();
	});
}

/** The id of the turn that a prompt became, where a message names it. */
function runOf(message: StudioMessage, promptId: string): string | null {
	if (message.type === "queue:changed") return message.queue.find((queued) => queued.id === promptId)?.runId ?? null;
	if (message.type === "message:added" && message.message.id === promptId) return message.message.runId;
	return null;
}

function failureOf({ outcome, error }: Extract<StudioMessage, { type: "agent:complete" }>): StoryDreamError | undefined {
	if (outcome === "done") return undefined;
	if (error) return new StoryDreamError(error.code, error.message, { hint: error.hint });
	return new StoryDreamError("model_failed", "The turn was stopped before it was done.");
}

/**
 * Exports a project and resolves when the file is there.
 * @throws StoryDreamError when the export failed or was cancelled
 * @example const finished = await exportFilm(createStudioApi(address), project.id, { codec: "mp4" })
 */
export async function exportFilm(
	studio: StudioApi,
	projectId: string,
	settings: Partial<ExportSettings>,
	{ onProgress, signal }: WaitOptions<Export> = {},
): Promise<Export> {
	let current = await studio.startExport(projectId, settings);
	const cancel = () => {
		// Best effort on the way out; the studio forgets cancelled exports by itself.
		studio.cancelExport(current.id).catch(() => undefined);
	};
	signal?.addEventListener("abort", cancel);
	try {
		while (!["done", "failed", "cancelled"].includes(current.state)) {
			await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
			current = await studio.getExport(current.id);
			onProgress?.(current);
		}
	} finally {
		signal?.removeEventListener("abort", cancel);
	}
	if (current.error) throw new StoryDreamError(current.error.code, current.error.message, { hint: current.error.hint });
	if (current.state !== "done")
		throw new StoryDreamError("export_failed", "The export was cancelled.", { hint: "Start it again." });
	return current;
}
