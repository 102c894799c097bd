import { execFile } from "node:child_process";
import { access, constants, readdir, realpath, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, delimiter, isAbsolute, join } from "node:path";
import { promisify } from "node:util";
import { packedBrowserAvailable, unpackPackedBrowser } from "./packed.ts";

export type BrowserKind = "environment" | "installed" | "remotion" | "packed";

export interface BrowserFound {
	/** Where it came from. */
	kind: BrowserKind;
	executablePath: string;
	/** Variables the browser's own process needs besides the caller's; usually none. */
	env: Record<string, string>;
	/** A headless shell: renders about 1.7 times as fast as the full browser. */
	headlessShell: boolean;
	/** Such as `Chromium 142.0.1`; absent when it could not be asked. */
	version?: string;
}

export interface BrowserSearch {
	found: BrowserFound | null;
	/** One line for each place that was looked at, in order. */
	looked: string[];
	/** What to do when nothing was found. */
	help: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Names on the path, best first: a headless shell is much faster than the whole browser. */
const SHELL_NAMES = ["chromium-headless-shell", "chrome-headless-shell", "headless_shell"];
const FULL_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/** Places that are not on the path of a person's shell but hold a browser all the same. */
const WELL_KNOWN = [
	"/usr/bin/chromium-headless-shell",
	"/usr/lib/chromium/chromium-headless-shell",
	"/usr/bin/chromium",
	"/usr/bin/google-chrome",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	"/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const HELP =
	"Install a headless browser (Debian and Ubuntu: `apt install chromium-headless-shell`, or `chromium`), or name one in BROWSER_EXECUTABLE.";

const run = promisify(execFile);

/**
 * Looks for a browser in this order: the path in BROWSER_EXECUTABLE, an installed headless shell or Chromium, the one
 * Remotion's own tools downloaded before, the one in npm's `@sparticuz/chromium` (unpacked once, into `cacheDir`).
 * Null when there is none. Throws only when BROWSER_EXECUTABLE names something that cannot be run.
 */
export async function findBrowser(
	env: Env = process.env,
	options: { cacheDir?: string; unpack?: boolean } = {},
): Promise<BrowserFound | null> {
	return (await search(env, options)).found;
}

/** The same search, reported in words and with the browser's version, for `storydream doctor`. It never unpacks anything. */
export async function describeBrowserSearch(env: Env = process.env, options: { cacheDir?: string } = {}): Promise<BrowserSearch> {
	const result = await search(env, { ...options, unpack: false });
	if (!result.found || result.found.kind === "packed") return result;
	const version = await browserVersion(result.found);
	return version === null ? result : { ...result, found: { ...result.found, version } };
}

async function search(env: Env, options: { cacheDir?: string; unpack?: boolean }): Promise<BrowserSearch> {
	const looked: string[] = [];
	const named = env.BROWSER_EXECUTABLE;
	if (named) {
		if (await canRun(named)) {
			looked.push(`BROWSER_EXECUTABLE: ${named}`);
			return { found: await describe("environment", named), looked, help: HELP };
		}
		looked.push(`BROWSER_EXECUTABLE: ${named} is not a program that can be run`);
		return { found: null, looked, help: "Correct BROWSER_EXECUTABLE, or unset it so that an installed browser is looked for." };
	}
	const installed = await firstInstalled(env);
	if (installed) {
		looked.push(`installed: ${installed}`);
		return { found: await describe("installed", installed), looked, help: HELP };
	}
	looked.push(`installed: none of ${[...SHELL_NAMES, ...FULL_NAMES].join(", ")}`);
	const downloaded = await firstDownloaded();
	if (downloaded) {
		looked.push(`Remotion's download: ${downloaded}`);
		return { found: await describe("remotion", downloaded), looked, help: HELP };
	}
	looked.push("Remotion's download: none");
	if (!packedBrowserAvailable()) {
		looked.push("npm's @sparticuz/chromium: not for this system, or not installed");
		return { found: null, looked, help: HELP };
	}
	looked.push("npm's @sparticuz/chromium: present");
	if (options.unpack === false) {
		return { found: { kind: "packed", executablePath: "@sparticuz/chromium", env: {}, headlessShell: true }, looked, help: HELP };
	}
	const packed = await unpackPackedBrowser(
		options.cacheDir ?? join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "storydream"),
	);
	return { found: { kind: "packed", headlessShell: true, ...packed }, looked, help: HELP };
}

async function firstInstalled(env: Env): Promise<string | null> {
	const folders = (env.PATH ?? "").split(delimiter).filter((folder) => isAbsolute(folder));
	for (const names of [SHELL_NAMES, FULL_NAMES]) {
		for (const folder of folders) {
			for (const name of names) {
				const path = join(folder, name);
				if (await canRun(path)) return path;
			}
		}
		for (const path of WELL_KNOWN) {
			if (names.includes(basename(path)) && (await canRun(path))) return path;
		}
	}
	for (const path of WELL_KNOWN) {
		if (await canRun(path)) return path;
	}
	return null;
}

/** Remotion keeps its download below `node_modules/.remotion` of the folder it was run in. */
async function firstDownloaded(): Promise<string | null> {
	const folder = join(process.cwd(), "node_modules", ".remotion", "chrome-headless-shell");
	try {
		const entries = await readdir(folder, { recursive: true });
		for (const entry of entries) {
			if (!["chrome-headless-shell", "headless_shell"].includes(basename(entry))) continue;
			const path = join(folder, entry);
			if ((await stat(path)).isFile() && (await canRun(path))) return path;
		}
	} catch {
		// No such folder: nothing was ever downloaded.
	}
	return null;
}

async function canRun(path: string): Promise<boolean> {
	try {
		await access(path, constants.X_OK);
		return (await stat(path)).isFile();
	} catch {
		return false;
	}
}

async function describe(kind: BrowserKind, executablePath: string): Promise<BrowserFound> {
	return { kind, executablePath, env: {}, headlessShell: await isHeadlessShell(executablePath) };
}

async function isHeadlessShell(path: string): Promise<boolean> {
	const names = [basename(path), basename(await realpath(path))];
	return names.some((name) => name.includes("headless-shell") || name.includes("headless_shell"));
}

/** Asks the browser for its version; null when it does not answer within five seconds. */
async function browserVersion(found: BrowserFound): Promise<string | null> {
	try {
		const { stdout } = await run(found.executablePath, ["--version"], { timeout: 5_000, env: { ...process.env, ...found.env } });
		return stdout.trim().split("\n")[0] ?? null;
	} catch {
		// A browser that cannot say its version may still render; launching it tells more.
		return null;
	}
}
