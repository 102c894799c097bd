import { resolve } from "node:path";
import {
	EXPORT_CODECS,
	EXPORT_PRESETS,
	type Export,
	type ExportSettings,
	presetSettings,
	type Ratio,
	StoryDreamError,
	toStoryDreamError,
} from "@storydream/protocol";
import { SingleBar } from "cli-progress";
import { checkLine, checkResult } from "./check.ts";
import { createAnswerReader, narrate } from "./narrate.ts";
import type { StudioClient } from "./studio-client.ts";

export interface MakeOptions {
	/** File to write; its ending chooses the codec. */
	output: string;
	/** Seconds, or absent to leave it to the agent. */
	duration?: number;
	ratio?: Ratio;
}

/** Codec of a file by its ending. Throws `bad_request` for one that no film has. */
export function codecOf(file: string): ExportSettings["codec"] {
	const ending = /\.([a-z0-9]+)$/.exec(file.toLowerCase())?.[1];
	const codec = EXPORT_CODECS.find((one) => one === ending);
	if (codec) return codec;
	throw new StoryDreamError("bad_request", `“${file}” does not end like a film.`, {
		hint: `End it with ${EXPORT_CODECS.map((one) => `.${one}`).join(", ")}.`,
	});
}

/** The whole main job without a browser: describe, write, export. Prints what happens to `print`. */
export async function makeFilm(
	studio: StudioClient,
	prompt: string,
	options: MakeOptions,
	print: (line: string) => void,
	signal: AbortSignal,
): Promise<void> {
	const codec = codecOf(options.output);
	const project = await studio.createProject({
		description: prompt.slice(0, 2000),
		...(options.ratio && { ratio: options.ratio }),
	});
	print(`Project “${project.name}” (${project.id})`);
	const answer = createAnswerReader();
	const asked = options.duration ? `${prompt}\n\nThe film is ${options.duration} seconds long.` : prompt;
	await studio.ask(
		project.id,
		asked,
		(message) => {
			answer.read(message);
			const line = narrate(message);
			if (line) print(line);
		},
		signal,
	);
	if (answer.text()) print(`\n${answer.text()}\n`);
	await exportFilm(studio, project.id, { codec }, options.output, print, signal);
	print(await checkSentence(studio, project.id, signal));
}

/** The result of the check that follows each turn. A check that failed is no failure of the film. */
async function checkSentence(studio: StudioClient, projectId: string, signal: AbortSignal): Promise<string> {
	try {
		// A studio that does not check each turn by itself is asked to.
		if ((await studio.getChecks(projectId)).state === "none") await studio.startCheck(projectId);
		return checkLine(await checkResult(studio, projectId, signal));
	} catch (error) {
		return `Not checked: ${toStoryDreamError(error).message}`;
	}
}

/** Exports a project's current version to a file, with a progress bar on a terminal. */
export async function exportFilm(
	studio: StudioClient,
	projectId: string,
	settings: Partial<ExportSettings>,
	output: string,
	print: (line: string) => void,
	signal: AbortSignal,
): Promise<void> {
	const bar = new SingleBar({
		format: "{step} {bar} {percentage}% | {value}/{total} frames | {speed} frames/s | {left} left",
		clearOnComplete: true,
		hideCursor: true,
		noTTYOutput: false,
	});
	let started = false;
	let finished: Export;
	try {
		finished = await studio.exportFilm(
			projectId,
			settings,
			(progress) => {
				if (progress.framesTotal === 0) return;
				const facts = {
					step: progress.state,
					speed: progress.speed?.toFixed(1) ?? "–",
					left: progress.secondsLeft === null ? "–" : `${Math.ceil(progress.secondsLeft)} s`,
				};
				if (!started) bar.start(progress.framesTotal, 0, facts);
				started = true;
				bar.update(progress.framesDone, facts);
			},
			signal,
		);
	} finally {
		bar.stop();
	}
	const file = resolve(output);
	await studio.download(finished, file);
	const size = finished.bytes === null ? "" : `, ${sizeText(finished.bytes)}`;
	const pixels = finished.width && finished.height ? `, ${finished.width} × ${finished.height}` : "";
	const reused = finished.framesReused > 0 ? `, ${finished.framesReused} of them reused` : "";
	print(`${file} (${framesText(finished.framesTotal)}${reused}${pixels}${size})`);
	for (const { message } of finished.warnings) print(`! ${message}`);
}

function framesText(frames: number): string {
	if (frames === 0) return "no frames";
	return frames === 1 ? "1 frame" : `${frames} frames`;
}

/**
 * Settings of a preset for a project's film.
 * @param print prints what does not suit the place
 * @throws `bad_request` for a name that no preset has, with those there are
 */
export async function settingsOfPreset(
	studio: StudioClient,
	projectId: string,
	id: string,
	print: (line: string) => void,
): Promise<Pick<ExportSettings, "codec" | "scale" | "loudness">> {
	const preset = EXPORT_PRESETS.find((one) => one.id === id);
	if (preset === undefined) {
		throw new StoryDreamError("bad_request", `There is no preset “${id}”.`, {
			hint: `These are there: ${EXPORT_PRESETS.map((one) => one.id).join(", ")}.`,
		});
	}
	const { storyboard, problem } = await studio.getStoryboard(projectId);
	if (storyboard === null) {
		throw new StoryDreamError("bad_request", problem ?? "This project has no storyboard, so the film's size is not known.", {
			hint: "Export it with --scale instead of --preset.",
		});
	}
	const { settings, note } = presetSettings(preset, storyboard);
	if (note !== null) print(`! ${note}`);
	return settings;
}

function sizeText(bytes: number): string {
	return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
