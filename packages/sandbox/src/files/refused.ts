import { printable, StoryDreamError } from "@storydream/protocol";

/**
 * Why a path of a project is not opened: `missing` (nothing is there), `path` (it does not name a place below the root),
 * `link` (a part of it is a symbolic link), `kind` (neither a regular file nor, where one is requested, a folder),
 * `too_large`, `changed` (it was exchanged while it was opened), `denied` (the system refuses).
 */
export type RefusedReason = "missing" | "path" | "link" | "kind" | "too_large" | "changed" | "denied";

const SENTENCES: Record<RefusedReason, string> = {
	missing: "is not there",
	path: "is not a path inside of the project",
	link: "is a symbolic link, or lies behind one: StoryDream opens the project's own files only",
	kind: "is not a regular file",
	too_large: "is too large",
	changed: "was exchanged while it was opened",
	denied: "can't be opened",
};

/** A path of a project that is not opened. The message names the path below the root and never where the root lies. */
export class PathRefused extends StoryDreamError {
	readonly reason: RefusedReason;

	constructor(relative: string, reason: RefusedReason, cause?: unknown) {
		const code = reason === "missing" ? "not_found" : reason === "too_large" ? "too_large" : "conflict";
		super(code, `${printable(relative, 200) || "the path"} ${SENTENCES[reason]}.`, {
			hint: "Put a regular file of the project in its place.",
			...(cause === undefined ? {} : { cause }),
		});
		this.name = "PathRefused";
		this.reason = reason;
	}
}
