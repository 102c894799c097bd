import { type RenderFramesOptions, renderFrames } from "@remotion/renderer";
import type { Segment } from "../plan/segments.ts";
import { type Encoder, startEncoder } from "./encoder.ts";
import { inFrameOrder } from "./frame-order.ts";
import type { SegmentStore } from "./store.ts";

/** JPEG of the captured frames: what is lost here the encoder can't bring back, and more costs no time. */
const JPEG_QUALITY = 90;

/** What a render of single frames takes from the film and the machine, the same for all segments of an export. */
export type FrameSource = Pick<
	RenderFramesOptions,
	| "browserExecutable"
	| "chromeMode"
	| "chromiumOptions"
	| "composition"
	| "concurrency"
	| "logLevel"
	| "mediaCacheSizeInBytes"
	| "offthreadVideoCacheSizeInBytes"
	| "onDownload"
	| "port"
	| "puppeteerInstance"
	| "scale"
	| "serveUrl"
	| "timeoutInMilliseconds"
>;

/** A segment that has to be drawn. */
export interface KeyedSegment extends Segment {
	key: string;
}

export interface Drawing {
	segments: readonly KeyedSegment[];
	source: FrameSource;
	store: SegmentStore;
	fps: number;
	onFrame: () => void;
	/** A segment that is finished is kept whatever comes after it. */
	onKept: (key: string, file: string) => void;
}

/** Draws segments in one pass over their frames and keeps each as soon as its last frame is encoded. */
export async function drawSegments(drawing: Drawing): Promise<void> {
	const { segments, source, onFrame } = drawing;
	const frames = segments.flatMap(framesOf);
	const stop = new AbortController();
	const writer = segmentWriter(drawing, stop.signal);
	const order = inFrameOrder<Uint8Array>(frames, (picture, frame) => writer.write(picture, frame));
	try {
		await renderFrames({
			...source,
			frames,
			imageFormat: "jpeg",
			jpegQuality: JPEG_QUALITY,
			outputDir: null,
			inputProps: {},
			muted: true,
			onStart: () => undefined,
			onFrameUpdate: onFrame,
			onFrameBuffer: (picture, frame) => order.put(picture, frame),
		});
		await order.finish();
	} finally {
		stop.abort();
	}
}

function framesOf({ from, durationInFrames }: Segment): number[] {
	return Array.from({ length: durationInFrames }, (_, index) => from + index);
}

/** Takes frames in order and gives each segment's to an encoder of its own. */
function segmentWriter({ segments, store, fps, onKept }: Drawing, signal: AbortSignal) {
	let at = 0;
	let open: { encoder: Encoder; draft: string } | null = null;
	return {
		async write(picture: Uint8Array, frame: number): Promise<void> {
			const segment = segments[at];
			if (segment === undefined) throw new Error(`frame ${frame} is of no segment`);
			if (open === null) {
				const draft = await store.draft(segment.key);
				open = { draft, encoder: startEncoder(draft, { fps, image: "jpeg" }, signal) };
			}
			await open.encoder.write(picture);
			if (frame < segment.from + segment.durationInFrames - 1) return;
			await open.encoder.finish();
			onKept(segment.key, await store.keep(segment.key, open.draft, segment.durationInFrames));
			open = null;
			at += 1;
		},
	};
}
