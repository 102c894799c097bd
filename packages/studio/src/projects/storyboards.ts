import { resolveWithin } from "@storydream/kit";
import {
	type PutStoryboard,
	rulesOf,
	Storyboard,
	type StoryboardState,
	StoryDreamError,
	storyboardIssues,
	storyboardSentence,
} from "@storydream/protocol";
import type { User } from "../access/index.ts";
import type { ProjectsCore, ProjectsDeps } from "./projects.ts";

/** How long a live session may take to tell its state before the committed one is answered instead. */
const STATE_DEADLINE_MS = 3_000;

export interface Storyboards {
	/** From the live session with the scenes it offers, else as committed and without them. */
	get(user: User, projectId: string): Promise<StoryboardState>;
	/** As a version has it, without the scenes it offers. Throws `not_found` for a version that is not of this project. */
	at(user: User, projectId: string, sha: string): Promise<StoryboardState>;
	/** Makes a version. Throws `stale_head` when `baseCommitSha` is not the head, `storyboard_invalid`. */
	put(user: User, projectId: string, edit: PutStoryboard): Promise<StoryboardState>;
}

export function createStoryboards(core: ProjectsCore, deps: ProjectsDeps): Storyboards {
	const { records, repositories, sessions, logger } = deps;

	async function fromSession(projectId: string): Promise<StoryboardState | null> {
		const session = await records.sessions.findByProject(projectId);
		if (session?.state !== "ready") return null;
		try {
			const state = await resolveWithin(sessions.state(projectId), STATE_DEADLINE_MS, null);
			if (state === null) return null;
			return { commitSha: state.head, storyboard: state.storyboard, catalog: state.catalog, problem: state.problem };
		} catch (error) {
			logger.info({ err: error, projectId }, "the session did not tell its storyboard; answering the committed one");
			return null;
		}
	}

	async function committed(projectId: string, sha: string): Promise<StoryboardState> {
		const file = await repositories.readFile(projectId, sha, "src/storyboard.json");
		if (file === null) {
			const problem = "This project has no src/storyboard.json: its timeline can't be edited here, only by asking.";
			return { commitSha: sha, storyboard: null, catalog: null, problem };
		}
		try {
			const json: unknown = JSON.parse(file.toString("utf8"));
			const parsed = Storyboard.safeParse(json);
			if (parsed.success) {
				// Without a session nobody knows the film's own fonts and scenes: what can be said without them is checked.
				const [issue] = storyboardIssues(json, rulesOf(null));
				const problem = issue ? storyboardSentence(issue, json) : null;
				return { commitSha: sha, storyboard: parsed.data, catalog: null, problem };
			}
			const [issue] = parsed.error.issues;
			const problem = issue ? storyboardSentence(issue, json) : "src/storyboard.json can't be edited here.";
			return { commitSha: sha, storyboard: null, catalog: null, problem };
		} catch {
			// JSON.parse: said to the person as the problem.
			return { commitSha: sha, storyboard: null, catalog: null, problem: "src/storyboard.json is not valid JSON." };
		}
	}

	return {
		async get(user, projectId) {
			const project = await core.record(user, projectId);
			return (await fromSession(projectId)) ?? (await committed(projectId, project.currentCommitSha));
		},
		async at(user, projectId, sha) {
			await core.record(user, projectId);
			await repositories.version(projectId, sha);
			return committed(projectId, sha);
		},
		async put(user, projectId, edit) {
			const project = await core.record(user, projectId);
			if (project.currentCommitSha !== edit.baseCommitSha) {
				throw new StoryDreamError("stale_head", "The film was changed by somebody else, or by the agent, in the meantime.");
			}
			const [issue] = storyboardIssues(edit.storyboard, rulesOf(null)).filter(({ kind }) => kind === "parse");
			if (issue) throw new StoryDreamError("storyboard_invalid", storyboardSentence(issue, edit.storyboard));
			const result = await sessions.putStoryboard(projectId, edit);
			return (
				(await fromSession(projectId)) ?? { commitSha: result.head, storyboard: edit.storyboard, catalog: null, problem: null }
			);
		},
	};
}
