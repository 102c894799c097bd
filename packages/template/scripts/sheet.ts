/**
 * A sheet of stills, to look at scenes and looks beside each other. For people who work on the template; needs ImageMagick.
 *
 *     npm run sheet -- --scene Title,Points --look all --ratio 16:9,9:16 --frames 20,60,-1 --out /tmp/sheet.png
 *
 * `--scene`, `--look`, `--layout` take names or `all` (a look may be a preset of src/theme.ts as well); `--palette` takes
 * `own`, `light-0`, `dark-1`; `--frames` counts from the end where negative; `--props` and `--fields` are JSON laid over a
 * scene's default props and its other fields; `--stress long|word` changes every text; `--board file.json` shows one film
 * instead; `--columns` and `--width` (of one still, px) give the sheet its form; `--time` measures
 * how long a frame of each film takes, without a sheet.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { bundle } from "@remotion/bundler";
import { openBrowser, renderFrames, selectComposition } from "@remotion/renderer";

const SIZES: Record<string, [width: number, height: number]> = {
	"16:9": [1920, 1080],
	"9:16": [1080, 1920],
	"1:1": [1080, 1080],
	"4:5": [1080, 1350],
	"21:9": [2520, 1080],
};
const BROWSERS = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];
const template = join(dirname(fileURLToPath(import.meta.url)), "..");

const { values } = parseArgs({
	options: {
		scene: { type: "string", default: "Title" },
		look: { type: "string", default: "all" },
		palette: { type: "string", default: "own" },
		layout: { type: "string", default: "auto" },
		ratio: { type: "string", default: "16:9" },
		frames: { type: "string", default: "60" },
		props: { type: "string", default: "{}" },
		fields: { type: "string", default: "{}" },
		stress: { type: "string", default: "none" },
		board: { type: "string" },
		out: { type: "string", default: "out/sheet.png" },
		columns: { type: "string", default: "4" },
		width: { type: "string", default: "640" },
		time: { type: "boolean", default: false },
	},
});

// Without fonts of the machine it complains, and works.
const imageMagick = (tool: "montage" | "convert", options: string[]) =>
	execFileSync(tool, [...options.slice(0, -1), "-background", "#bbbbbb", ...options.slice(-1)], { stdio: "ignore" });
const list = (text: string) => text.split(",").map((part) => part.trim());
const browserExecutable = BROWSERS.find((path) => existsSync(path)) ?? null;
const folder = mkdtempSync(join(tmpdir(), "sheet-"));
const browser = await openBrowser("chrome", { browserExecutable, chromeMode: "headless-shell" });
/** Of the first film of a request, in its own size: one page draws all frames, the first ones not counted. */
const msPerFrame = async (serveUrl: string, inputProps: Record<string, unknown>): Promise<number> => {
	const composition = await selectComposition({ serveUrl, id: "First", inputProps, puppeteerInstance: browser });
	const render = async (last: number) => {
		const begin = performance.now();
		await renderFrames({
			composition,
			serveUrl,
			inputProps,
			outputDir: null,
			frameRange: [0, last],
			onFrameBuffer: () => {},
			puppeteerInstance: browser,
			imageFormat: "jpeg",
			concurrency: 1,
			muted: true,
			onStart: () => {},
			onFrameUpdate: () => {},
		});
		return performance.now() - begin;
	};
	const few = await render(4);
	const last = Math.min(64, composition.durationInFrames - 1);
	return ((await render(last)) - few) / (last - 4);
};

try {
	const serveUrl = await bundle({
		entryPoint: join(template, "scripts/sheet/entry.tsx"),
		rootDir: template,
		publicDir: join(template, "public"),
		outDir: join(folder, "bundle"),
		rspack: true,
		symlinkPublicDir: true,
		ignoreRegisterRootWarning: true,
	});
	const sheets: string[] = [];
	for (const ratio of list(values.ratio)) {
		const [width, height] = SIZES[ratio] ?? [1920, 1080];
		const inputProps = {
			request: {
				scenes: list(values.scene),
				looks: list(values.look),
				palettes: list(values.palette),
				layouts: list(values.layout),
				frames: list(values.frames).map(Number),
				props: JSON.parse(values.props),
				fields: JSON.parse(values.fields),
				stress: values.stress,
				board: values.board ? JSON.parse(readFileSync(values.board, "utf8")) : null,
				width,
				height,
			},
			cells: [],
		};
		if (values.time) {
			for (const scene of list(values.scene)) {
				for (const look of list(values.look)) {
					const request = { ...inputProps.request, scenes: [scene], looks: [look] };
					console.log(`${ratio} ${scene} ${look}: ${(await msPerFrame(serveUrl, { request, cells: [] })).toFixed(1)} ms a frame`);
				}
			}
			continue;
		}
		// A film's own frames are drawn one by one; stills of many scenes are the frames of one composition.
		const id = values.board ? "First" : "Sheet";
		const composition = await selectComposition({ serveUrl, id, inputProps, puppeteerInstance: browser });
		const wanted = values.board ? inputProps.request.frames : [...Array(composition.durationInFrames).keys()];
		const outputDir = join(folder, ratio.replace(":", "x"));
		mkdirSync(outputDir, { recursive: true });
		const nameOf = (index: number) => join(outputDir, `${index}.jpeg`);
		const draw = (frameRange: [first: number, last: number], fileOf: (frame: number) => string) =>
			renderFrames({
				composition,
				serveUrl,
				inputProps,
				outputDir: null,
				frameRange,
				onFrameBuffer: (picture, frame) => writeFileSync(fileOf(frame), picture),
				puppeteerInstance: browser,
				imageFormat: "jpeg",
				jpegQuality: 88,
				concurrency: 2,
				muted: true,
				onStart: () => {},
				onFrameUpdate: () => {},
				scale: Math.min(1, (Number(values.width) * 1.5) / width),
			});
		if (values.board) for (const [index, frame] of wanted.entries()) await draw([frame, frame], () => nameOf(index));
		else await draw([0, wanted.length - 1], nameOf);
		const sheet = join(folder, `${ratio.replace(":", "x")}.png`);
		const columns = Math.max(1, Math.round(Number(values.columns) * (width > height ? 1 : Math.sqrt(height / width) * 1.3)));
		const size = ["-geometry", `${Math.round((Number(values.width) * Number(values.columns)) / columns)}x+6+6`];
		imageMagick("montage", [...wanted.map((_, index) => nameOf(index)), ...size, "-tile", `${columns}x`, sheet]);
		sheets.push(sheet);
	}
	if (sheets.length > 0) {
		imageMagick("convert", [...sheets, "-append", values.out]);
		console.log(values.out);
	}
} finally {
	await browser.close({ silent: true });
	rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
