import { RunOutcome, StoryDreamError, type Version } from "@storydream/protocol";
import { z } from "zod";
import { git } from "./git.ts";

/** A commit as a version, without what depends on the moment. */
export type HistoryEntry = Omit<Version, "pictureUrl" | "current">;

const FIELDS = ["%H", "%P", "%an", "%ct", "%s", trailer("Run"), trailer("Kind"), trailer("Outcome")] as const;
const FORMAT = `--format=tformat:${FIELDS.join("%x00")}`;
const Kind = z.enum(["start", "turn", "edit", "restore", "autosave"]).catch("edit");
/** Histories kept in memory: a few hundred bytes a version. */
const KEPT = 32;
const MAX_TITLE = 200;

function trailer(name: string): string {
	return `%(trailers:key=StoryDream-${name},valueonly=true,separator=%x2C)`;
}

/**
 * The versions of projects, read from their clones. What was read of a head is kept, so that the next page costs
 * nothing and the next version one short log: history behind a commit never changes.
 */
export class Histories {
	readonly #known = new Map<string, HistoryEntry[]>();

	/** All commits of `head`'s first-parent line, newest first. */
	async read(projectId: string, gitDir: string, head: string): Promise<readonly HistoryEntry[]> {
		const known = this.#known.get(projectId);
		if (known?.[0]?.sha === head) return known;
		const newest = known?.[0]?.sha;
		let entries = await log(gitDir, newest === undefined ? [head] : [head, `^${newest}`]);
		if (known && newest !== undefined) {
			// Not a continuation (a clone of another past): read it whole.
			entries = entries.at(-1)?.parentSha === newest ? [...entries, ...known] : await log(gitDir, [head]);
		}
		this.#known.delete(projectId);
		this.#known.set(projectId, entries);
		for (const oldest of this.#known.keys()) {
			if (this.#known.size <= KEPT) break;
			this.#known.delete(oldest);
		}
		return entries;
	}

	forget(projectId: string): void {
		this.#known.delete(projectId);
	}
}

/** One commit, wherever it stands; throws `not_found` when there is none of that name. */
export async function readCommit(gitDir: string, sha: string): Promise<HistoryEntry> {
	const answer = await git(gitDir, ["log", "-1", "--no-show-signature", FORMAT, "-z", sha, "--"], { okCodes: [128] });
	const entry = parse(answer.stdout)[0];
	if (answer.code !== 0 || !entry) throw new StoryDreamError("not_found", "There is no such version of the project.");
	return entry;
}

/** Commits that are looked at for the base of a comparison: a turn that is saved each 20 seconds makes so many in an hour. */
const MOST_AUTOSAVES = 200;

/**
 * The commit that a version is compared with: the one before it, or before the autosaves of its own run. Null for the first.
 * A turn that took long was saved in between, and its last commit alone can be empty.
 */
export async function comparisonBase(gitDir: string, { sha, runId, parentSha }: HistoryEntry): Promise<string | null> {
	if (runId === null || parentSha === null) return parentSha;
	const before = (await log(gitDir, [`--max-count=${MOST_AUTOSAVES}`, sha])).slice(1);
	const base = before.find((entry) => entry.kind !== "autosave" || entry.runId !== runId);
	return base?.sha ?? before.at(-1)?.sha ?? null;
}

/** Leaves out the autosaves of a run that a later commit of the same run follows. Takes and gives newest first. */
export function withoutPassedAutosaves<T extends Pick<HistoryEntry, "kind" | "runId">>(entries: readonly T[]): T[] {
	const runs = new Set<string>();
	return entries.filter((entry) => {
		const passed = entry.kind === "autosave" && entry.runId !== null && runs.has(entry.runId);
		if (entry.runId !== null) runs.add(entry.runId);
		return !passed;
	});
}

async function log(gitDir: string, range: readonly string[]): Promise<HistoryEntry[]> {
	const { stdout } = await git(gitDir, ["log", "--first-parent", "--no-show-signature", FORMAT, "-z", ...range, "--"]);
	return parse(stdout);
}

function parse(output: Buffer): HistoryEntry[] {
	const fields = output.toString("utf8").split("\0");
	const entries: HistoryEntry[] = [];
	for (let at = 0; at + FIELDS.length <= fields.length; at += FIELDS.length) {
		const [sha = "", parents = "", author = "", seconds = "", subject = "", run = "", kind = "", outcome = ""] = fields.slice(at);
		entries.push({
			sha,
			parentSha: parents.split(" ")[0] || null,
			title: subject.slice(0, MAX_TITLE) || "Untitled",
			author,
			createdAt: new Date(Number(seconds) * 1000).toISOString(),
			runId: run.trim() || null,
			outcome: RunOutcome.safeParse(outcome.trim()).data ?? null,
			kind: Kind.parse(kind.trim()),
		});
	}
	return entries;
}
