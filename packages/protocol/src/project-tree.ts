import { z } from "zod";

/**
 * Which files a version of a project can hold. This module alone decides: the sandbox asks it before it commits, and the
 * opening of a version asks it again, so that whatever can be committed can be opened, on Linux, macOS and by `git clone`.
 */

/**
 * Why a path is in no version.
 * @example "generated"
 */
export const LeftOutReason = z.enum([
	/** The folder or file of a git repository inside the project. The other files of that folder are kept. */
	"repository",
	/**
	 * A place of git or of the studio: `.git` in other spellings, `.gitmodules`, `.storydream`, `public/assets` (uploads are kept
	 * apart), and `public` where it is no folder: uploads lie in it.
	 */
	"reserved",
	/** Installed or built files: `node_modules` anywhere; `dist`, `out`, `.cache`, `.turbo` and `.vite` in the first folder. */
	"generated",
	/** The name can't be kept: a backslash, bytes that are not UTF-8, or another file's name in other letter case. */
	"name",
	/** The path is longer than 1,000 bytes, has more than 60 parts, or one of more than 255 bytes. */
	"long",
	/** A link that leads out of the project, into a repository, or nowhere because its target is not text. */
	"link",
	/** Neither a file, a folder nor a link: a pipe, a socket, a device. */
	"special",
	/** A `.gitattributes` with a line of more than 2,048 bytes, which git takes from nobody. */
	"attributes",
	/** A file of more than 100 MB, or one that no longer fits into this save or this version. */
	"size",
	/** A version holds at most 50,000 files. */
	"count",
	/** The system refuses to read it. The version keeps what was saved of it before. */
	"unreadable",
	/** A folder without files: git keeps files only. */
	"empty",
]);
export type LeftOutReason = z.infer<typeof LeftOutReason>;

/**
 * A path that is not in a version, and why. `path` is below the project's folder, with `/`; bytes that are no text as `\xNN`.
 * @example { path: "node_modules/react/index.js", reason: "generated" }
 */
export const LeftOut = z.object({ path: z.string().max(1200), reason: LeftOutReason });
export type LeftOut = z.infer<typeof LeftOut>;

/**
 * At most so many paths are named; a list that is longer is cut, and its true length stands beside it.
 * @example paths.slice(0, MAX_LEFT_OUT)
 */
export const MAX_LEFT_OUT = 50;

/**
 * What was left out of one version or one opening. `count` is the number of all, `paths` the first of them.
 * @example { count: 1, paths: [{ path: "lib/.git", reason: "repository" }] }
 */
export const LeftOutList = z.object({ count: z.int().nonnegative(), paths: z.array(LeftOut).max(MAX_LEFT_OUT) });
export type LeftOutList = z.infer<typeof LeftOutList>;

/**
 * What a version of a project can hold at most.
 * @example file.size > TREE_LIMITS.fileBytes // it stays out of the version
 */
export const TREE_LIMITS = {
	/** UTF-8 bytes of a path. */
	pathBytes: 1000,
	/** UTF-8 bytes of one part of it: file systems take no longer ones. */
	partBytes: 255,
	/** Folders above a file, and the file. */
	parts: 60,
	/** Files and links of a version. */
	files: 50_000,
	/** Bytes of one file that is new or was changed. */
	fileBytes: 100_000_000,
	/** Bytes of all files that are new in one save: larger ones wait for the next. */
	savedBytes: 200_000_000,
	/** Bytes of all files of a version. */
	totalBytes: 2_000_000_000,
} as const;

/**
 * How much a version holds. What is saved and what is opened obey the same ones; tests lower them.
 * @example const small: TreeLimits = { ...TREE_LIMITS, files: 3 }
 */
export type TreeLimits = Readonly<Record<"files" | "fileBytes" | "savedBytes" | "totalBytes", number>>;

/** Uploads, kept by the studio and apart from versions. */
const MEDIA_FOLDER = "public/assets";
/** Code points that HFS+ ignores in names: `.g\u200cit` is `.git` there. */
const IGNORED_BY_HFS = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;
/** `.git` and its short name on NTFS, with what NTFS ignores behind a name. */
const GIT_FOLDER = /^(\.git|git~1)[ .]*(:.*)?$/is;
/** git reads this file; a project has no submodules. */
const GIT_MODULES = /^(\.gitmodules|gitmod~[1-4]|gi7eba~[1-9])[ .]*(:.*)?$/is;
const GENERATED_ANYWHERE = new Set(["node_modules"]);
const GENERATED_IN_ROOT = new Set(["dist", "out", ".cache", ".turbo", ".vite"]);

/**
 * Why a path can't be in a version; null when it can. Looks at the name alone.
 * @param path below the project's folder, with `/`
 * @param kind of what stands there; `out` as a file is kept, as a folder it is not
 * @example pathRefusal("dist/index.js", "file") // "generated"
 */
export function pathRefusal(path: string, kind: "file" | "folder" | "link"): LeftOutReason | null {
	const parts = path.split("/");
	if (parts.some((part) => part === "" || part === "." || part === "..") || path.includes("\0")) return "name";
	if (path === "public" && kind !== "folder") return "reserved";
	if (path === MEDIA_FOLDER ? kind !== "folder" : path.startsWith(`${MEDIA_FOLDER}/`)) return "reserved";
	if (path.includes("\\") || /\p{Surrogate}/u.test(path) || path.includes("\ufffd")) return "name";
	for (const [depth, part] of parts.entries()) {
		const refusal = partRefusal(part, { first: depth === 0, folder: depth < parts.length - 1 || kind === "folder" });
		if (refusal !== null) return refusal;
	}
	if (parts.length > TREE_LIMITS.parts || utf8Bytes(path) > TREE_LIMITS.pathBytes) return "long";
	return parts.some((part) => utf8Bytes(part) > TREE_LIMITS.partBytes) ? "long" : null;
}

