/** A frame as minutes, seconds and frames: 0:04.12 is frame 12 of the fifth second. */
export function timecode(frame: number, fps: number): string {
	const whole = Math.max(0, Math.round(frame));
	const base = Math.max(1, Math.round(fps));
	const inSecond = whole % base;
	const second = Math.floor(whole / base);
	return `${Math.floor(second / 60)}:${String(second % 60).padStart(2, "0")}.${String(inSecond).padStart(2, "0")}`;
}

/** Seconds as the nearest whole number of frames, at least one. */
export const framesOf = (seconds: number, fps: number): number => Math.max(1, Math.round(seconds * fps));

/** Keeps a frame inside a film of `durationInFrames`. */
export const clampFrame = (frame: number, durationInFrames: number): number =>
	Math.min(Math.max(0, Math.round(frame)), Math.max(0, durationInFrames - 1));

/** Frame at which a film's first scene, `sceneFrames` long, has come in: near its middle, at most 1.6 s from the start. */
export function posterFrame(sceneFrames: number, fps: number): number {
	return Math.max(0, Math.min(Math.round(sceneFrames * 0.55), Math.round(fps * 1.6), sceneFrames - 1));
}
