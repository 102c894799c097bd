import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import jsqr from "jsqr";
import type { Browser, Page } from "playwright-core";
import { createServer, type Plugin, type ViteDevServer } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findBrowser, launchBrowser } from "../browser/index.ts";
import { MEASURE_PAGE } from "./testing/measure-page.ts";

const template = fileURLToPath(new URL("../../../template", import.meta.url));
const SIZES = {
	"16:9": [1920, 1080],
	"9:16": [1080, 1920],
	"1:1": [1080, 1080],
	"4:5": [1080, 1350],
	"21:9": [2520, 1080],
} as const;
/** Families whose scenes are made for any amount of words. */
const FAMILIES = [
	"titles",
	"statements",
	"lists",
	"numbers",
	"charts",
	"comparisons",
	"time",
	"places",
	"people",
	"products",
	"contact",
	"pictures",
	"endings",
];
/** Words that roll or run out of the picture by design. */
const ROLLS = new Set(["Credits roll", "Ticker bands", "Ticker ribbons", "Ticker line"]);
/** Names of things, not words that are shown. */
const NAMES = new Set([
	"icon",
	"sky",
	"shape",
	"layout",
	"src",
	"highlight",
	"mark",
	"reveal",
	"code",
	"object",
	"kind",
	"side",
	"device",
	"file",
	"fit",
	"move",
]);

type Listed = { scene: string; family: string | null; layouts: string[]; defaultProps: Record<string, unknown>; slots: string[] };
type Cell = {
	scene: string;
	layout: string;
	width: number;
	height: number;
	props: Record<string, unknown>;
	frame: number;
	media?: string;
};
type PageWindow = {
	sceneList: Listed[];
	show: (cells: Cell[]) => void;
	faults: () => string[][];
	pixels: (png: string) => Promise<{ data: string; width: number; height: number }>;
};

const everyText = (value: unknown, change: (text: string) => string, key = ""): unknown => {
	if (typeof value === "string") return NAMES.has(key) ? value : change(value);
	if (Array.isArray(value)) return value.map((item) => everyText(item, change, key));
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, everyText(inner, change, name)]));
};
const STRESS: Record<string, (text: string) => string> = {
	"words as they come": (text) => text,
	"long sentences": (text) => `${text} and a good deal more than anybody would put on one line`,
	"very long words": (text) => (/^\p{L}{3}/u.test(text) ? `Donaudampfschifffahrts${text.toLowerCase()}` : text),
};

let cache: string;
let server: ViteDevServer;
let browser: Browser;
let page: Page;
let listed: Listed[];

const measurePage: Plugin = {
	name: "measure-page",
	resolveId: (id) => (id === "/measure.ts" ? id : null),
	load: (id) => (id === "/measure.ts" ? MEASURE_PAGE : null),
	configureServer: ({ middlewares }) => {
		middlewares.use((request, response, next) => {
			if (request.url !== "/") return next();
			response.setHeader("content-type", "text/html");
			response.end('<!doctype html><meta charset="utf-8"><div id="root"></div><script type="module" src="/measure.ts"></script>');
		});
	},
};

beforeAll(async () => {
	cache = await mkdtemp(join(tmpdir(), "measure-"));
	server = await createServer({
		cacheDir: cache,
		root: template,
		configFile: false,
		logLevel: "error",
		server: { port: 0, host: "127.0.0.1", hmr: false, ws: false },
		// Found before the page asks: a library that Vite finds later makes it start again, and without a socket the page waits.
		optimizeDeps: { entries: ["src/Film.tsx"], include: ["react", "react-dom", "react-dom/client", "@remotion/player"] },
		plugins: [measurePage],
	});
	await server.listen();
	const address = server.httpServer?.address();
	if (typeof address !== "object" || address === null) throw new Error("The server has no address.");
	const found = await findBrowser();
	if (!found) throw new Error("These tests need a browser: see `storydream doctor`.");
	browser = await launchBrowser(found, { allowed: [`127.0.0.1:${address.port}`] });
	page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
	// Its modules are several hundred requests: their deadline is the next one.
	await page.goto(`http://127.0.0.1:${address.port}/`, { waitUntil: "commit" });
	await page.waitForFunction(() => "sceneList" in globalThis, null, { timeout: 240_000 });
	listed = await page.evaluate(() => (globalThis as unknown as PageWindow).sceneList);
});

