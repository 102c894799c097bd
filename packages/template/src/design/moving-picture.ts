import { useLayoutEffect, useRef, useState } from "react";
import { useCurrentFrame, useDelayRender, useVideoConfig } from "remotion";

/** A GIF, an animated WebP, an APNG or an animated AVIF, decoded picture by picture. */
export interface MovingPicture {
	width: number;
	height: number;
	/** The picture that belongs to a time. Null once the decoder was closed. */
	at(seconds: number): Promise<VideoFrame | null>;
	close(): void;
}

const MOVING_FILES = /\.(?:gif|webp|a?png|avif)(?:$|[?#])/i;
/** Browsers show pictures without a time, or with less than 11 ms, for a tenth of a second. */
const SHORTEST_MICROSECONDS = 11_000;
const DEFAULT_MICROSECONDS = 100_000;

/** Media type of an animated picture by its bytes; null for a still one, and for what is no picture. */
export const movingTypeOf = (bytes: Uint8Array): string | null => {
	const head = String.fromCharCode(...bytes.subarray(0, 64));
	if (head.startsWith("GIF8")) return "image/gif";
	// A flag of the extended header.
	if (head.slice(8, 16) === "WEBPVP8X") return ((bytes[20] ?? 0) & 2) === 2 ? "image/webp" : null;
	if (head.startsWith("\x89PNG")) return isAnimatedPng(bytes) ? "image/png" : null;
	return head.slice(4, 8) === "ftyp" && head.slice(8).includes("avis") ? "image/avif" : null;
};

/** An animated PNG has its control chunk before the pixels. */
const isAnimatedPng = (bytes: Uint8Array): boolean => {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
		const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
		if (type === "acTL") return true;
		if (type === "IDAT") return false;
	}
	return false;
};

/** Index of the picture that is shown `time` microseconds after the start. `plays` may be infinite. */
export const pictureAt = (durations: readonly number[], plays: number, time: number): number => {
	const total = durations.reduce((sum, duration) => sum + duration, 0);
	if (total <= 0 || time >= total * plays) return durations.length - 1;
	let rest = time % total;
	for (const [index, duration] of durations.entries()) {
		if (rest < duration) return index;
		rest -= duration;
	}
	return durations.length - 1;
};

const openMovingPicture = async (url: string, signal: AbortSignal): Promise<MovingPicture | null> => {
	const bytes = new Uint8Array(await (await fetch(url, { signal })).arrayBuffer());
	const type = movingTypeOf(bytes);
	if (type === null || !(await ImageDecoder.isTypeSupported(type))) return null;
	const decoder = new ImageDecoder({ data: bytes, type, preferAnimation: true });
	await decoder.tracks.ready;
	await decoder.completed;
	const track = decoder.tracks.selectedTrack;
	const count = track?.frameCount ?? 0;
	if (track === null || count < 2) {
		decoder.close();
		return null;
	}
	const plays = track.repetitionCount + 1;
	const durations: number[] = [];
	let size = { width: 0, height: 0 };
	// Decoded once from start to end: the time of each picture is known by decoding it alone.
	for (let frameIndex = 0; frameIndex < count; frameIndex += 1) {
		const { image } = await decoder.decode({ frameIndex });
		durations.push((image.duration ?? 0) < SHORTEST_MICROSECONDS ? DEFAULT_MICROSECONDS : (image.duration ?? 0));
		size = { width: image.displayWidth, height: image.displayHeight };
		image.close();
	}
	let isClosed = false;
	return {
		...size,
		async at(seconds) {
			// To whole microseconds: 0.3 / 0.1 must not fall before the third picture.
			const frameIndex = pictureAt(durations, plays, Math.round(seconds * 1_000_000));
			if (isClosed) return null;
			return (await decoder.decode({ frameIndex })).image;
		},
		close() {
			isClosed = true;
			decoder.close();
		},
	};
};

/**
 * The decoder of the picture at `url`; null for a still picture, where decoding fails, and in browsers that can't decode
 * (without a secure connection, for one): an `<Img>` shows those. A render waits until it is known.
 */
export const useMovingPicture = (url: string): MovingPicture | null => {
	const [opened, setOpened] = useState<{ url: string; picture: MovingPicture; handle: number } | null>(null);
	const { delayRender, continueRender } = useDelayRender();
	useLayoutEffect(() => {
		if (!MOVING_FILES.test(url) || !("ImageDecoder" in globalThis)) return;
		const handle = delayRender(`Reading ${url}`);
		const controller = new AbortController();
		let own: MovingPicture | null = null;
		openMovingPicture(url, controller.signal).then(
			(picture) => {
				own = picture;
				if (controller.signal.aborted) picture?.close();
				else if (picture) setOpened({ url, picture, handle });
				else continueRender(handle);
			},
			// No file, or a damaged one: the <Img> in its place says so.
			() => continueRender(handle),
		);
		return () => {
			controller.abort();
			own?.close();
			continueRender(handle);
		};
	}, [url, delayRender, continueRender]);
	// Only now: the canvas is there, and its own effect has asked the render to wait for what it draws.
	useLayoutEffect(() => {
		if (opened) continueRender(opened.handle);
	}, [opened, continueRender]);
	return opened?.url === url ? opened.picture : null;
};

/** The ref of a canvas on which the picture that belongs to the film's frame is drawn; a render waits for it. */
export const useDrawnFrame = (picture: MovingPicture) => {
	const canvas = useRef<HTMLCanvasElement>(null);
	const seconds = useCurrentFrame() / useVideoConfig().fps;
	const { delayRender, continueRender, cancelRender } = useDelayRender();
	useLayoutEffect(() => {
		const handle = delayRender(`Drawing a moving picture at ${seconds} s`);
		let isOver = false;
		const draw = async () => {
			const image = await picture.at(Math.max(0, seconds));
			const context = canvas.current?.getContext("2d");
			if (!isOver && image && context) {
				context.clearRect(0, 0, picture.width, picture.height);
				context.drawImage(image, 0, 0);
			}
			image?.close();
		};
		draw().then(
			() => continueRender(handle),
			(error: unknown) => {
				if (!isOver) cancelRender(error);
			},
		);
		return () => {
			isOver = true;
			continueRender(handle);
		};
	}, [picture, seconds, delayRender, continueRender, cancelRender]);
	return canvas;
};
