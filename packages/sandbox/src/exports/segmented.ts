import { rename } from "node:fs/promises";
import path from "node:path";
import type { WantedSegment } from "@storydream/protocol";
import { readStoryboard } from "../project/index.ts";
import type { OpenFilm } from "./film.ts";
import type { RenderJob } from "./job.ts";
import { joinFilm } from "./join/join.ts";
import { segmentKey } from "./plan/key.ts";
import { planFilm } from "./plan/plan-film.ts";
import { readPublicFiles } from "./plan/public-files.ts";
import { drawSegments, type KeyedSegment } from "./segments/draw.ts";
import { H264_OPTIONS } from "./segments/encoder.ts";
import { openSegmentStore, type SegmentStore } from "./segments/store.ts";
import { type Loudness, loudnessOf } from "./sound/film-sound.ts";
import { isSilent, soundKey } from "./sound/key.ts";
import { makeSound, SOUND_ENCODINGS } from "./sound/sound.ts";

/** Frames of an export, and how many of them are taken from an export before. */
export interface SegmentedProgress {
	drawn: number;
	reused: number;
}

/** What an export is made of: its segments and its sound, each once. */
export interface ExportParts {
	segments: WantedSegment[];
	/** Those of them that are not kept. */
	missing: WantedSegment[];
}

export interface SegmentedHooks {
	onProgress(progress: SegmentedProgress): void;
	/** May bring what is missing. */
	onPlanned(parts: ExportParts): Promise<void>;
}

interface Plan {
	segments: KeyedSegment[];
	/** Null: nothing can be heard in the film. */
	soundKey: string | null;
	loudness: Loudness;
	store: SegmentStore;
}

/** Makes an MP4 of segments: those that are kept from earlier exports are joined as they are, the others are drawn. */
export async function renderSegmented(job: RenderJob, film: OpenFilm, { onProgress, onPlanned }: SegmentedHooks): Promise<void> {
	const plan = await planExport(job, film);
	const files = await keptFiles(plan, onPlanned);
	const missing = plan.segments.filter(({ key }) => !files.has(key));
	const reused = framesIn(plan.segments) - framesIn(missing);
	let drawn = 0;
	onProgress({ drawn, reused });
	const frames = framesIn(plan.segments);
	const onFrame = () => {
		drawn += 1;
		onProgress({ drawn, reused });
	};
	const { store } = plan;
	const { source, composition } = film;
	const onKept = (key: string, file: string) => void files.set(key, file);
	if (missing.length > 0) await drawSegments({ segments: missing, source, store, fps: composition.fps, onFrame, onKept });
	const sound = await soundOf(job, film, { ...plan, files }, () => onProgress({ drawn, reused }));
	const folder = path.dirname(job.output);
	const draft = path.join(folder, "draft.mp4");
	const segments = plan.segments.flatMap(({ key }) => files.get(key) ?? []);
	await joinFilm({ segments, sound, seconds: frames / composition.fps, folder }, draft);
	await rename(draft, job.output);
	await store.prune(Date.now());
}

/** The default is not named, so that sound of earlier releases is found. */
function soundVersions({ versions, loudness }: RenderJob): string {
	return loudness === "-16" ? versions : `${versions}, loudness ${loudness}`;
}

function framesIn(segments: readonly KeyedSegment[]): number {
	return segments.reduce((sum, { durationInFrames }) => sum + durationInFrames, 0);
}

async function planExport(job: RenderJob, film: OpenFilm): Promise<Plan> {
	const { range, composition, width, height, scale } = film;
	const { storyboard } = await readStoryboard(job.tree);
	const files = await readPublicFiles(job.tree, job.templateDir);
	const { segments, board, code } = planFilm(storyboard, range, composition.durationInFrames, film.code);
	const encoder = H264_OPTIONS.join(" ");
	const encoding = { codec: "h264", width, height, scale, fps: composition.fps, encoder, versions: job.versions };
	const silent = board !== null && isSilent(board, code);
	return {
		segments: segments.map((segment) => ({ ...segment, key: segmentKey(segment, code, encoding, files) })),
		soundKey: silent ? null : soundKey(board, range, code, files.hashes, soundVersions(job)),
		loudness: loudnessOf(job, storyboard),
		store: openSegmentStore(job.segments),
	};
}

/** The files of what is kept, by key. */
async function keptFiles(plan: Plan, onPlanned: SegmentedHooks["onPlanned"]): Promise<Map<string, string>> {
	const files = new Map<string, string>();
	const segments = wantedOf(plan);
	const find = async (wanted: WantedSegment[]) => {
		for (const { key, frames } of wanted) {
			const file = await plan.store.find(key, frames);
			if (file !== null) files.set(key, file);
		}
	};
	await find(segments);
	const missing = segments.filter(({ key }) => !files.has(key));
	await onPlanned({ segments, missing });
	await find(missing);
	return files;
}

function wantedOf({ segments, soundKey: sound }: Plan): WantedSegment[] {
	const wanted = segments.map(({ key, durationInFrames }) => ({ key, frames: durationInFrames }));
	if (sound !== null) wanted.push({ key: sound, frames: framesIn(segments) });
	return [...new Map(wanted.map((one) => [one.key, one])).values()];
}

/** @returns the file of the film's sound; null when nothing can be heard */
async function soundOf(
	job: RenderJob,
	film: OpenFilm,
	{ soundKey: key, loudness, segments, store, files }: Plan & { files: ReadonlyMap<string, string> },
	onAlive: () => void,
): Promise<string | null> {
	if (key === null) return null;
	const kept = files.get(key);
	if (kept !== undefined) return kept;
	const frames = framesIn(segments);
	const draft = await store.draft(key);
	const { source, range } = film;
	const encoding = SOUND_ENCODINGS.mp4;
	await makeSound({ source, range, onAlive, encoding, ...loudness }, path.dirname(job.output), draft);
	return store.keep(key, draft, frames);
}
