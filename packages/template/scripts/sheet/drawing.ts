import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle } from "@remotion/bundler";
import { makeCancelSignal, openBrowser, renderFrames, selectComposition } from "@remotion/renderer";
import type { z } from "zod";
import { Cell, SheetRequest } from "./request.ts";

const template = join(import.meta.dirname, "../..");
/** Every so many frames are measured, up to this one: entrances and what holds after them. */
const MEASURED_STEP = 4;
const LAST_MEASURED = 100;
/** The first pictures of a film cost more than the rest: they are drawn before the time is taken. */
const WARM_UP = 3;

/** A request with the defaults left out. */
type Wanted = z.input<typeof SheetRequest>;
export type StillOptions = {
	/** Of the picture's size to the film's, at most 1. */
	scale?: number;
	/** 0 to 100. */
	quality?: number;
	signal?: AbortSignal;
	/** Called before the first still with all of them. */
	onCells?: (cells: Cell[]) => void;
};

/** Draws stills of scenes and films with the template's own code. */
export type Drawing = {
	/** Draws each cell of a request, in an order of its own, and gives it as JPEG. Rejects when `signal` aborts. */
	stills: (wanted: Wanted, onStill: (index: number, picture: Buffer) => void, options?: StillOptions) => Promise<Cell[]>;
	/** The stills that a request would draw. */
	cells: (wanted: Wanted) => Promise<Cell[]>;
	/** Milliseconds a frame of the request's first film takes in its own size, on one page, without the first ones. */
	msPerFrame: (wanted: Wanted) => Promise<number>;
	close: () => Promise<void>;
};

/**
 * Bundles the template and starts a browser: a few seconds.
 *
 * @param browserExecutable a headless Chromium; null: the one that Remotion has downloaded
 */
export const openDrawing = async (browserExecutable: string | null): Promise<Drawing> => {
	const folder = mkdtempSync(join(tmpdir(), "sheet-"));
	const browser = await openBrowser("chrome", { browserExecutable, chromeMode: "headless-shell", logLevel: "error" });
	const close = async () => {
		await browser.close({ silent: true });
		rmSync(folder, { recursive: true, force: true });
	};
	try {
		const serveUrl = await bundleSheet(join(folder, "bundle"));
		const find = async (id: string, wanted: Wanted) => {
			const inputProps = { request: SheetRequest.parse(wanted), cells: [] };
			return {
				inputProps,
				composition: await selectComposition({ serveUrl, id, inputProps, puppeteerInstance: browser, logLevel: "error" }),
			};
		};
		const shared = {
			serveUrl,
			puppeteerInstance: browser,
			outputDir: null,
			imageFormat: "jpeg",
			muted: true,
			logLevel: "error",
			onStart: () => {},
			onFrameUpdate: () => {},
		} as const;
		return {
			close,
			cells: async (wanted) => Cell.array().parse((await find("Sheet", wanted)).composition.props.cells),
			stills: async (wanted, onStill, { scale = 1, quality = 88, signal, onCells } = {}) => {
				// A film's own frames are drawn one by one; stills of many scenes are the frames of one composition.
				const { composition, inputProps } = await find(wanted.board ? "First" : "Sheet", wanted);
				const cells = Cell.array().parse(composition.props.cells);
				onCells?.(cells);
				const { cancelSignal, cancel } = makeCancelSignal();
				signal?.addEventListener("abort", cancel, { once: true });
				const draw = (frameRange: [number, number], indexOf: (frame: number) => number) =>
					renderFrames({
						...shared,
						composition,
						inputProps,
						frameRange,
						onFrameBuffer: (picture, frame) => onStill(indexOf(frame), picture),
						jpegQuality: quality,
						concurrency: 2,
						scale: Math.min(1, scale),
						cancelSignal,
					});
				signal?.throwIfAborted();
				if (wanted.board) for (const [index, { frame }] of cells.entries()) await draw([frame, frame], () => index);
				else await draw([0, cells.length - 1], (frame) => frame);
				return cells;
			},
			msPerFrame: async (wanted) => {
				const { composition, inputProps } = await find("First", wanted);
				const last = Math.min(LAST_MEASURED, composition.durationInFrames) - 1;
				const times: number[] = [];
				await renderFrames({
					...shared,
					composition,
					inputProps,
					frameRange: [0, last],
					everyNthFrame: MEASURED_STEP,
					onFrameBuffer: () => void times.push(performance.now()),
					concurrency: 1,
				});
				const begin = times[WARM_UP - 1] ?? Number.NaN;
				return ((times.at(-1) ?? Number.NaN) - begin) / (times.length - WARM_UP);
			},
		};
	} catch (error) {
		await close();
		throw error;
	}
};

const bundleSheet = (outDir: string): Promise<string> =>
	bundle({
		entryPoint: join(template, "scripts/sheet/entry.tsx"),
		rootDir: template,
		publicDir: join(template, "public"),
		outDir,
		rspack: true,
		symlinkPublicDir: true,
		ignoreRegisterRootWarning: true,
	});
