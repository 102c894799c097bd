import type { PreviewCommand, Version } from "@storydream/protocol";
import type { Stage } from "./stage.tsx";
import { clampFrame, posterFrame } from "./timecode.ts";

type Plain = PreviewCommand extends infer One ? (One extends PreviewCommand ? Omit<One, "channel"> : never) : never;

/** Says a command on our channel. */
export const tellPreview = (stage: Stage, command: Plain): void =>
	stage.command({ channel: "storydream-preview", ...command } as PreviewCommand);

/** Moves the play head because the person wants to see that frame; shown at once, the preview follows. */
export function seek(stage: Stage, frame: number): void {
	stage.store.set({ unplayed: false });
	moveTo(stage, frame);
}

function moveTo(stage: Stage, frame: number): void {
	const { film } = stage.store.get();
	if (!film) return;
	const to = clampFrame(frame, film.durationInFrames);
	stage.playback.set({ frame: to, soughtAt: Date.now(), atPoster: false });
	tellPreview(stage, { type: "seek", frame: to });
}

/** Goes to a frame that shows something: a film's first one is often bare. Does nothing once the person has moved. */
export function showPoster(stage: Stage): void {
	const { film } = stage.store.get();
	const { frame, playing } = stage.playback.get();
	if (!film || frame > 0 || playing) return;
	moveTo(stage, posterFrame(film.storyboard?.scenes[0]?.durationInFrames ?? film.durationInFrames, film.fps));
	stage.playback.set({ atPoster: true });
}

/** Shows an older version in place of the film, from a frame that shows something. */
export function lookAtVersion(stage: Stage, version: Version, previewUrl: string): void {
	const { looking } = stage.store.get();
	const returnTo = looking?.returnTo ?? stage.playback.get().frame;
	stage.store.set({ looking: { version, previewUrl, returnTo }, film: null, selectedSceneId: null });
	stage.playback.set({ frame: 0, playing: false, atPoster: false });
}

/** Back from an older version to the film, at the frame where it was left. */
export function leaveVersion(stage: Stage): void {
	const { looking } = stage.store.get();
	if (!looking) return;
	stage.store.set({ looking: null, film: null, selectedSceneId: null });
	stage.playback.set({ frame: looking.returnTo, playing: false, atPoster: false });
}

/** Plays the newest version from its start, on a phone in its tab. */
export function playNewVersion(stage: Stage): void {
	stage.store.set({ unplayed: false, mobile: "preview" });
	seek(stage, 0);
	stage.playback.set({ playing: true });
	tellPreview(stage, { type: "play" });
}

export function togglePlay(stage: Stage): void {
	const { film } = stage.store.get();
	if (!film) return;
	stage.store.set({ unplayed: false });
	const { playing, frame, atPoster } = stage.playback.get();
	if (!playing && (atPoster || frame >= film.durationInFrames - 1)) seek(stage, 0);
	stage.playback.set({ playing: !playing });
	tellPreview(stage, { type: playing ? "pause" : "play" });
}

export function setInspecting(stage: Stage, on: boolean): void {
	stage.store.set({ inspecting: on });
	tellPreview(stage, { type: "inspect", on });
}

/** Reports of the preview that were under way while the play head was moved here would make it jump back. */
const SETTLE_MS = 250;

export function takeReportedFrame(stage: Stage, frame: number, playing: boolean): void {
	const now = stage.playback.get();
	const late = frame !== now.frame && Date.now() - now.soughtAt < SETTLE_MS;
	stage.playback.set(late ? { playing } : { frame, playing });
}

/** Sends the settings that a new preview page doesn't know yet. */
export function sendSettings(stage: Stage): void {
	const { loop, volume, muted, inspecting } = stage.store.get();
	tellPreview(stage, { type: "loop", loop });
	tellPreview(stage, { type: "volume", volume: muted ? 0 : volume });
	if (inspecting) tellPreview(stage, { type: "inspect", on: true });
}
