import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
	chmodSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import fc from "fast-check";

/** Something an agent puts into a project. Names are bytes; a part that can't be made (its folder is a file) is left undone. */
export type TreeStep =
	| { kind: "file"; at: Buffer; content: Buffer; mode: number }
	| { kind: "link"; at: Buffer; target: Buffer }
	| { kind: "folder" | "pipe" | "repository" | "committed repository"; at: Buffer };

const text = (...names: string[]) => names.map((name) => Buffer.from(name));

/** Parts of paths with a meaning to git, to systems or to the studio, and names that are hard to write down. */
const PARTS: Buffer[] = [
	...text(
		"a",
		"b",
		"src",
		"public",
		"lib",
		"A",
		"index.ts",
		"e\u0301",
		"\u00e9",
		"\u{1f3ac}",
		"with space",
		" lead",
		"trail ",
		"dot.",
	),
	...text(
		"new\nline",
		"tab\t",
		'quote"',
		"apostrophe'",
		"\u0001",
		"\u007f",
		"back\\slash",
		"star*",
		"que?",
		"co:lon",
		"-rf",
		"--",
		"%s",
		"$HOME",
	),
	...text(
		"aux",
		"con.txt",
		"nul",
		"~",
		".hidden",
		".gitignore",
		".gitattributes",
		".gitmodules",
		".mailmap",
		".gitkeep",
		".lfsconfig",
	),
	...text(
		".git",
		".GIT",
		".Git ",
		"git~1",
		"GIT~1",
		".git.",
		".git::$DATA",
		".g\u200cit",
		"gitmod~1",
		".storydream",
		".StoryDream",
	),
	...text(
		"node_modules",
		"dist",
		"out",
		".cache",
		".vscode",
		".idea",
		".mcp.json",
		".claude",
		"assets",
		"HEAD",
		"objects",
		"x".repeat(255),
	),
	Buffer.of(0xff, 0xfe),
	Buffer.concat([Buffer.from("half "), Buffer.of(0xc3)]),
	Buffer.of(0xed, 0xa0, 0x80),
];

const CONTENTS: Buffer[] = [
	Buffer.alloc(0),
	Buffer.from("text\n"),
	Buffer.from("dos\r\nmixed\nold\r"),
	Buffer.from("$Id$ $Format:%H$\r\n"),
	Buffer.from("\ufeffmarked", "utf16le"),
	Buffer.from("*\n!.gitignore\n"),
	Buffer.from("* text=auto eol=crlf ident export-ignore export-subst filter=evil working-tree-encoding=UTF-16 -diff\n"),
	Buffer.from(`* ${"x".repeat(3000)}\n`),
	Buffer.from('[submodule "../../x"]\n\tpath = lib\n\turl = --upload-pack=touch /tmp/owned\n'),
	Buffer.from("gitdir: ../../elsewhere\n"),
	Buffer.alloc(5_000_000, 7),
];

const TARGETS = text(
	"a",
	"../a",
	".",
	"..",
	"../../..",
	"/etc/passwd",
	"/",
	"nowhere",
	"lib/.git/config",
	"src",
	"b/../a",
	"a/a/../..",
	"\u00e9",
).concat(Buffer.of(0xff));

const part = fc.constantFrom(...PARTS);
const at = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => joined(parts));
const content = fc.oneof(
	{ weight: 4, arbitrary: fc.constantFrom(...CONTENTS) },
	fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
);

export const treeSteps: fc.Arbitrary<TreeStep[]> = fc.array(
	fc.oneof(
		{
			weight: 12,
			arbitrary: fc.record({
				kind: fc.constant("file" as const),
				at,
				content,
				mode: fc.constantFrom(0o644, 0o755, 0o600, 0o6777, 0o444),
			}),
		},
		{ weight: 3, arbitrary: fc.record({ kind: fc.constant("link" as const), at, target: fc.constantFrom(...TARGETS) }) },
		{
			weight: 2,
			arbitrary: fc.record({
				kind: fc.constantFrom("folder" as const, "pipe" as const, "repository" as const, "committed repository" as const),
				at,
			}),
		},
	),
	{ minLength: 5, maxLength: 30 },
);

/**
 * Does the steps in a folder; what the system refuses is left undone, as it would be for an agent.
 * @param options.replace what stands at a step's path is removed first
 */
