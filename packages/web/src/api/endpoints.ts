import {
	type Asset,
	AssetList,
	type CreateProject,
	Export,
	ExportList,
	type ExportSettings,
	FilmCheckState,
	Me,
	MessageList,
	Project,
	ProjectList,
	type PutStoryboard,
	type RestoreVersion,
	StoryboardState,
	StoryDreamError,
	type UpdateProject,
	UploadedPicture,
	Version,
	VersionDiff,
	VersionList,
} from "@storydream/protocol";
import { z } from "zod";
import { call, parseAnswer, problemFrom } from "./client.ts";
import { noAnswer } from "./no-answer.ts";

const project = (id: string) => `/api/projects/${encodeURIComponent(id)}`;
const page = (path: string, cursor: string | null) => (cursor ? `${path}?cursor=${encodeURIComponent(cursor)}` : path);
/** For answers of which only the success matters. */
const Anything = z.unknown();

export const getMe = (signal?: AbortSignal) => call(Me, "/api/me", { signal });

export const listProjects = (cursor: string | null, signal?: AbortSignal) =>
	call(ProjectList, page("/api/projects", cursor), { signal });
export const getProject = (id: string, signal?: AbortSignal) => call(Project, project(id), { signal });
export const createProject = (body: CreateProject) => call(Project, "/api/projects", { method: "POST", body });
export const updateProject = (id: string, body: UpdateProject) => call(Project, project(id), { method: "PATCH", body });
export const deleteProject = (id: string) => call(Anything, project(id), { method: "DELETE" });

export const listMessages = (id: string, cursor: string | null, signal?: AbortSignal) =>
	call(MessageList, page(`${project(id)}/messages`, cursor), { signal });

/** A picture for a message, which then names it. */
export const uploadPicture = (id: string, file: Blob) =>
	call(UploadedPicture, `${project(id)}/attachments`, { method: "POST", file, deadlineMs: 120_000 });
export const pictureUrl = (id: string, sha256: string) => `${project(id)}/attachments/${sha256}`;

export const listVersions = (id: string, cursor: string | null, signal?: AbortSignal) =>
	call(VersionList, page(`${project(id)}/versions`, cursor), { signal });
/** `baseCommitSha` is the newest version that this page knows: `stale_head` when there is one after it. */
export const restoreVersion = (id: string, sha: string, body: RestoreVersion) =>
	call(z.object({ version: Version }), `${project(id)}/versions/${sha}/restore`, {
		method: "POST",
		body,
		deadlineMs: 60_000,
	});
export const diffVersion = (id: string, sha: string, signal?: AbortSignal) =>
	call(VersionDiff, `${project(id)}/versions/${sha}/diff`, { signal });
/** Puts an old version into the sandbox; answers where it can be looked at. */
export const previewVersion = (id: string, sha: string) =>
	call(z.object({ previewUrl: z.string() }), `${project(id)}/versions/${sha}/preview`, { method: "POST", deadlineMs: 60_000 });

export const getStoryboard = (id: string, signal?: AbortSignal) =>
	call(StoryboardState, `${project(id)}/storyboard`, { signal, deadlineMs: 60_000 });
/** The storyboard as a version has it; never changes. */
export const getStoryboardAt = (id: string, sha: string, signal?: AbortSignal) =>
	call(StoryboardState, `${project(id)}/versions/${sha}/storyboard`, { signal });
export const versionPictureUrl = (id: string, sha: string) => `${project(id)}/versions/${sha}/picture.jpg`;
export const putStoryboard = (id: string, body: PutStoryboard) =>
	call(StoryboardState, `${project(id)}/storyboard`, { method: "PUT", body, deadlineMs: 60_000 });

export const listAssets = (id: string, signal?: AbortSignal) => call(AssetList, `${project(id)}/assets`, { signal });
export const deleteAsset = (id: string, name: string) =>
	call(Anything, `${project(id)}/assets/${encodeURIComponent(name)}`, { method: "DELETE" });
export const assetUrl = (id: string, name: string) => `${project(id)}/assets/${encodeURIComponent(name)}`;

export const listExports = (id: string, signal?: AbortSignal) => call(ExportList, `${project(id)}/exports`, { signal });
export const startExport = (id: string, body: ExportSettings) => call(Export, `${project(id)}/exports`, { method: "POST", body });
export const cancelExport = (exportId: string) =>
	call(Anything, `/api/exports/${encodeURIComponent(exportId)}`, { method: "DELETE" });

export const getChecks = (id: string, signal?: AbortSignal) => call(FilmCheckState, `${project(id)}/checks`, { signal });
/** Checks the newest version now, also one that was checked before. */
export const startCheck = (id: string) => call(FilmCheckState, `${project(id)}/checks`, { method: "POST", deadlineMs: 60_000 });

export const archiveUrl = (id: string) => `${project(id)}/archive.zip`;

/** Bytes that stand still this long mean that the upload is dead. */
const UPLOAD_STALL_MS = 60_000;

/**
 * Sends a file up and reports how much of it has gone (0 to 1). XMLHttpRequest, because fetch does not tell.
 * Ends with a StoryDreamError when refused, stalled for a minute, or aborted by `signal`.
 */
export function uploadAsset(id: string, file: File, onProgress: (part: number) => void, signal: AbortSignal): Promise<Asset[]> {
	return new Promise((resolve, reject) => {
		const request = new XMLHttpRequest();
		const path = `${project(id)}/assets`;
		let stall = window.setTimeout(() => request.abort(), UPLOAD_STALL_MS);
		const alive = () => {
			window.clearTimeout(stall);
			stall = window.setTimeout(() => request.abort(), UPLOAD_STALL_MS);
		};
		const abort = () => request.abort();
		signal.addEventListener("abort", abort);
		request.upload.onprogress = (event) => {
			alive();
			if (event.lengthComputable) onProgress(event.loaded / event.total);
		};
		request.onload = () => {
			try {
				if (request.status < 200 || request.status > 299) throw problemFrom(request.status, request.responseText);
				resolve(parseAnswer(AssetList, request.responseText, path).assets);
			} catch (error) {
				reject(error);
			}
		};
		request.onerror = () => reject(noAnswer(undefined, false));
		request.onabort = () =>
			reject(
				signal.aborted
					? new StoryDreamError("bad_request", `Sending ${file.name} was cancelled.`, { hint: "Drop the file again to send it." })
					: noAnswer(undefined, true),
			);
		request.onloadend = () => {
			window.clearTimeout(stall);
			signal.removeEventListener("abort", abort);
		};
		const body = new FormData();
		body.append("file", file, file.name);
		request.open("POST", path);
		request.send(body);
	});
}
