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
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openDrawing } from "./sheet/drawing.ts";
import { SheetRequest, SIZES } from "./sheet/request.ts";

const BROWSERS = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

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

const requestFor = (ratio: string): SheetRequest => {
	const [width, height] = SIZES[ratio] ?? [1920, 1080];
	return SheetRequest.parse({
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
	});
};

const drawing = await openDrawing(BROWSERS.find((path) => existsSync(path)) ?? null);
const folder = mkdtempSync(join(tmpdir(), "sheet-"));

const measure = async (ratio: string) => {
	for (const scene of list(values.scene)) {
		for (const look of list(values.look)) {
			const ms = await drawing.msPerFrame({ ...requestFor(ratio), scenes: [scene], looks: [look] });
			console.log(`${ratio} ${scene} ${look}: ${ms.toFixed(1)} ms a frame`);
		}
	}
};

/** Draws the stills of a ratio side by side. @returns the sheet's file */
const sheetOf = async (ratio: string): Promise<string> => {
	const request = requestFor(ratio);
	const { width, height } = request;
	const outputDir = join(folder, ratio.replace(":", "x"));
	mkdirSync(outputDir);
	const nameOf = (index: number) => join(outputDir, `${index}.jpeg`);
	const cells = await drawing.stills(request, (index, picture) => writeFileSync(nameOf(index), picture), {
		scale: (Number(values.width) * 1.5) / width,
	});
	const columns = Math.max(1, Math.round(Number(values.columns) * (width > height ? 1 : Math.sqrt(height / width) * 1.3)));
	const size = ["-geometry", `${Math.round((Number(values.width) * Number(values.columns)) / columns)}x+6+6`];
	const sheet = `${outputDir}.png`;
	imageMagick("montage", [...cells.map((_, index) => nameOf(index)), ...size, "-tile", `${columns}x`, sheet]);
	return sheet;
};

try {
	const sheets: string[] = [];
	for (const ratio of list(values.ratio)) {
		if (values.time) await measure(ratio);
		else sheets.push(await sheetOf(ratio));
	}
	if (sheets.length > 0) {
		imageMagick("convert", [...sheets, "-append", values.out]);
		console.log(values.out);
	}
} finally {
	await drawing.close();
	rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
