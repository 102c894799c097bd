import { spawn } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { StoryDreamError } from "@storydream/protocol";

const BUILD_DEADLINE_MS = 5 * 60_000;
const NOT_SOURCES = new Set(["dist", "node_modules", "dev"]);

/** Newest change of a file below `folder`, in ms since 1970; 0 when there is none. */
async function newestChange(folder: string): Promise<number> {
	let newest = 0;
	for (const entry of await readdir(folder, { withFileTypes: true })) {
		if (NOT_SOURCES.has(entry.name)) continue;
		const path = join(folder, entry.name);
		newest = Math.max(newest, entry.isDirectory() ? await newestChange(path) : (await stat(path)).mtimeMs);
	}
	return newest;
}

/** The packages that the browser app is built from. */
const WEB_SOURCES = ["web", "client", "protocol"];

/** True when the browser app was never built, or a source of it is newer than what was built. */
export async function isWebStale(rootFolder: string): Promise<boolean> {
	const built = await stat(join(rootFolder, "packages/web/dist/index.html")).catch(() => null);
	if (!built) return true;
	const changes = await Promise.all(WEB_SOURCES.map((name) => newestChange(join(rootFolder, "packages", name))));
	return Math.max(...changes) > built.mtimeMs;
}

/** Builds the browser app into `dist`. Throws with what the build said when it fails. */
export async function buildWeb(rootFolder: string): Promise<void> {
	const child = spawn(process.execPath, [join(rootFolder, "node_modules/vite/bin/vite.js"), "build", "--logLevel", "error"], {
		cwd: join(rootFolder, "packages/web"),
		stdio: ["ignore", "pipe", "pipe"],
		timeout: BUILD_DEADLINE_MS,
	});
	let output = "";
	child.stdout.on("data", (data: Buffer) => {
		output += data.toString();
	});
	child.stderr.on("data", (data: Buffer) => {
		output += data.toString();
	});
	const code = await new Promise<number | null>((resolve, reject) => {
		child.once("error", reject);
		child.once("close", resolve);
	});
	if (code !== 0) {
		throw new StoryDreamError("internal", `The page of the studio could not be built:\n${output.trim()}`, {
			hint: "Run `npm ci` again: something the build needs may be missing.",
		});
	}
}
