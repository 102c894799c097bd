import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { enableCompileCache } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StoryDreamError } from "@storydream/protocol";
import { PREVIEW_ACCESS_HEADER, previewAccessToken } from "@storydream/protocol/preview-access";
import { z } from "zod";
import { startPreview } from "./preview/index.ts";

/*
 * Run once while the sandboxes' image is built, with the image's own variables and as the user that sandboxes have (the
 * cache is a user's): starts a sandbox on nothing, so that what it compiles lies in the image for all of them. See main.ts.
 */
const DEADLINE_MS = 120_000;
const LEAST_FILES = 100;
const TOKEN = "nobody-outside-knows-it";
const Endpoint = z.object({ agentPort: z.number(), previewPort: z.number() });

const { VITE_CACHE_SEED: seed, NODE_MODULES_DIR: modulesDir, TEMPLATE_DIR: templateDir } = process.env;
if (!seed || !modulesDir || !templateDir)
	throw new StoryDreamError("bad_request", "VITE_CACHE_SEED, NODE_MODULES_DIR and TEMPLATE_DIR must be set.");
const cache = join(seed, "code");
const dir = await mkdtemp(join(tmpdir(), "compile-once-"));
const sandbox = spawn(process.execPath, [join(import.meta.dirname, "main.ts")], {
	env: {
		...process.env,
		SANDBOX_NAME: "compile-once",
		SANDBOX_DIR: dir,
		SANDBOX_INCARNATION: "compile-once",
		SANDBOX_TOKEN: TOKEN,
		GATEWAY_URL: "http://127.0.0.1:9/gateway",
		GATEWAY_TOKEN: TOKEN,
		AGENT_CONFINEMENT: "container",
	},
	stdio: ["ignore", "inherit", "inherit"],
});
const ended = once(sandbox, "exit");
const end = Date.now() + DEADLINE_MS;

/** Asks until there is an answer. */
async function until<T>(what: string, ask: () => Promise<T | null>): Promise<T> {
	for (;;) {
		const answer = await ask();
		if (answer !== null) return answer;
		if (sandbox.exitCode !== null) throw new StoryDreamError("sandbox_failed", `The sandbox ended before ${what}.`);
		if (Date.now() > end) throw new StoryDreamError("sandbox_failed", `Not in time: ${what}.`);
		await sleep(50);
	}
}

/** Compiles the film of the template, which the sandbox has put in place, for those that start on it. */
async function keepFilm(cacheSeed: string): Promise<number> {
	const preview = await startPreview({
		projectDir: join(dir, "project"),
		versionsDir: join(dir, "versions"),
		cacheDir: join(dir, "vite"),
		cacheSeed,
		host: "127.0.0.1",
		port: 0,
		allowedHostSuffix: ".localhost",
	});
	await preview.waitUntilReady();
	const kept = await preview.keepCompiled();
	await preview.close();
	return kept;
}

const file = join(dir, "endpoint.json");
const { agentPort, previewPort } = await until("it listened", async () =>
	existsSync(file) ? Endpoint.parse(JSON.parse(await readFile(file, "utf8"))) : null,
);
await until("its preview was ready", async () => {
	const answer = await fetch(`http://127.0.0.1:${agentPort}/health`, { headers: { authorization: `Bearer ${TOKEN}` } });
	return z.object({ previewReady: z.boolean() }).parse(await answer.json()).previewReady ? true : null;
});
await (
	await fetch(`http://127.0.0.1:${previewPort}/`, {
		headers: { accept: "text/html", [PREVIEW_ACCESS_HEADER]: previewAccessToken(TOKEN) },
	})
).text();
sandbox.kill("SIGTERM");
await ended;
const modules = await keepFilm(seed);
const { makeBundleAhead } = await import("./exports/index.ts");
await makeBundleAhead({
	projectDir: join(dir, "project"),
	versionsDir: join(dir, "versions"),
	exportsDir: join(dir, "exports"),
	templateDir,
	cacheSeed: seed,
});
await rm(dir, { recursive: true, force: true });

// What is loaded when it is first needed.
enableCompileCache(cache);
await Promise.all([import("./camera/index.ts"), import("./export-job/film.ts"), import("./browser/index.ts")]);

const files = (await readdir(cache, { recursive: true })).length;
if (files < LEAST_FILES) throw new StoryDreamError("internal", `Only ${files} files were compiled.`);
process.stdout.write(`${files} files compiled, and ${modules} modules of the template's film.\n`);
process.exit(0);
