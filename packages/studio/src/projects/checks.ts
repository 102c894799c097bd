import { createHash } from "node:crypto";
import { FilmCheck, type FilmCheckState, type RanFilmCheck, StoryDreamError } from "@storydream/protocol";
import type { User } from "../access/index.ts";
import type { ProjectsCore, ProjectsDeps } from "./projects.ts";
import { attachmentUrl, checkPath, newestCheckPath } from "./shapes.ts";

/** Checks of a project's film: one at a time, of its newest version. Results are kept beside the versions' pictures. */
export interface Checks {
	/** How far the check of the newest version is, with the newest result there is. */
	get(user: User, projectId: string): Promise<FilmCheckState>;
	/** Begins a check of the newest version, unless one runs; starts a session where there is none. Answers before it has ended. */
	start(user: User, projectId: string): Promise<FilmCheckState>;
	/** Says that a version was acknowledged: its film is checked in the background, then its followers are notified. */
	created(projectId: string, sha: string): void;
	/** Says that a turn has ended: a check that it has stopped begins anew, where the film is still at the same version. */
	turnEnded(projectId: string): void;
	/** Waits for checks that run. */
	settled(): Promise<void>;
	/** Begins no more checks; one under way is abandoned. */
	close(): void;
}

/** The picture of a version comes first, and of several versions in a row only the last one is checked. */
const START_AFTER_MS = 800;
/** Why a check may not have run without anything being wrong. */
const EXPECTED = ["browser_missing", "conflict", "busy"];

interface ChecksDeps extends ProjectsDeps {
	/** Versions are checked when they are made; else only when somebody asks. */
	checkVersions: boolean;
	/** For tests. */
	checkAfterMs?: number;
}

/** What this studio knows of the check of one project. */
interface Known {
	sha: string;
	state: "running" | "failed";
	problem: FilmCheckState["problem"];
}

export function createChecks(core: Pick<ProjectsCore, "record">, deps: ChecksDeps): Checks {
	const { records, objects, sessions, logger } = deps;
	const results = createResults(deps);
	const known = new Map<string, Known>();
	const running = new Set<Promise<void>>();
	const waiting = new Map<string, NodeJS.Timeout>();
	/** Versions whose check was stopped, by project: it is made after the turn that has stopped it. */
	const stopped = new Map<string, string>();
	let closed = false;

	async function stateOf(projectId: string, version: string): Promise<FilmCheckState> {
		const own = await results.read(checkPath(projectId, version));
		const mine = known.get(projectId);
		const current = mine?.sha === version ? mine : null;
		if (current?.state === "running") {
			return { state: "running", version, result: own ?? (await results.newest(projectId)), problem: null };
		}
		if (own !== null) return { state: "done", version, result: own, problem: null };
		const result = await results.newest(projectId);
		return { state: current?.state ?? "none", version, result, problem: current?.problem ?? null };
	}

	async function announce(projectId: string): Promise<void> {
		const project = await records.projects.get(projectId);
		if (project === null || closed) return;
		sessions.broadcast(projectId, { type: "checks:changed", checks: await stateOf(projectId, project.currentCommitSha) });
	}

	async function check(projectId: string, sha: string): Promise<void> {
		const mine: Known = { sha, state: "running", problem: null };
		known.set(projectId, mine);
		try {
			await announce(projectId);
			const ran = await sessions.checkFilm(projectId);
			const paths = await results.keep(projectId, ran);
			// Deleted in between: its folder must not come back.
			if ((await records.projects.get(projectId)) === null) await Promise.all(paths.map((path) => objects.remove(path)));
			if (known.get(projectId) === mine) known.delete(projectId);
		} catch (error) {
			// A newer one has taken its place, and says what there is to say.
			if (known.get(projectId) !== mine) return;
			// A turn or a newer version has stopped it, or runs: the film can be checked again, and nothing is wrong with it.
			if (isStopped(error)) {
				known.delete(projectId);
				stopped.set(projectId, sha);
			} else known.set(projectId, failed(sha, error));
			const level = error instanceof StoryDreamError && EXPECTED.includes(error.code) ? "debug" : "warn";
			logger[level]({ err: error, projectId, sha }, "the film of a version was not checked");
		}
		await announce(projectId);
	}

	function begin(projectId: string, sha: string): void {
		const job = check(projectId, sha)
			.catch((error: unknown) => {
				if (!closed) logger.warn({ err: error, projectId, sha }, "the film of a version was not checked");
			})
			.finally(() => running.delete(job));
		running.add(job);
	}

	/** After the picture of the version, and once for several wishes in a row. */
	function beginSoon(projectId: string, sha: string): void {
		if (closed || !deps.checkVersions) return;
		clearTimeout(waiting.get(projectId));
		const timer = setTimeout(() => {
			beginIfOpen(projectId, sha).catch((error: unknown) =>
				logger.warn({ err: error, projectId, sha }, "the film of a version was not checked"),
			);
		}, deps.checkAfterMs ?? START_AFTER_MS);
		timer.unref();
		waiting.set(projectId, timer);
	}

	async function beginIfOpen(projectId: string, sha: string): Promise<void> {
		waiting.delete(projectId);
		const session = await records.sessions.findByProject(projectId);
		if (session?.state === "ready" && !closed) begin(projectId, sha);
	}

	return {
		async get(user, projectId) {
			const { currentCommitSha } = await core.record(user, projectId);
			return stateOf(projectId, currentCommitSha);
		},
		async start(user, projectId) {
			const { currentCommitSha } = await core.record(user, projectId);
			if (closed) throw new StoryDreamError("shutting_down", "The studio is stopping.");
			const mine = known.get(projectId);
			if (mine?.sha !== currentCommitSha || mine.state !== "running") {
				clearTimeout(waiting.get(projectId));
				waiting.delete(projectId);
				begin(projectId, currentCommitSha);
			}
			return stateOf(projectId, currentCommitSha);
		},
		created(projectId, sha) {
			stopped.delete(projectId);
			beginSoon(projectId, sha);
		},
		turnEnded(projectId) {
			const sha = stopped.get(projectId);
			// A version of this turn has its own check, which waits already.
			if (sha !== undefined && !waiting.has(projectId)) beginSoon(projectId, sha);
			stopped.delete(projectId);
		},
		async settled() {
			await Promise.all(running);
		},
		close() {
			closed = true;
			for (const timer of waiting.values()) clearTimeout(timer);
		},
	};
}

