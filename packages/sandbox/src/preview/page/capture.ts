import type { PlayerRef } from "@remotion/player";
import { sceneSpans } from "@storydream/protocol";
import type { RefObject } from "react";
import type { Capture } from "./messages.ts";
import type { PageModel } from "./model.ts";
import { MovingImages } from "./moving-images.ts";
import { describesFilm } from "./storyboard.ts";

declare global {
	interface Window {
		__storydream?: Capture;
	}
}

/** Puts the camera's handles on the page. */
export function offerCapture(model: PageModel, player: RefObject<PlayerRef | null>): void {
	let buffering = false;
	const moving = new MovingImages();
	const until = async (done: () => boolean, timeoutMs: number): Promise<boolean> => {
		const deadline = performance.now() + timeoutMs;
		while (!done()) {
			if (performance.now() > deadline) return false;
			await nextFrame();
		}
		return true;
	};
	window.__storydream = {
		async state(timeoutMs) {
			await until(() => model.loaded && (model.paintedFrame !== null || model.snapshot().errors.length > 0), timeoutMs);
			const { film, errors } = model.snapshot();
			const storyboard =
				film && model.storyboard && describesFilm(model.storyboard, film.durationInFrames) ? model.storyboard : null;
			player.current?.addEventListener("waiting", () => {
				buffering = true;
			});
			player.current?.addEventListener("resume", () => {
				buffering = false;
			});
			return {
				state: film ? "ready" : "failed",
				fps: film?.fps ?? 0,
				width: film?.width ?? 0,
				height: film?.height ?? 0,
				durationInFrames: film?.durationInFrames ?? 0,
				scenes: storyboard ? sceneSpans(storyboard) : [],
				catalog: model.catalog,
				problem: model.problem,
				errors: [...errors],
			};
		},
		async seek(frame, timeoutMs) {
			const end = performance.now() + timeoutMs;
			const left = () => Math.max(0, end - performance.now());
			player.current?.seekTo(frame);
			const drawn = await until(() => model.paintedFrame === frame, left());
			await nextFrame();
			const settled = await until(
				() =>
					!buffering && window.remotion_delayRenderHandles.length === 0 && document.fonts.status === "loaded" && picturesLoaded(),
				left(),
			);
			await Promise.all(
				[...document.images]
					.filter((image) => image.currentSrc !== "")
					.map((image) =>
						image.decode().catch(() => {
							// A picture that can't be decoded is told by its own error event.
						}),
					),
			);
			await model.checkLetters();
			for (const error of await moving.find(document.images)) model.note(error);
			await nextFrame();
			await nextFrame();
			return drawn && settled;
		},
		errors: () => [...model.snapshot().errors],
	};
}

function picturesLoaded(): boolean {
	return [...document.images].every((image) => image.complete);
}

function nextFrame(): Promise<void> {
	return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}
