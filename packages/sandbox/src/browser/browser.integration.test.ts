import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { browserWrapper, describeBrowserSearch, findBrowser, launchBrowser } from "./index.ts";
import { packedBrowserAvailable } from "./packed.ts";

let folder: string;
beforeAll(async () => {
	folder = await realpath(await mkdtemp(join(tmpdir(), "storydream-browser-")));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function program(name: string, text = "#!/bin/sh\nexit 0\n"): Promise<string> {
	const path = join(folder, name);
	await mkdir(join(path, ".."), { recursive: true });
	await writeFile(path, text);
	await chmod(path, 0o755);
	return path;
}

test("the path in the environment comes first, and one that can't be run is reported", async () => {
	const path = await program("named/my-browser");
	expect(await findBrowser({ BROWSER_EXECUTABLE: path, PATH: "" })).toMatchObject({
		kind: "environment",
		executablePath: path,
		headlessShell: false,
	});
	const wrong = { BROWSER_EXECUTABLE: join(folder, "nothing"), PATH: "" };
	expect(await findBrowser(wrong)).toBeNull();
	const search = await describeBrowserSearch(wrong);
	expect(search.looked).toEqual([`BROWSER_EXECUTABLE: ${join(folder, "nothing")} is not a program that can be run`]);
	expect(search.help).toMatch(/Correct BROWSER_EXECUTABLE/);
});

test("an installed headless shell is taken before a whole browser", async () => {
	await program("full/chromium");
	const shell = await program("shell/chromium-headless-shell");
	const found = await findBrowser({ PATH: [join(folder, "full"), join(folder, "shell")].join(":") });
	expect(found).toMatchObject({ kind: "installed", executablePath: shell, headlessShell: true });
});

test("the wrapper gives the browser its variables, drops other proxies and writes down its process", async () => {
	const echo = await program("echo/chromium", '#!/bin/sh\necho "$FONTCONFIG_PATH"\nfor a in "$@"; do echo "$a"; done\n');
	const pids = join(folder, "pids");
	const found = {
		kind: "installed" as const,
		executablePath: echo,
		env: { FONTCONFIG_PATH: "/fonts of 'mine'" },
		headlessShell: false,
	};
	const wrapper = await browserWrapper(found, join(folder, "wrapped"), ["localhost:4000"], pids);
	const { stdout } = await promisify(execFile)(wrapper, [
		"about:blank",
		"--no-proxy-server",
		"--proxy-server='direct://'",
		"--window-size=1 2",
	]);
	const [fonts, ...flags] = stdout.trim().split("\n");
	expect(fonts).toBe("/fonts of 'mine'");
	expect(flags.filter((flag) => flag.includes("proxy"))).toEqual([
		"--proxy-server=http://127.0.0.1:9",
		"--proxy-bypass-list=<-loopback>;localhost:4000",
	]);
	expect(flags.slice(-2)).toEqual(["about:blank", "--window-size=1 2"]);
	expect(Number(await readFile(pids, "utf8"))).toBeGreaterThan(1);
});

test("a program that is no browser is reported in words", async () => {
	const path = await program("broken/chromium");
	const found = { kind: "installed" as const, executablePath: path, env: {}, headlessShell: false };
	await expect(launchBrowser(found, { allowed: [] })).rejects.toMatchObject({ code: "browser_missing" });
});

test.runIf(packedBrowserAvailable())("the packed browser is unpacked once, and draws text", { timeout: 120_000 }, async () => {
	const { unpackPackedBrowser } = await import("./packed.ts");
	const [first, second] = await Promise.all([
		unpackPackedBrowser(join(folder, "cache")),
		unpackPackedBrowser(join(folder, "cache")),
	]);
	expect(second).toEqual(first);
	const browser = await launchBrowser({ kind: "packed", headlessShell: true, ...first }, { allowed: [], timeoutMs: 60_000 });
	try {
		const page = await browser.newPage({ viewport: { width: 200, height: 60 } });
		await page.setContent("<body style='margin:0;font:40px sans-serif'>Hello</body>");
		const drawn = await page.screenshot();
		await page.setContent("<body style='margin:0'></body>");
		expect(drawn.length).toBeGreaterThan((await page.screenshot()).length * 2);
	} finally {
		await browser.close();
	}
});