const isStopped = (error: unknown) => error instanceof StoryDreamError && (error.code === "conflict" || error.code === "busy");

/** Results in the store. */
function createResults({ objects, logger }: Pick<ProjectsDeps, "objects" | "logger">) {
	/** Null: there is none, or none that this release can read. */
	async function read(path: string): Promise<FilmCheck | null> {
		const bytes = await objects.read(path);
		if (bytes === null) return null;
		try {
			return FilmCheck.parse(JSON.parse(bytes.toString("utf8")));
		} catch (error) {
			logger.warn({ err: error, path }, "the result of a film check can't be read");
			return null;
		}
	}

	return {
		read,
		newest: (projectId: string) => read(newestCheckPath(projectId)),
		/**
		 * Keeps the pictures of findings with those of the conversation, and the result twice: beside its version, and as the
		 * newest one of the project.
		 * @returns the paths of all that was kept
		 */
		async keep(projectId: string, { check, pictures }: RanFilmCheck): Promise<string[]> {
			if (check.version === null) throw new StoryDreamError("internal", "A film check does not say what it has checked.");
			const urls = new Map<number, string>();
			const kept: string[] = [];
			for (const { finding, data } of pictures) {
				const bytes = Buffer.from(data, "base64");
				const sha256 = createHash("sha256").update(bytes).digest("hex");
				const picture = `repos/${projectId}/attachments/${sha256}`;
				await objects.put(picture, bytes, { mode: "write-once", contentType: "image/jpeg" });
				kept.push(picture);
				urls.set(finding, attachmentUrl(projectId, sha256));
			}
			const findings = check.findings.map((one, index) => ({ ...one, pictureUrl: urls.get(index) ?? null }));
			const bytes = Buffer.from(JSON.stringify({ ...check, findings }));
			for (const path of [checkPath(projectId, check.version), newestCheckPath(projectId)]) {
				await objects.put(path, bytes, { mode: "replace", contentType: "application/json" });
				kept.push(path);
			}
			return kept;
		},
	};
}

function failed(sha: string, error: unknown): Known {
	const typed =
		error instanceof StoryDreamError ? error : new StoryDreamError("sandbox_failed", "The film could not be checked.");
	return { sha, state: "failed", problem: { code: typed.code, message: typed.message, hint: typed.hint } };
}
