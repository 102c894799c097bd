import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** A file of the repository with its text. */
export interface SourceFile {
	/** From the root, such as `packages/kit/src/retry.ts`. */
	path: string;
	text: string;
}

const test = /(\.test\.|\.spec\.|\.contract\.|\/testing\/|\/contract\/|\/scripts\/)/;

/** The paths git keeps below `root`, and new ones it would not ignore, whose name matches. */
export function listFiles(root: string, matches: RegExp): string[] {
	const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
		cwd: root,
		encoding: "utf8",
		maxBuffer: 64 * 1024 * 1024,
	});
	const deleted = new Set(execFileSync("git", ["ls-files", "-z", "--deleted"], { cwd: root, encoding: "utf8" }).split("\0"));
	return listed.split("\0").filter((path) => matches.test(path) && !deleted.has(path));
}

/** Files of the packages that ship: TypeScript without tests and what only tests use. */
export function productionFiles(root: string): SourceFile[] {
	return listFiles(root, /^packages\/[^/]+\/src\/.*\.tsx?$/)
		.filter((path) => !test.test(path))
		.map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

/** The syntax tree of one file, without types. */
export function parse({ path, text }: SourceFile): ts.SourceFile {
	return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
}

/** Lines of a text, as an editor counts them. */
export function countLines(text: string): number {
	return text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
}
