import type { PlayerRef } from "@remotion/player";
import { sceneSpans } from "@storydream/protocol";
import type { RefObject } from "react";
import { type Drawing, drawFrame, nextFrame, until } from "./draw.ts";
import { lettersWithoutFont } from "./glyphs.ts";
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
	const drawing: Drawing = {
		seekTo: (frame) => player.current?.seekTo(frame),
		paintedFrame: () => model.paintedFrame,
		buffering: () => buffering,
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
			const drawn = await drawFrame(drawing, frame, timeoutMs);
			await model.checkLetters();
			for (const error of await moving.find(document.images)) model.note(error);
			await nextFrame();
			await nextFrame();
			return drawn;
		},
		async measure(frame, timeoutMs) {
			const drawn = await drawFrame(drawing, frame, timeoutMs);
			const { film } = model.snapshot();
			// Loaded by the pages that measure: nobody who watches the film waits for it.
			const { measureFrame } = await import("./measure.ts");
			return film ? { drawn, ...measureFrame(film) } : null;
		},
		async hideWords(hidden) {
			const { hideWords } = await import("./measure.ts");
			hideWords(hidden);
		},
		letters: () => (model.storyboard ? lettersWithoutFont(model.storyboard) : []),
		errors: () => [...model.snapshot().errors],
	};
}
