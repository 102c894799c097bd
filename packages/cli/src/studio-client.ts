import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createStudioApi, exportFilm, followProject, type StudioApi, sendPrompt } from "@storydream/client";
import { type Export, type ExportSettings, StoryDreamError, type StudioMessage } from "@storydream/protocol";

import type { VersionFeed } from "./watch-export.ts";

/** What the commands need of a studio. Every call throws StoryDreamError. */
export interface StudioClient
	extends Pick<StudioApi, "createProject" | "getProject" | "getStoryboard" | "getChecks" | "startCheck"> {
	/** Sends a prompt and resolves when the turn has ended well. `onMessage` gets everything the studio says meanwhile. */
	ask(projectId: string, prompt: string, onMessage: (message: StudioMessage) => void, signal: AbortSignal): Promise<void>;
	/** Exports and resolves when the file is there; cancels the export when `signal` aborts. */
	exportFilm(
		projectId: string,
		settings: Partial<ExportSettings>,
		onProgress: (progress: Export) => void,
		signal: AbortSignal,
	): Promise<Export>;
	/** Calls `onVersion` after each new version of a project, until it is closed. */
	followVersions(projectId: string, onVersion: () => void): VersionFeed;
	/** Writes an export's file. */
	download(finished: Export, file: string): Promise<void>;
}

/** @param url address of the studio, such as `http://localhost:8080` */
export function createStudioClient(url: string): StudioClient {
	const api = createStudioApi(url);
	return {
		...api,
		ask: (projectId, prompt, onMessage, signal) => sendPrompt(url, projectId, prompt, { onProgress: onMessage, signal }),
		exportFilm: (projectId, settings, onProgress, signal) => exportFilm(api, projectId, settings, { onProgress, signal }),
		followVersions: (projectId, onVersion) =>
			followProject(url, projectId, { onMessage: ({ type }) => type === "version:created" && onVersion() }),
		async download(finished, file) {
			const { body } = await api.openExportFile(finished);
			if (!body) throw new StoryDreamError("internal", "The studio sent an empty film.");
			await pipeline(Readable.fromWeb(body), createWriteStream(file));
		},
	};
}
