import {
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
	StoryboardState,
	type UpdateProject,
	UploadedPicture,
	Version,
	VersionDiff,
	VersionList,
} from "@storydream/protocol";
import { z } from "zod";
import { type Caller, createCaller } from "./request.ts";

/** Each REST call of a studio by name, with its answer parsed. See docs/protocol.md for the resources. */
export type StudioApi = ReturnType<typeof createStudioApi>;

const projectPath = (id: string) => `/api/projects/${encodeURIComponent(id)}`;
const exportPath = (id: string) => `/api/exports/${encodeURIComponent(id)}`;
const pageOf = (path: string, cursor: string | null) => (cursor ? `${path}?cursor=${encodeURIComponent(cursor)}` : path);
/** For answers of which only the success matters. */
const Anything = z.unknown();
/** A film is written and drawn in the sandbox meanwhile. */
const SANDBOX_MS = 60_000;
const FILE_MS = 30 * 60_000;

/**
 * @param address of a studio, such as `http://localhost:8080`; empty in the studio's own page
 * @example
 * const studio = createStudioApi("http://localhost:8080");
 * const project = await studio.createProject({ description: "A film about bees" });
 */
export function createStudioApi(address: string) {
	const caller = createCaller(address);
	return {
		getMe: (signal?: AbortSignal) => caller.call(Me, "/api/me", { signal }),
		...projectCalls(caller),
		...versionCalls(caller),
		...exportCalls(caller),
	};
}

function projectCalls({ call }: Caller) {
	return {
		listProjects: (cursor: string | null, signal?: AbortSignal) => call(ProjectList, pageOf("/api/projects", cursor), { signal }),
		getProject: (id: string, signal?: AbortSignal) => call(Project, projectPath(id), { signal }),
		createProject: (body: CreateProject) => call(Project, "/api/projects", { method: "POST", body }),
		updateProject: (id: string, body: UpdateProject) => call(Project, projectPath(id), { method: "PATCH", body }),
		deleteProject: (id: string) => call(Anything, projectPath(id), { method: "DELETE" }),
		listMessages: (id: string, cursor: string | null, signal?: AbortSignal) =>
			call(MessageList, pageOf(`${projectPath(id)}/messages`, cursor), { signal }),
		/** A picture for a message, which then names it. */
		uploadPicture: (id: string, file: Blob) =>
			call(UploadedPicture, `${projectPath(id)}/attachments`, { method: "POST", file, deadlineMs: 120_000 }),
		listAssets: (id: string, signal?: AbortSignal) => call(AssetList, `${projectPath(id)}/assets`, { signal }),
		deleteAsset: (id: string, name: string) =>
			call(Anything, `${projectPath(id)}/assets/${encodeURIComponent(name)}`, { method: "DELETE" }),
		/** How far the check of the newest version is. */
		getChecks: (id: string, signal?: AbortSignal) => call(FilmCheckState, `${projectPath(id)}/checks`, { signal }),
		/** Checks the newest version now, also one that was checked before. */
		startCheck: (id: string) => call(FilmCheckState, `${projectPath(id)}/checks`, { method: "POST", deadlineMs: SANDBOX_MS }),
	};
}

function versionCalls({ call }: Caller) {
	return {
		listVersions: (id: string, cursor: string | null, signal?: AbortSignal) =>
			call(VersionList, pageOf(`${projectPath(id)}/versions`, cursor), { signal }),
		/** @param baseCommitSha the newest version that the caller knows: `stale_head` when there is one after it */
		restoreVersion: (id: string, sha: string, baseCommitSha: string | null) =>
			call(z.object({ version: Version }), `${projectPath(id)}/versions/${sha}/restore`, {
				method: "POST",
				body: baseCommitSha === null ? {} : { baseCommitSha },
				deadlineMs: SANDBOX_MS,
			}),
		diffVersion: (id: string, sha: string, signal?: AbortSignal) =>
			call(VersionDiff, `${projectPath(id)}/versions/${sha}/diff`, { signal }),
		/** Puts an old version into the sandbox; answers where it can be looked at. */
		previewVersion: (id: string, sha: string) =>
			call(z.object({ previewUrl: z.string() }), `${projectPath(id)}/versions/${sha}/preview`, {
				method: "POST",
				deadlineMs: SANDBOX_MS,
			}),
		getStoryboard: (id: string, signal?: AbortSignal) =>
			call(StoryboardState, `${projectPath(id)}/storyboard`, { signal, deadlineMs: SANDBOX_MS }),
		/** The storyboard as a version has it; never changes. */
		getStoryboardAt: (id: string, sha: string, signal?: AbortSignal) =>
			call(StoryboardState, `${projectPath(id)}/versions/${sha}/storyboard`, { signal }),
		putStoryboard: (id: string, body: PutStoryboard) =>
			call(StoryboardState, `${projectPath(id)}/storyboard`, { method: "PUT", body, deadlineMs: SANDBOX_MS }),
	};
}

function exportCalls({ call, open }: Caller) {
	return {
		listExports: (id: string, signal?: AbortSignal) => call(ExportList, `${projectPath(id)}/exports`, { signal }),
		getExport: (exportId: string, signal?: AbortSignal) => call(Export, exportPath(exportId), { signal }),
		startExport: (id: string, body: Partial<ExportSettings>) =>
			call(Export, `${projectPath(id)}/exports`, { method: "POST", body }),
		cancelExport: (exportId: string) => call(Anything, exportPath(exportId), { method: "DELETE" }),
		/** The file of a finished export, as a stream in the answer's body. */
		openExportFile: ({ id, fileUrl }: Export, signal?: AbortSignal) =>
			open(fileUrl ?? `${exportPath(id)}/file`, { signal, deadlineMs: FILE_MS }),
	};
}