afterAll(async () => {
	await browser?.close();
	await server?.close();
	await rm(cache, { recursive: true, force: true });
});

type NamedCell = Cell & { ratio: string };

/** Scenes and ratios whose words leave their place, each with its first fault. */
async function faultsIn(cells: NamedCell[]): Promise<string[]> {
	await page.evaluate((shown) => (globalThis as unknown as PageWindow).show(shown), cells);
	// Fonts and map data are read before the words are there.
	await page.waitForFunction(
		() => (globalThis as unknown as PageWindow).faults().every((faults) => faults[0] !== "shows no words"),
		null,
	);
	const faults = await page.evaluate(() => (globalThis as unknown as PageWindow).faults());
	return cells.flatMap(({ scene, layout, ratio }, index) => {
		const found = faults[index]?.[0];
		return found && !ROLLS.has(`${scene} ${layout}`) ? [`${scene} ${layout} ${ratio}: ${found}`] : [];
	});
}

const measured = () => listed.filter(({ family }) => family !== null && FAMILIES.includes(family));

/** Ms for some hundred pictures, which a busy machine draws slowly. */
const ALL_PICTURES = 900_000;

describe("every layout in five ratios keeps its words inside the safe area", { timeout: ALL_PICTURES }, () => {
	it.each(Object.entries(STRESS))("with %s", async (_name, change) => {
		const wrong: string[] = [];
		for (const { scene, layouts, defaultProps } of measured()) {
			const props = everyText(defaultProps, change) as Record<string, unknown>;
			const cells = layouts.flatMap((layout) =>
				Object.entries(SIZES).map(([ratio, [width, height]]) => ({ scene, layout, ratio, width, height, props, frame: 190 })),
			);
			wrong.push(...(await faultsIn(cells)));
		}
		expect(wrong).toEqual([]);
	});
});

it("every scene keeps its words inside the safe area beside a picture that it does not place itself", async () => {
	const media = "images/landscape.svg";
	const cells = measured()
		.filter(({ slots, layouts }) => !slots.includes("media") && layouts.length > 0)
		.flatMap(({ scene, layouts, defaultProps: props }) =>
			Object.entries({ "16:9": SIZES["16:9"], "9:16": SIZES["9:16"] }).map(([ratio, [width, height]]) => {
				return { scene, layout: layouts[0] ?? "", ratio, width, height, props, frame: 190, media };
			}),
		);
	const wrong: string[] = [];
	for (let first = 0; first < cells.length; first += 16) wrong.push(...(await faultsIn(cells.slice(first, first + 16))));
	expect(wrong).toEqual([]);
});

/** What a scanner reads in each cell, in their order. */
async function scanned(): Promise<(string | undefined)[]> {
	const texts: (string | undefined)[] = [];
	for (const cell of await page.locator(".cell").all()) {
		const shot = (await cell.screenshot()).toString("base64");
		const { data, width, height } = await page.evaluate((png) => (globalThis as unknown as PageWindow).pixels(png), shot);
		texts.push(jsqr.default(new Uint8ClampedArray(Buffer.from(data, "latin1")), width, height)?.data);
	}
	return texts;
}

it("a QR code in a rendered frame opens what the card says", async () => {
	const codes: [layout: string, props: Record<string, string>, read: string][] = [
		["code", { link: "wells.example/give?y=1" }, "https://wells.example/give?y=1"],
		["card", { link: "http://wells.example" }, "http://wells.example"],
		["wall", { email: "hi@wells.example" }, "mailto:hi@wells.example"],
		["code", { phone: "+44 20 7946-0122", link: "wells.example", code: "phone" }, "tel:+442079460122"],
	];
	const cells = codes.map(([layout, own]) => {
		const props = { title: "Clean Wells", ...own };
		return { scene: "ContactCard", layout, width: 1920, height: 1080, props, frame: 190 };
	});
	await page.evaluate((shown) => (globalThis as unknown as PageWindow).show(shown), cells);
	await expect.poll(scanned).toEqual(codes.map(([, , read]) => read));
});
