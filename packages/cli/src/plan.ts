import { type PlannedSpan, planFilm, plannedSpans, readBrief } from "@storydream/demo-model";
import { filmDurationInFrames, RATIO_SIZE, type Ratio, type Storyboard } from "@storydream/protocol";

export interface PlanOptions {
	/** Seconds; absent: as the prompt says. */
	duration?: number;
	ratio?: Ratio;
}

/** A dry run: how a prompt is read without a key, and the film that comes of it. */
export interface DryRun {
	brief: {
		language: string;
		title: string | null;
		seconds: number | null;
		ratio: Ratio | null;
		/** Each piece of the prompt in order. `scenes`: ids of those that show it; null for an instruction. */
		spans: PlannedSpan[];
		/** Content that no scene shows. */
		notShown: string[];
	};
	storyboard: Storyboard;
}

/** Reads a prompt and plans its film, without a studio and without a sandbox. */
export function dryRun(prompt: string, options: PlanOptions = {}): DryRun {
	const read = readBrief(prompt);
	const brief = { ...read, seconds: options.duration ?? read.seconds, ratio: options.ratio ?? read.ratio };
	const { storyboard } = planFilm(brief, null);
	const spans = plannedSpans(brief, storyboard);
	return {
		brief: {
			language: brief.language,
			title: brief.title,
			seconds: brief.seconds,
			ratio: brief.ratio,
			spans,
			notShown: spans.filter((span) => span.scenes?.length === 0).map((span) => span.text),
		},
		storyboard,
	};
}

/** The dry run for people, line by line. */
export function planLines({ brief, storyboard }: DryRun): string[] {
	const seconds = filmDurationInFrames(storyboard) / storyboard.fps;
	const ratio = Object.entries(RATIO_SIZE).find(
		([, size]) => size.width === storyboard.width && size.height === storyboard.height,
	);
	return [
		`${brief.title ?? "A film without a title"}: ${seconds.toFixed(1)} s, ${ratio?.[0] ?? `${storyboard.width}x${storyboard.height}`}, ${storyboard.scenes.length} scenes`,
		"",
		"Read as",
		...brief.spans.map(
			(span) =>
				`  ${(span.kind === "content" ? "shown" : span.kind).padEnd(10)} ${span.text.replace(/\s+/g, " ")}${places(span)}`,
		),
		"",
		"Scenes",
		...storyboard.scenes.map(
			(scene, index) =>
				`  ${String(index + 1).padStart(2)}. ${scene.id.padEnd(18)} ${(scene.durationInFrames / storyboard.fps).toFixed(1)} s`,
		),
	];
}

function places(span: PlannedSpan): string {
	if (!span.scenes) return "";
	return span.scenes.length > 0 ? `  -> ${span.scenes.join(", ")}` : "  -> in no scene";
}
