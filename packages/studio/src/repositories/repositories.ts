import type { Readable } from "node:stream";
import type { Version, VersionDiff, VideoSettings } from "@storydream/protocol";
import type { ProjectRecord } from "../records/records.ts";

/** What opening a sandbox needs: one source archive and the packs since it, usually none. */
export interface OpenSource {
	head: string;
	/** Commit of the archive. */
	sourceSha: string;
	/** tar.zst; see docs/architecture.md, "Source archives". */
	source: Readable;
	/** Git bundles after `sourceSha`, oldest first. */
	bundles: { sha256: string; body: Readable }[];
}

export type PublishResult =
	| { published: true; project: ProjectRecord }
	/** Somebody moved the head before: the commits are kept under `refs/conflict/<newHead>` of the project. */
	| { published: false; head: string | null; conflictRef: string };

/**
 * A project's git history: immutable bundles in objects, a head in records, a clone on this machine as a cache. The seven
 * operations of a project's life are one call each, and move only what they must:
 *
 * | operation | call | objects |
 * |---|---|---|
 * | initialise from the template | `initialise` | two second names, no byte |
 * | download the whole repository | `clone` | each pack this machine does not have |
 * | upload changes | `publish` | one pack, written |
 * | download the source only | `openSource` | one archive, and the packs since: none after a clean end |
 * | upload the source only | `writeSource` | one archive, written; nothing when it is there |
 * | upload the agent's session data | `appendTranscript` | one part with what is new, written |
 * | download the agent's session data | `readTranscript` | its parts: one after a clean end |
 *
 * Throws `project_not_found`, `not_found` (no such commit), `storage_failed`, `storage_full`.
 */
export interface Repositories {
	/** Publishes the template once per release (`templates/default/`); answers its commit. Called at start. */
	publishTemplate(templateDir: string): Promise<{ head: string }>;
	/** Objects of a new project, standing at the template's commit. The record is made by the caller with what is answered. */
	initialise(projectId: string): Promise<Pick<ProjectRecord, "gitRepoPath" | "currentCommitSha" | "packs" | "sourceSha">>;
	openSource(projectId: string): Promise<OpenSource>;
	/**
	 * Stores a bundle of new commits and moves the head from `expectedHead` to `newHead`. Resolves only when both are
	 * durable. The bundle is checked (`git bundle verify`, its tip is `newHead`, `expectedHead` is its ancestor) first.
	 * Compacts past 50 packs.
	 */
	publish(
		projectId: string,
		commits: {
			expectedHead: string;
			newHead: string;
			bundle: Buffer | Readable;
			agentSessionId?: string | null;
			video?: VideoSettings | null;
		},
	): Promise<PublishResult>;
	/** Writes `src/{head}.tar.zst` so that the next opening reads one object. Called when a session ends. */
	writeSource(projectId: string): Promise<void>;
	/** Newest first. Autosaves that a later commit of the same run follows are left out. `pictureUrl` is filled by the caller. */
	versions(
		projectId: string,
		query: { limit: number; cursor?: string },
	): Promise<{ versions: Omit<Version, "pictureUrl">[]; nextCursor: string | null }>;
	version(projectId: string, sha: string): Promise<Omit<Version, "pictureUrl">>;
	diff(projectId: string, sha: string): Promise<VersionDiff>;
	/**
	 * tar.zst of a version's tree with its commit object.
	 * @param options.fresh made from the history, also where an archive is stored
	 */
	sourceOf(projectId: string, sha: string, options?: { fresh?: boolean }): Promise<Readable>;
	/** Adds a version on top of `from`, which must be the head, with the files of `to`. For a head that can't be opened. */
	revert(projectId: string, options: { from: string; to: string; title: string }): Promise<PublishResult>;
	/** A file of a version, or null. At most 5 MB. */
	readFile(projectId: string, sha: string, path: string): Promise<Buffer | null>;
	/** Paths of a version's files with their sizes. */
	listFiles(projectId: string, sha: string): Promise<{ path: string; bytes: number; mode: string }[]>;
	/** Folder of a bare clone that is up to date with the head: for `git http-backend` and archives. Never written by callers. */
	clone(projectId: string): Promise<string>;
	/** Adds what the agent's transcript grew by; `offset` is where `body` begins. */
	appendTranscript(projectId: string, agentSessionId: string, offset: number, body: Buffer): Promise<void>;
	/** The whole transcript, or null. */
	readTranscript(projectId: string, agentSessionId: string): Promise<Readable | null>;
	/** Bytes of the transcript kept so far; 0 when none. */
	transcriptBytes(projectId: string, agentSessionId: string): Promise<number>;
	/** Joins the parts into one. Called when a session ends. */
	compactTranscript(projectId: string, agentSessionId: string): Promise<void>;
	/** Forgets the clone on this machine; it is made again when needed. */
	dropCache(projectId: string): Promise<void>;
	/** Resolves when nothing goes on behind answers given (joining packs). Called before the studio ends. */
	settled(): Promise<void>;
}