const GIT_ATTRIBUTES = /^(\.gitattributes|gitatt~[1-4]|gi7d29~[1-9])[ .]*(:.*)?$/is;
const MAX_ATTRIBUTE_LINE = 2048;

/**
 * Why the content of a file keeps it out of a version; null for nearly every file.
 * @param path that `pathRefusal` has nothing against
 * @param content null: of a file that is too large to be read whole
 * @example contentRefusal("src/index.ts", bytes) // null
 */
export function contentRefusal(path: string, content: Uint8Array | null): LeftOutReason | null {
	const name = (path.split("/").at(-1) ?? "").replace(IGNORED_BY_HFS, "");
	if (!GIT_ATTRIBUTES.test(name)) return null;
	// Nobody writes attributes of some megabytes by hand, and git may refuse them when the version is stored.
	if (content === null) return "attributes";
	for (let from = 0; from < content.length; ) {
		const end = content.indexOf(0x0a, from);
		if ((end < 0 ? content.length : end) - from >= MAX_ATTRIBUTE_LINE) return "attributes";
		from = end < 0 ? content.length : end + 1;
	}
	return null;
}

function partRefusal(part: string, { first, folder }: { first: boolean; folder: boolean }): LeftOutReason | null {
	const plain = part.replace(IGNORED_BY_HFS, "");
	if (GIT_FOLDER.test(plain)) return plain.toLowerCase() === ".git" ? "repository" : "reserved";
	// A folder of this name is a broken repository to git.
	if (folder && GIT_ATTRIBUTES.test(plain)) return "reserved";
	if (GIT_MODULES.test(plain) || (first && plain.toLowerCase() === ".storydream")) return "reserved";
	if (GENERATED_ANYWHERE.has(part)) return "generated";
	return first && folder && GENERATED_IN_ROOT.has(part) ? "generated" : null;
}

/** Whether a part of a path is git's or the studio's own. */
function isReserved(part: string, at: { first: boolean; folder: boolean }): boolean {
	const refusal = partRefusal(part, at);
	return refusal === "repository" || refusal === "reserved";
}

function utf8Bytes(text: string): number {
	return new TextEncoder().encode(text).length;
}

const MAX_LINK_STEPS = 40;

/**
 * Whether a link stays inside the project, with all other links of the version followed as the system would. A link to
 * nothing and a loop stay inside; an absolute target, one that climbs out and one into `.git` do not.
 *
 * @param links targets of all links of the version, by path
 * @param onFollowed called with each other link on the way: the answer depends on these alone
 * @example linkStaysInside("a/link", new Map([["a/link", "../b.txt"]])) // true
 */
export function linkStaysInside(path: string, links: ReadonlyMap<string, string>, onFollowed?: (link: string) => void): boolean {
	const target = links.get(path) ?? "";
	if (target === "" || target.includes("\0") || target.includes("\ufffd") || utf8Bytes(target) > TREE_LIMITS.pathBytes)
		return false;
	const standing = path.split("/").slice(0, -1);
	const rest = target.split("/").reverse();
	if (target.startsWith("/")) return false;
	for (let steps = 0; rest.length > 0; ) {
		const part = rest.pop() ?? "";
		if (part === "" || part === ".") continue;
		if (part === "..") {
			if (standing.pop() === undefined) return false;
			continue;
		}
		standing.push(part);
		const place = standing.join("/");
		const next = links.get(place);
		if (next !== undefined) {
			onFollowed?.(place);
			if (next.startsWith("/")) return false;
			steps += 1;
			if (steps > MAX_LINK_STEPS) return true;
			standing.pop();
			rest.push(...next.split("/").reverse());
		} else if (isReserved(part, { first: standing.length === 1, folder: rest.length > 0 })) {
			return false;
		}
	}
	return true;
}

/** Each reason as the end of a sentence that begins with a path. */
const REASONS: Record<LeftOutReason, string> = {
	repository: "belongs to a git repository inside the project (the folder's other files are kept, its own history is not)",
	reserved: "is a name that git or the studio keeps for itself",
	generated: "holds installed or built files, which can be made again",
	name: "has a name that other systems can't keep (a backslash, or letters that are no text)",
	long: "has a path that is too long",
	link: "is a link that leads out of the project",
	special: "is neither a file nor a folder",
	attributes: "has lines that are too long for git (2,048 bytes)",
	size: "is too large for a version (100 MB a file, 200 MB a save); upload media instead",
	count: "is one file too many (a version holds 50,000)",
	unreadable: "can't be read; what was saved of it before is kept",
	empty: "is an empty folder",
};
const NAMED_IN_SENTENCE = 5;

/**
 * One line a path: `lib/.git belongs to a git repository …`.
 * @example leftOutLine({ path: "lib/.git", reason: "repository" })
 */
export function leftOutLine({ path, reason }: LeftOut): string {
	return `${path} ${REASONS[reason]}`;
}

/**
 * What a person reads about paths that were left out; "" when there are none. `what` begins the sentence.
 * @example leftOutSentence({ count: 0, paths: [] }) // ""
 */
export function leftOutSentence({ count, paths }: LeftOutList, what = "Not saved in this version"): string {
	if (count === 0) return "";
	const shown = paths.slice(0, NAMED_IN_SENTENCE);
	const more = count > shown.length ? `; and ${count - shown.length} more` : "";
	return `${what}: ${shown.map(leftOutLine).join("; ")}${more}.`;
}
