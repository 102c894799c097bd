import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyReply } from "fastify";
import type { App } from "./app.ts";

const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>StoryDream</title>
<body style="font:16px/1.5 system-ui;margin:15vh auto;max-width:32rem;padding:0 1rem;color-scheme:light dark">
<h1>The page is not built yet</h1><p>The studio runs and its API answers. Build the page with <code>npm run build -w packages/web</code>, or start with <code>npm start</code>, which does it.</p>`;

/** Serves the built browser app: hashed files for ever, every other path of the app as its one page. */
export interface WebApp {
	/** For addresses that are no file: the app's own routes. */
	page(reply: FastifyReply): FastifyReply;
	/** Hashes of the page's inline scripts, for the content security policy. */
	scriptHashes(): string[];
}

/** @param dir the folder with `index.html` and hashed files below `assets/`; null: there is none */
export async function registerWebApp(app: App, dir: string | null): Promise<WebApp> {
	if (dir === null || !existsSync(join(dir, "index.html"))) {
		return {
			scriptHashes: () => [],
			page: (reply) => reply.type("text/html; charset=utf-8").header("cache-control", "no-store").send(NOT_BUILT),
		};
	}
	await app.register(fastifyStatic, {
		root: dir,
		index: false,
		wildcard: true,
		cacheControl: false,
		// The build puts compressed forms beside its files.
		preCompressed: true,
		schemaHide: true,
		setHeaders(reply, path) {
			const hashed = path.startsWith(join(dir, "assets"));
			reply.header("cache-control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
		},
	});
	// Read at each request: the page may be built anew while the studio runs, and its files' names change with it.
	let last = readFileSync(join(dir, "index.html"), "utf8");
	const html = () => {
		try {
			last = readFileSync(join(dir, "index.html"), "utf8");
		} catch {
			// It is being built at this moment: the page before is shown once more.
		}
		return last;
	};
	return {
		scriptHashes: () =>
			[...html().matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
				([, script]) =>
					`'sha256-${createHash("sha256")
						.update(script ?? "")
						.digest("base64")}'`,
			),
		page: (reply) => reply.type("text/html; charset=utf-8").header("cache-control", "no-cache").send(html()),
	};
}

/** What the app's page may do: its own code, its own server, and frames of previews. */
export function contentSecurityPolicy(options: { host: string; previewDomain: string; scriptHashes: string[] }): string {
	const { host, previewDomain } = options;
	return [
		"default-src 'self'",
		["script-src 'self' 'wasm-unsafe-eval'", ...options.scriptHashes].join(" "),
		"style-src 'self' 'unsafe-inline'",
		"img-src 'self' data: blob:",
		"media-src 'self' data: blob:",
		"font-src 'self' data:",
		"worker-src 'self' blob:",
		// Previews: the page asks whether one answers at all when its frame stays silent.
		`connect-src 'self' ws://${host} wss://${host} http://*.${previewDomain}:* https://*.${previewDomain}:*`,
		`frame-src http://*.${previewDomain}:* https://*.${previewDomain}:*`,
		"object-src 'none'",
		"base-uri 'none'",
		"form-action 'self'",
		"frame-ancestors 'none'",
	].join("; ");
}
