import type { RunOutcome } from "@storydream/protocol";
import type { Git } from "./git.ts";

export type CommitKind = "turn" | "edit" | "restore" | "autosave";

export interface Author {
	name: string;
	email: string;
}

export interface CommitNote {
	/** First line of the commit; cut to 72 characters. */
	title: string;
	kind: CommitKind;
	runId?: string | undefined;
	outcome?: RunOutcome | undefined;
}

const SUBJECT_LENGTH = 72;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this takes out
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

/** The prompt's first line as a commit's subject: one line, no control characters, at most 72 characters. */
export function subjectOf(title: string): string {
	const firstLine = title.split(/\r?\n/).find((line) => line.trim() !== "") ?? "";
	const plain = firstLine.replace(CONTROL, " ").replace(/\s+/g, " ").trim();
	const letters = Array.from(plain === "" ? "Change the film" : plain);
	return letters.length <= SUBJECT_LENGTH
		? letters.join("")
		: `${letters
				.slice(0, SUBJECT_LENGTH - 1)
				.join("")
				.trimEnd()}…`;
}

/** The whole message: subject, empty line, trailers. */
export function commitMessage(note: CommitNote): string {
	const trailers = [`StoryDream-Kind: ${note.kind}`];
	if (note.runId !== undefined) trailers.unshift(`StoryDream-Run: ${note.runId}`);
	if (note.outcome !== undefined) trailers.push(`StoryDream-Outcome: ${note.outcome}`);
	return `${subjectOf(note.title)}\n\n${trailers.join("\n")}\n`;
}

/** A name or address as git's header lines can hold it. */
function identPart(text: string, fallback: string): string {
	const plain = text.replace(CONTROL, " ").replace(/[<>]/g, "").trim();
	return plain === "" ? fallback : plain;
}

/**
 * Makes a commit of the tree on top of `parent` and moves `main` there; refused by git when `main` has moved meanwhile.
 * @returns its sha
 */
export async function writeCommit(
	git: Git,
	commit: { tree: string; parent: string; author: Author; note: CommitNote },
): Promise<string> {
	const made = await git.run(["commit-tree", commit.tree, "-p", commit.parent], {
		input: commitMessage(commit.note),
		env: {
			GIT_AUTHOR_NAME: identPart(commit.author.name, "StoryDream user"),
			GIT_AUTHOR_EMAIL: identPart(commit.author.email, "user@storydream.local"),
			GIT_COMMITTER_NAME: "StoryDream",
			GIT_COMMITTER_EMAIL: "studio@storydream.local",
		},
	});
	await git.run(["update-ref", "refs/heads/main", made.text, commit.parent]);
	return made.text;
}
