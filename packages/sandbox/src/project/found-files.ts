import {
	type LeftOut,
	type LeftOutReason,
	linkStaysInside,
	pathRefusal,
	StoryDreamError,
	type TreeLimits,
} from "@storydream/protocol";
import type { ScannedKind, ScannedStats, ScanVisitor } from "../files/index.ts";
import type { Tree, TreeEntry } from "./tree-objects.ts";

/** A file that changed so short a time before a scan may change again with the same times: it is read by the next scan, too. */
const SETTLED_NS = 2_000_000_000n;
/** Paths that are remembered of those left out; all are counted. */
const MAX_REMEMBERED = 1000;

/** Links are read, and followed by others, up to so many times the number of files in a version. */
const LINKS_READ = 4;

/** Media, put there by the studio and kept apart from git. */
const MEDIA_FOLDER = "public/assets";

/** What is in no version. */
export interface LeftOutPaths {
	count: number;
	/** Sorted by path; not all of them when there are very many. */
	paths: LeftOut[];
}

/**
 * Places where an empty read-only file stands while a command runs, so that the command can make none there. Such a file is
 * not the project's; one that holds something or may be written is kept like any other.
 */
const PLACEHOLDERS: ReadonlySet<string> = new Set([
	...[".gitconfig", ".gitmodules", ".bashrc", ".bash_profile", ".zshrc", ".zprofile", ".profile", ".ripgreprc", ".mcp.json"],
	...[".vscode", ".idea", ".claude/commands", ".claude/agents", ".claude/settings.json", ".claude/settings.local.json"],
]);

/** Bubblewrap makes its mount points with mode 0444. */
function isPlaceholder(file: string, { size, mode }: ScannedStats): boolean {
	return size === 0n && (mode & 0o222n) === 0n && PLACEHOLDERS.has(file);
}

/** Facts of a file: while they are the same, so is its content. */
export type Facts = Pick<ScannedStats, "size" | "mtimeNs" | "ctimeNs" | "ino" | "dev">;

/**
 * The files and links of a project that one walk finds, and why others are left out. What the newest version holds comes
 * first: new files get the room beside it.
 */
export class FoundFiles implements ScanVisitor {
	readonly files = new Map<string, ScannedStats>();
	/** Targets, by path. */
	readonly links = new Map<string, string>();
	/** Links to be removed from the folder. */
	readonly outward: string[] = [];
	/** Entries of the newest version that stand in for what can't be read. */
	readonly kept = new Map<string, TreeEntry>();
	/** The newest version. */
	readonly head: Tree;
	/** Targets of all links in the folder, also of those that the version has no room for. */
	readonly #targets = new Map<string, string>();
	readonly #leftOut: LeftOut[] = [];
	readonly #startedNs = BigInt(Date.now()) * 1_000_000n;
	#leftOutCount = 0;
	readonly #limits: TreeLimits;
	/** New paths by their folder, in the order of the walk. */
	readonly #fresh = new Map<string, string[]>();
	#freshCount = 0;

	constructor(head: Tree, limits: TreeLimits) {
		this.head = head;
		this.#limits = limits;
	}

	entry(file: string, kind: ScannedKind, stats: ScannedStats): boolean {
		if (file === ".git" && kind === "folder") return false;
		if (file === MEDIA_FOLDER && kind === "folder") return false;
		if (kind === "file" && isPlaceholder(file, stats) && !this.head.has(file)) return false;
		const refusal = pathRefusal(file, kind === "special" ? "file" : kind);
		if (refusal !== null) return this.leaveOut(file, refusal);
		if (kind === "special") return this.leaveOut(file, "special");
		if (kind === "folder") return true;
		if (kind === "link") return true;
		this.files.set(file, stats);
		this.#countNew(file);
		return false;
	}

	link(file: string, target: string | null): void {
		// It is exchanged at this moment: what stands there now is saved by the next scan.
		if (target === null || this.#targets.size >= LINKS_READ * this.#limits.files) {
			this.keepHead(file, target === null ? "unreadable" : "count");
			return;
		}
		this.#targets.set(file, target);
		this.links.set(file, target);
		this.#countNew(file);
	}

	/** The walk meets new paths in any order: more of them are remembered than a version holds, to choose from. */
	#countNew(file: string): void {
		if (this.head.has(file)) return;
		const folder = file.slice(0, Math.max(0, file.lastIndexOf("/")));
		const siblings = this.#fresh.get(folder) ?? [];
		this.#fresh.set(folder, siblings);
		siblings.push(file);
		this.#freshCount += 1;
		if (this.#freshCount >= 2 * this.#limits.files) this.#dropNew(this.#limits.files);
	}

	/** To be called after the walk. Names links that lead out, and what a version has no room for. */
	settle(): void {
		for (const link of this.#targets.keys()) {
			if (linkStaysInside(link, this.#targets)) continue;
			this.outward.push(link);
			if (this.links.delete(link)) this.leaveOut(link, "link");
		}
		const wanted = new Set([...this.files.keys(), ...this.links.keys(), ...this.kept.keys()]);
		this.#dropNew(wanted.size - this.#limits.files);
	}

	/** Leaves out new paths, from folders with many of them first: a folder with thousands displaces no other. */
	#dropNew(count: number): void {
		let rest = count;
		for (const siblings of [...this.#fresh.values()].sort((a, b) => b.length - a.length)) {
			while (rest > 0 && siblings.length > 0) {
				const file = siblings.pop() ?? "";
				this.#freshCount -= 1;
				if (!this.files.delete(file) && !this.links.delete(file)) continue;
				this.leaveOut(file, "count");
				rest -= 1;
			}
		}
	}

	unnamed(file: string): void {
		this.leaveOut(file, "name");
	}

	unreadable(file: string): void {
		if (file === "") throw new StoryDreamError("storage_failed", "The project's folder can't be read, so nothing was saved.");
		this.keepHead(file, "unreadable");
		for (const [known, entry] of this.head) if (known.startsWith(`${file}/`)) this.kept.set(known, entry);
	}

	left(folder: string, names: number): void {
		if (names === 0 && folder !== "") this.leaveOut(folder, "empty");
	}

	/** What the newest version holds at a path stays. */
	keepHead(file: string, reason: LeftOutReason): void {
		this.leaveOut(file, reason);
		const own = this.head.get(file);
		if (own) this.kept.set(file, own);
	}

	/** @returns false */
	leaveOut(file: string, reason: LeftOutReason): false {
		this.#leftOutCount += 1;
		if (this.#leftOut.length < MAX_REMEMBERED) this.#leftOut.push({ path: file, reason });
		return false;
	}

	leftOut(): LeftOutPaths {
		return { count: this.#leftOutCount, paths: this.#leftOut.sort((a, b) => (a.path < b.path ? -1 : 1)) };
	}

	/** Whether a later change of the file would show in its times. */
	isSettled({ ctimeNs }: Facts): boolean {
		return this.#startedNs - ctimeNs > SETTLED_NS;
	}
}
