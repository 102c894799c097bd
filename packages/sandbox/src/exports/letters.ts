import { createServer, type Server, type ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { openBrowser } from "@remotion/renderer";
import { type ExportWarning, type Storyboard, sceneSpans, TREE_LIMITS } from "@storydream/protocol";
import { listInside, openInside, PathRefused } from "../files/index.ts";
import { doubtfulLetters, glyphModules, lettersSentence, wordsOfFilm } from "../preview/index.ts";
import { readStoryboard } from "../project/index.ts";

type Browser = Awaited<ReturnType<typeof openBrowser>>;
type Page = Awaited<ReturnType<Browser["newPage"]>>;

/** Hundreds of fonts are loaded where a letter is in none of them. */
const DEADLINE_MS = 60_000;
const FONT = /\.(?:woff2?|ttf|otf)$/i;
/** More than the slices of all scripts that a project comes with (about 430). */
const MOST_FONTS = 2_000;
/** Files and folders beside the fonts: more than a version holds. */
const MOST_FILES = 4 * TREE_LIMITS.files;
/** Fonts that are loaded before the letters are looked at again. */
const FONTS_AT_ONCE = 64;
/** Warnings of one export; what is more is counted. */
const MOST_WARNINGS = 20;
const PAGE = `<!doctype html><meta charset="utf-8"><script type="module">
import { missingLetters } from "/glyphs.ts";
globalThis.missingLetters = missingLetters;
</script>`;

interface FontFile {
	root: string;
	/** Below `root`. */
	path: string;
}

/**
 * The scenes between two frames, both included, whose words have letters that no font draws. The fonts are those that come
 * with the film, loaded into a page of our own: no code of the film runs in it. Nothing is started for words that every font
 * draws.
 * @param film.tree clean copy of the film's files
 * @param film.bundle folder of its bundle, which holds the fonts that packages bring
 * @param port where the browser may connect to; free until this resolves
 * @throws Error when the browser does not answer in time
 */
export async function lettersWithoutFont(
	film: { tree: string; bundle: string; from: number; to: number },
	browser: Browser,
	port: number,
): Promise<ExportWarning[]> {
	const { storyboard } = await readStoryboard(film.tree);
	if (storyboard === null) return [];
	const doubtful = wordsOfFilm(shownBetween(storyboard, film.from, film.to)).filter(
		({ text }) => doubtfulLetters(text).length > 0,
	);
	if (doubtful.length === 0) return [];
	const fonts = await fontsOf(film);
	const texts = doubtful.map(({ text }) => text);
	const missing = await askPage({ fonts, texts }, browser, port);
	const found = doubtful.flatMap((one, index) => {
		const letters = missing[index] ?? [];
		return letters.length === 0 ? [] : [warningOf(storyboard, { sceneId: one.sceneId, letters })];
	});
	return found.length <= MOST_WARNINGS ? found : [...found.slice(0, MOST_WARNINGS), moreOf(found.length - MOST_WARNINGS)];
}

/** What of a film is on screen in some frame of a range. */
function shownBetween(storyboard: Storyboard, from: number, to: number): Pick<Storyboard, "scenes" | "captions"> {
	const shown = new Set(
		sceneSpans(storyboard)
			.filter((span) => span.from <= to && span.from + span.durationInFrames > from)
			.map(({ id }) => id),
	);
	return {
		scenes: storyboard.scenes.filter(({ id }) => shown.has(id)),
		captions: storyboard.captions.filter(({ startFrame, endFrame }) => startFrame <= to && endFrame > from),
	};
}

function warningOf(storyboard: Storyboard, missing: { sceneId: string | null; letters: string[] }): ExportWarning {
	const { sceneId } = missing;
	const message = lettersSentence(storyboard, missing);
	return { code: "letters_without_font", ...(sceneId === null ? {} : { sceneId }), message };
}

function moreOf(count: number): ExportWarning {
	const scenes = count === 1 ? "One more scene has" : `${count} more scenes have`;
	return { code: "letters_without_font", message: `${scenes} letters that no font here draws.` };
}

/** Fonts, by the path under which the page gets them. */
async function fontsOf({ tree, bundle }: { tree: string; bundle: string }): Promise<Map<string, FontFile>> {
	const found = [...(await fontsBelow(tree, "public")), ...(await fontsBelow(bundle, ""))];
	return new Map(found.slice(0, MOST_FONTS).map((font, index) => [`/font-${index}`, font]));
}

/** None where there is no such folder. */
async function fontsBelow(root: string, folder: string): Promise<FontFile[]> {
	try {
		const files = (await listInside(root, folder, { maxEntries: MOST_FILES })).filter(({ kind }) => kind === "file");
		return files.filter(({ path }) => FONT.test(path)).map(({ path }) => ({ root, path }));
	} catch (error) {
		if (error instanceof PathRefused && error.reason === "missing") return [];
		throw error;
	}
}

/** A page that does not close ends with its browser. */
async function inNewPage<T>(browser: Browser, work: (page: Page) => Promise<T>): Promise<T> {
	const page = await browser.newPage({
		context: () => null,
		logLevel: "error",
		indent: false,
		pageIndex: 0,
		onBrowserLog: null,
		onLog: () => {},
	});
	try {
		return await work(page);
	} finally {
		page.close().catch(() => undefined);
	}
}

/** For each text the letters that are drawn as a box. */
async function askPage(
	{ fonts, texts }: { fonts: Map<string, FontFile>; texts: string[] },
	browser: Browser,
	port: number,
): Promise<string[][]> {
	const server = await serve(port, fonts, await glyphModules());
	const deadline = Promise.withResolvers<never>();
	// It may pass before anybody waits for it.
	deadline.promise.catch(() => undefined);
	const timer = setTimeout(() => deadline.reject(new Error("the check of the letters took too long")), DEADLINE_MS);
	try {
		const asked = inNewPage(browser, async (page) => {
			await page.goto({ url: `http://127.0.0.1:${port}/`, timeout: DEADLINE_MS });
			return page.evaluate(checkInPage, [...fonts.keys()], texts, FONTS_AT_ONCE);
		});
		return await Promise.race([asked, deadline.promise]);
	} finally {
		clearTimeout(timer);
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}
}

/**
 * Runs in the page; knows nothing but its arguments. Loads fonts until there is one for each letter. A font that can't be
 * loaded draws nothing in the film either.
 */
async function checkInPage(fonts: string[], texts: string[], atOnce: number): Promise<string[][]> {
	const page = globalThis as unknown as {
		FontFace: new (family: string, source: string) => { load(): Promise<unknown> };
		document: { fonts: { add(face: unknown): void } };
		missingLetters(text: string): string[];
	};
	const load = async (url: string) => {
		const face = new page.FontFace(`film-${url.replace(/\D/g, "")}`, `url(${url})`);
		await face.load();
		page.document.fonts.add(face);
	};
	let missing = texts.map((text) => page.missingLetters(text));
	for (let at = 0; at < fonts.length && missing.some((letters) => letters.length > 0); at += atOnce) {
		await Promise.allSettled(fonts.slice(at, at + atOnce).map(load));
		missing = texts.map((text) => page.missingLetters(text));
	}
	return missing;
}

/** Serves the page, its modules and the fonts, and nothing else. */
async function serve(port: number, fonts: Map<string, FontFile>, modules: Map<string, string>): Promise<Server> {
	const server = createServer((request, response) => {
		const path = request.url ?? "";
		const font = fonts.get(path);
		const script = modules.get(path.slice(1));
		if (font !== undefined) {
			// A font that can't be read is a broken answer, which the page skips.
			sendFont(font, response).catch(() => response.destroy());
		} else if (script !== undefined) response.setHeader("content-type", "text/javascript").end(script);
		else if (path === "/") response.setHeader("content-type", "text/html").end(PAGE);
		else response.writeHead(404).end();
	});
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, "127.0.0.1", resolve);
	});
	return server;
}

async function sendFont({ root, path }: FontFile, response: ServerResponse): Promise<void> {
	const { handle } = await openInside(root, path);
	await pipeline(handle.createReadStream(), response);
}
