import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { StoryDreamError } from "@storydream/protocol";
import { findBrowser } from "@storydream/sandbox";
import { SingleBar } from "cli-progress";
import { type Drawing, openDrawing } from "../../../template/scripts/sheet/drawing.ts";
import { SIZES } from "../../../template/scripts/sheet/request.ts";
import { galleryPage, type Still } from "./page.ts";

export interface GalleryOptions {
	output: string;
	/** Names, or `all`. */
	scenes: string[];
	looks: string[];
	layouts: string[];
	ratios: string[];
	/** Px of a picture. */
	width: number;
	/** Of every scene; from its end where negative. */
	frame: number;
	/** Minutes after which what is drawn by then is written. */
	minutes: number;
}

const QUALITY = 70;

/**
 * Draws every scene in each layout, look and ratio, and writes the pictures as one HTML file. What is not drawn in time is missing,
 * and the file and the last line say so.
 *
 * @param signal ends it without a file
 * @returns whether all was drawn
 * @throws StoryDreamError for a name that the template does not know, and without a browser
 */
export async function makeGallery(options: GalleryOptions, print: (line: string) => void, signal: AbortSignal): Promise<boolean> {
	const sizes = ratiosOf(options.ratios);
	const browser = await findBrowser(process.env);
	if (!browser) throw new StoryDreamError("browser_missing", "There is no headless browser on this machine.");
	const late = AbortSignal.timeout(options.minutes * 60_000);
	const drawing = await openDrawing(browser.executablePath);
	try {
		const stills: Still[] = [];
		let wanted = 0;
		for (const [ratio, size] of sizes) {
			const drawn = await drawRatio(drawing, { ...options, ratio, size }, AbortSignal.any([signal, late])).catch(asNamed);
			stills.push(...drawn.stills);
			wanted += drawn.wanted;
		}
		signal.throwIfAborted();
		const missing = wanted - stills.length;
		const notice = missing > 0 ? `${missing} of ${wanted} pictures were not drawn within ${options.minutes} minutes.` : "";
		await writeFile(options.output, galleryPage(stills, options.width, notice));
		print(`${stills.length} pictures: ${resolve(options.output)}`);
		if (notice !== "") print(`${notice} Choose fewer scenes, looks or ratios, or a longer --minutes.`);
		return missing === 0;
	} finally {
		await drawing.close();
	}
}

function ratiosOf(names: string[]): [ratio: string, size: readonly [number, number]][] {
	const known = Object.entries(SIZES);
	if (names.includes("all")) return known;
	return names.map((name) => {
		const found = known.find(([ratio]) => ratio === name);
		if (found) return found;
		throw new StoryDreamError("bad_request", `There is no ratio “${name}”.`, {
			hint: `Ratios: ${known.map(([ratio]) => ratio).join(", ")}, or all.`,
		});
	});
}

type RatioOptions = GalleryOptions & { ratio: string; size: readonly [number, number] };

/** The stills of one ratio that were drawn before `signal`, in order, and how many it should have been. */
async function drawRatio(
	drawing: Drawing,
	{ scenes, looks, layouts, frame, width: wide, ratio, size: [width, height] }: RatioOptions,
	signal: AbortSignal,
): Promise<{ stills: Still[]; wanted: number }> {
	const pictures = new Map<number, Buffer>();
	const request = { scenes, looks, layouts, frames: [frame], labels: false, width, height };
	const cells = await drawing.cells(request);
	const bar = new SingleBar({ format: `${ratio} {bar} {value}/{total} pictures | {eta_formatted} left`, clearOnComplete: true });
	bar.start(cells.length, 0);
	try {
		await drawing.stills(
			request,
			(index, picture) => {
				pictures.set(index, picture);
				bar.increment();
			},
			{ scale: wide / width, quality: QUALITY, signal },
		);
	} catch (error) {
		if (!signal.aborted) throw error;
	} finally {
		bar.stop();
	}
	const stills = cells.flatMap(({ scene, layout, look }, index): Still[] => {
		const picture = pictures.get(index);
		return picture ? [{ scene, layout, look, ratio, picture }] : [];
	});
	return { stills, wanted: cells.length };
}

/** A name that the template does not know is the asker's mistake: its message lists those that there are. */
function asNamed(error: unknown): never {
	const named = /There is no (?:scene|look) "[^"]*"\. ([^\n]*)/.exec(String(error));
	if (!named) throw error;
	const [whole, hint = ""] = named;
	throw new StoryDreamError("bad_request", whole.slice(0, -hint.length).trim(), { hint });
}
