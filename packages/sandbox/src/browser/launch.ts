import { existsSync, readFileSync } from "node:fs";
import { chmod, mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { StoryDreamError } from "@storydream/protocol";
import { type Browser, chromium } from "playwright-core";
import type { BrowserFound } from "./find.ts";

/** Keeps the browser from talking to its maker, and from asking anything. */
const QUIET_FLAGS = [
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-default-apps",
	"--disable-domain-reliability",
	"--disable-sync",
	"--no-first-run",
	"--no-default-browser-check",
	"--no-pings",
	"--metrics-recording-only",
	"--mute-audio",
	"--hide-scrollbars",
	"--font-render-hinting=none",
	"--force-color-profile=srgb",
	"--disable-dev-shm-usage",
];

/**
 * `--no-sandbox` where the browser's own sandbox can not work: as root, in a container, or where the kernel gives
 * unprivileged users no namespaces. Empty elsewhere.
 */
function sandboxFlags(): string[] {
	if (process.platform !== "linux") return [];
	if (process.getuid?.() === 0) return ["--no-sandbox", "--disable-setuid-sandbox"];
	if (inContainer()) return ["--no-sandbox", "--disable-setuid-sandbox"];
	const limits = ["/proc/sys/kernel/unprivileged_userns_clone", "/proc/sys/user/max_user_namespaces"];
	const blocked = limits.some((file) => existsSync(file) && readFileSync(file, "utf8").trim() === "0");
	const apparmor = "/proc/sys/kernel/apparmor_restrict_unprivileged_userns";
	const restricted = existsSync(apparmor) && readFileSync(apparmor, "utf8").trim() === "1";
	return blocked || restricted ? ["--no-sandbox", "--disable-setuid-sandbox"] : [];
}

/** Whether system calls are filtered and privileges can't be had again: an engine's filter refuses new namespaces then. */
function inContainer(): boolean {
	const status = readFileSync("/proc/self/status", "utf8");
	return /^NoNewPrivs:\s*1$/m.test(status) && /^Seccomp:\s*2$/m.test(status);
}

/**
 * Flags that leave the browser one address to talk to: a film is foreign code, and a browser on this machine would
 * reach everything the machine reaches. All else goes to a proxy that does not exist.
 * @param allowed such as `127.0.0.1:4000`; empty: nothing at all.
 */
function offlineFlags(allowed: readonly string[]): string[] {
	return [
		"--proxy-server=http://127.0.0.1:9",
		`--proxy-bypass-list=${["<-loopback>", ...allowed].join(";")}`,
		"--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
		"--dns-prefetch-disable",
	];
}

/**
 * Starts the browser for pictures, headless and quiet.
 * @param allowed addresses (`host:port`) that pages may talk to.
 * @throws StoryDreamError browser_missing when it does not start.
 */
export async function launchBrowser(
	found: BrowserFound,
	options: { allowed: readonly string[]; timeoutMs?: number; tmpDir?: string },
): Promise<Browser> {
	try {
		return await chromium.launch({
			executablePath: found.executablePath,
			headless: true,
			chromiumSandbox: sandboxFlags().length === 0,
			args: [...QUIET_FLAGS, ...sandboxFlags(), ...offlineFlags(options.allowed), "--disable-gpu", "--enable-unsafe-swiftshader"],
			env: browserEnv(found, options.tmpDir),
			timeout: options.timeoutMs ?? 20_000,
			handleSIGINT: false,
			handleSIGTERM: false,
			handleSIGHUP: false,
		});
	} catch (cause) {
		throw new StoryDreamError("browser_missing", `The browser at ${found.executablePath} did not start.`, { cause });
	}
}

/** A built environment: nothing of ours (tokens, keys) reaches the browser. */
function browserEnv(found: BrowserFound, tmpDir?: string): Record<string, string> {
	const env: Record<string, string> = { LANG: "C.UTF-8", ...found.env };
	for (const name of ["PATH", "HOME", "TMPDIR", "FONTCONFIG_PATH", "FONTCONFIG_FILE", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"]) {
		const value = process.env[name];
		if (value !== undefined && env[name] === undefined) env[name] = value;
	}
	if (tmpDir) env.TMPDIR = tmpDir;
	return env;
}

/**
 * Writes a small program in `folder` that starts the browser with its variables and without a network beyond `allowed`,
 * for tools that take a path to a browser but neither its environment nor proxy flags (they pass their own).
 * @param pidFile the program appends its process id to it, for whoever has to end it.
 * @returns the path of the program; on systems without a shell the browser's own path.
 */
export async function browserWrapper(
	found: BrowserFound,
	folder: string,
	allowed: readonly string[],
	pidFile?: string,
): Promise<string> {
	if (process.platform === "win32") return found.executablePath;
	await mkdir(folder, { recursive: true });
	const lines = [
		"#!/bin/sh",
		"# Made by StoryDream: starts the browser with what it needs and without a network.",
		...Object.entries(found.env).map(([name, value]) => `export ${name}=${quote(value)}`),
		...(pidFile ? [`echo $$ >> ${quote(pidFile)} || exit 1`] : []),
		"for argument do",
		"\tshift",
		'\tcase "$argument" in',
		"\t\t--no-proxy-server|--proxy-server=*|--proxy-bypass-list=*) ;;",
		'\t\t*) set -- "$@" "$argument" ;;',
		"\tesac",
		"done",
		`exec ${quote(found.executablePath)} ${[...offlineFlags(allowed), "--disable-component-update", "--no-pings"].map(quote).join(" ")} "$@"`,
		"",
	];
	const path = join(folder, "browser");
	const draft = `${path}.${process.pid}.new`;
	await writeFile(draft, lines.join("\n"));
	await chmod(draft, 0o755);
	await rename(draft, path);
	return path;
}

function quote(text: string): string {
	return `'${text.replaceAll("'", `'\\''`)}'`;
}
