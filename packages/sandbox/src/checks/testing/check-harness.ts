import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CatalogLook, type SceneCatalog, type Storyboard } from "@storydream/protocol";
import type { Page } from "playwright-core";
import { createServer, type Plugin } from "vite";
import { z } from "zod";
import { findBrowser, launchBrowser } from "../../browser/index.ts";
import { filmPageOf } from "../../camera/film-page.ts";
import { PAGE_FOLDER } from "../../preview/config.ts";
import { type CheckResult, checkFilm } from "../film-check.ts";
import { CHECK_SIZE } from "../limits.ts";
import { checkPage } from "./check-page.ts";

const template = fileURLToPath(new URL("../../../../template", import.meta.url));

/** A browser with the template's scenes that takes one film after the other. */
export interface CheckHarness {
	check(board: Storyboard): Promise<CheckResult>;
	/** A picture of one frame of the film that was checked last. */
	picture(frame: number): Promise<Buffer>;
	close(): Promise<void>;
}

/** Starts one server and one browser for any number of films. */
export async function startCheckHarness(): Promise<CheckHarness> {
	const cache = await mkdtemp(join(tmpdir(), "film-checks-"));
	const server = await createServer({
		cacheDir: cache,
		root: template,
		configFile: false,
		logLevel: "error",
		server: {
			port: 0,
			host: "127.0.0.1",
			hmr: false,
			ws: false,
			fs: { allow: [template, PAGE_FOLDER, join(template, "../..")] },
		},
		// Found before the page asks: a library that Vite finds later makes it start again, and without a socket the page waits.
		optimizeDeps: { entries: ["src/Film.tsx"], include: ["react", "react-dom", "react-dom/client", "@remotion/player", "zod"] },
		plugins: [pagePlugin()],
	});
	await server.listen();
	const address = server.httpServer?.address();
	const found = await findBrowser();
	if (typeof address !== "object" || address === null || !found)
		throw new Error("These tests need a browser: see `storydream doctor`.");
	const browser = await launchBrowser(found, { allowed: [`127.0.0.1:${address.port}`] });
	const page = await browser.newPage({ viewport: { width: CHECK_SIZE, height: CHECK_SIZE } });
	await openPage(page, `http://127.0.0.1:${address.port}/`);
	const looks = z.array(CatalogLook).parse(await page.evaluate(() => Reflect.get(globalThis, "looks")));
	const catalog: SceneCatalog = {
		scenes: [
			{ scene: "KineticText", title: "", description: "", propsSchema: {}, defaultProps: {}, defaultDurationInFrames: 90 },
		],
		transitions: [],
		fonts: null,
		storyboardSchema: null,
		audio: [],
		looks,
	};
	const filmPage = filmPageOf(page);
	return {
		async check(board) {
			await show(page, board);
			return checkFilm({ storyboard: board, catalog, visit: (work) => work(filmPage), missingFiles: [], budgetMs: 60_000 });
		},
		async picture(frame) {
			await filmPage.measure(frame, 5_000);
			return filmPage.picture();
		},
		async close() {
			await browser.close();
			await server.close();
			await rm(cache, { recursive: true, force: true });
		},
	};
}

/** Resolves when the page can show films; a module that does not load is its error at once. */
async function openPage(page: Page, address: string): Promise<void> {
	const failed = page.waitForEvent("pageerror", { timeout: 240_000 }).then((error) => Promise.reject(error));
	failed.catch(() => {});
	const ready = async () => {
		await page.goto(address, { timeout: 240_000, waitUntil: "commit" });
		await page.waitForFunction(() => "ready" in globalThis, null, { timeout: 240_000 });
	};
	await Promise.race([failed, ready()]);
}

async function show(page: Page, board: Storyboard): Promise<void> {
	const scale = CHECK_SIZE / Math.max(board.width, board.height);
	await page.setViewportSize({ width: Math.round(board.width * scale), height: Math.round(board.height * scale) });
	await page.evaluate((json) => Reflect.get(globalThis, "show")(json), board);
}

function pagePlugin(): Plugin {
	const html =
		'<!doctype html><meta charset="utf-8"><style>html,body,#root{margin:0;height:100%;background:#000;overflow:hidden}</style><div id="root"></div><script type="module" src="/check-page.ts"></script>';
	return {
		name: "check-page",
		resolveId: (id) => (id === "/check-page.ts" ? id : null),
		load: (id) => (id === "/check-page.ts" ? checkPage(PAGE_FOLDER) : null),
		configureServer: ({ middlewares }) => {
			middlewares.use((request, response, next) => {
				if (request.url !== "/") return next();
				response.setHeader("content-type", "text/html").end(html);
			});
		},
	};
}