export function makeTree(root: string, steps: readonly TreeStep[], options: { replace?: boolean } = {}): void {
	for (const step of steps) {
		// The project's own repository and its uploads are out of an agent's reach.
		const first = step.at.toString("latin1").split("/")[0];
		// While a command runs, an empty read-only file stands at some places: no version has it.
		if (step.kind === "file" && step.content.length === 0 && step.mode === 0o444) continue;
		if (first === ".git" || step.at.toString("latin1").startsWith("public/assets")) continue;
		try {
			if (options.replace) rmSync(joined([Buffer.from(root), step.at]), { recursive: true, force: true });
			makeStep(root, step);
		} catch {
			// A file where a folder must be, a name that is taken, a name too long.
		}
	}
}

function makeStep(root: string, step: TreeStep): void {
	const place = joined([Buffer.from(root), step.at]);
	mkdirSync(joined([Buffer.from(root), step.at.subarray(0, Math.max(0, step.at.lastIndexOf(0x2f)))]), { recursive: true });
	if (step.kind === "file") {
		writeFileSync(place, step.content, { flag: "wx" });
		chmodSync(place, step.mode);
	} else if (step.kind === "link") symlinkSync(step.target, place);
	else if (step.kind === "folder") mkdirSync(place);
	else if (step.kind === "pipe") execFileSync("mkfifo", ["--", place.toString("utf8")], { stdio: "ignore" });
	else makeRepository(place, step.kind === "committed repository");
}

function makeRepository(place: Buffer, committed: boolean): void {
	const folder = place.toString("utf8");
	const git = (...args: string[]) =>
		execFileSync("git", ["-C", folder, "-c", "user.name=a", "-c", "user.email=a@b.example", ...args], { stdio: "ignore" });
	mkdirSync(place, { recursive: true });
	git("init", "-q");
	writeFileSync(`${folder}/code.ts`, "export {};\n");
	if (!committed) return;
	git("add", "-A");
	git("commit", "-qm", "x");
}

/** Everything in a folder but its own repository and uploads, by path as Latin-1: content, target or kind. */
export function snapshot(root: string): Map<string, string> {
	const found = new Map<string, string>();
	const walk = (folder: Buffer): void => {
		const names = readdirSync(joined([Buffer.from(root), folder]), { encoding: "buffer" });
		if (names.length === 0 && folder.length > 0) found.set(folder.toString("latin1"), "empty folder");
		for (const name of names) {
			const relative = folder.length === 0 ? name : joined([folder, name]);
			const key = relative.toString("latin1");
			if (key === ".git" || key === "public/assets") continue;
			const place = joined([Buffer.from(root), relative]);
			const stats = lstatSync(place);
			if (stats.isDirectory()) walk(relative);
			else if (stats.isSymbolicLink()) found.set(key, `link to ${readlinkSync(place, { encoding: "latin1" })}`);
			else if (!stats.isFile()) found.set(key, "special");
			else
				found.set(
					key,
					`${stats.mode & 0o100 ? "program" : "file"} ${createHash("sha256").update(readFileSync(place)).digest("hex")}`,
				);
		}
	};
	walk(Buffer.alloc(0));
	return found;
}

function joined(parts: Buffer[]): Buffer {
	return Buffer.concat(parts.flatMap((one, index) => (index === 0 || one.length === 0 ? [one] : [Buffer.from("/"), one])));
}

/** A path of a snapshot as a report names it. */
export function asReported(key: string): string {
	return key
		.split("/")
		.map((name) => {
			const bytes = Buffer.from(name, "latin1");
			if (Buffer.from(bytes.toString("utf8")).equals(bytes)) return bytes.toString("utf8");
			return [...bytes]
				.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0")}`))
				.join("");
		})
		.join("/");
}

/** What of the first tree is not in the second, and not covered by a path that was named. */
export function missing(before: Map<string, string>, after: Map<string, string>, named: readonly string[]): string[] {
	const covered = (key: string) => {
		const shown = asReported(key);
		return named.some((one) => shown === one || shown.startsWith(`${one}/`));
	};
	return [...before].filter(([key, what]) => after.get(key) !== what && !covered(key)).map(([key, what]) => `${key}: ${what}`);
}

/** A failure is looked for and made small within the deadline of its test, so that its seed is always reported. */
export function treeRuns<T>(numRuns: number, deadlineMs: number): fc.Parameters<T> {
	return { numRuns, reporter: reportShort, interruptAfterTimeLimit: deadlineMs * 0.8, markInterruptAsFailure: true };
}

/** A tree that fails can hold files of megabytes: the seed and the beginning of it say enough. */
function reportShort<T>(details: fc.RunDetails<T>): void {
	if (!details.failed) return;
	const { seed, counterexamplePath, counterexample, errorInstance } = details;
	const tree = fc.stringify(counterexample).slice(0, 2_000);
	throw new Error(`seed ${seed}, path ${counterexamplePath}: ${tree}`, { cause: errorInstance });
}
