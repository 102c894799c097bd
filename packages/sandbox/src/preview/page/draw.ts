/** Going to a frame of a player and waiting until it is drawn. */

/** What is needed of a page that shows a film. */
export interface Drawing {
	seekTo(frame: number): void;
	/** Frame that React has put on the page. */
	paintedFrame(): number | null;
	/** The player waits for media. */
	buffering(): boolean;
}

/** Goes to a frame and waits until it is drawn with its fonts and pictures; false when the time ended before. */
export async function drawFrame(drawing: Drawing, frame: number, timeoutMs: number): Promise<boolean> {
	const end = performance.now() + timeoutMs;
	const left = () => Math.max(0, end - performance.now());
	drawing.seekTo(frame);
	const drawn = await until(() => drawing.paintedFrame() === frame, left());
	await nextFrame();
	const settled = await until(
		() =>
			!drawing.buffering() &&
			window.remotion_delayRenderHandles.length === 0 &&
			document.fonts.status === "loaded" &&
			picturesLoaded(),
		left(),
	);
	await picturesDecoded();
	return drawn && settled;
}

/** Waits frame by frame; false when the time ended before. */
export async function until(done: () => boolean, timeoutMs: number): Promise<boolean> {
	const deadline = performance.now() + timeoutMs;
	while (!done()) {
		if (performance.now() > deadline) return false;
		await nextFrame();
	}
	return true;
}

export function nextFrame(): Promise<void> {
	return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}

function picturesLoaded(): boolean {
	return [...document.images].every((image) => image.complete);
}

async function picturesDecoded(): Promise<void> {
	const shown = [...document.images].filter((image) => image.currentSrc !== "");
	await Promise.all(
		shown.map((image) =>
			image.decode().catch(() => {
				// A picture that can't be decoded is reported by its own error event.
			}),
		),
	);
}
