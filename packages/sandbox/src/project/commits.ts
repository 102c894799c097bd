import type { RunOutcome } from "@storydream/protocol";
import type { Git } from "./git.ts";
import { writeObject } from "./loose-objects.ts";

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

/** Who commits, whoever the author is. */
export const STUDIO: Author = { name: "StoryDream", email: "studio@storydream.local" };

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

/** A commit as git stores it. Times are written in UTC: where a sandbox runs is nobody's matter. */
export interface CommitText {
	tree: string;
	parent?: string;
	author: Author;
	committer: Author;
	/** When it was made. */
	at: Date;
	message: string;
}

/** @returns its id @throws `storage_full`, `storage_failed` */
export function storeCommit(git: Git, { tree, parent, author, committer, at, message }: CommitText): Promise<string> {
	const signed = ({ name, email }: Author) => `${name} <${email}> ${Math.floor(at.getTime() / 1000)} +0000`;
	const lines = [
		`tree ${tree}`,
		...(parent === undefined ? [] : [`parent ${parent}`]),
		`author ${signed(author)}`,
		`committer ${signed(committer)}`,
	];
	return writeObject(git, "commit", Buffer.from(`${lines.join("\n")}\n\n${message}`));
}

/**
 * Makes a commit of the tree on top of `parent` and moves `main` there; refused by git when `main` has moved meanwhile.
 * @returns its sha
 */
export async function writeCommit(
	git: Git,
	commit: { tree: string; parent: string; author: Author; note: CommitNote },
): Promise<string> {
	const { tree, parent, note } = commit;
	const author = {
		name: identPart(commit.author.name, "StoryDream user"),
		email: identPart(commit.author.email, "user@storydream.local"),
	};
	const sha = await storeCommit(git, { tree, parent, author, committer: STUDIO, at: new Date(), message: commitMessage(note) });
	await git.run(["update-ref", "refs/heads/main", sha, parent]);
	return sha;
}
