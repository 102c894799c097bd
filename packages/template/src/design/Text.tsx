import { useMemo } from "react";
import { FittedLines } from "./FittedLines";
import { type FittedText, fitText, measureWith } from "./fit";
import { opticalSize } from "./optical";
import type { SceneLook, Voice } from "./scene";
import { voiceFor } from "./voice";

export { FittedLines } from "./FittedLines";
export { voiceStyle } from "./voice";

type Box = { width: number; height: number /** Design units. */; maxSize: number; minSize?: number; maxLines?: number };

/**
 * Lines and size of `text` in a box given in px (sizes in design units). Measured once, not on every frame, also when
 * the voice is an object made anew each time.
 */
export const useFittedText = (scene: SceneLook, voice: Voice, text: string, box: Box): FittedText => {
	const { width, height, maxLines } = box;
	const { family, weight, italic, stretch, letterSpacing, lineHeight, case: to } = voiceFor(voice, text);
	const maxSize = scene.u(box.maxSize * opticalSize(voice, text));
	const minSize = scene.u(box.minSize ?? Math.min(box.maxSize, 30));
	return useMemo(
		() =>
			fitText(
				{ text, width, height, maxSize, minSize, lineHeight, ...(maxLines === undefined ? {} : { maxLines }) },
				measureWith({ family, weight, italic, stretch, letterSpacing, case: to }),
			),
		[text, width, height, maxSize, minSize, maxLines, family, weight, italic, stretch, letterSpacing, lineHeight, to],
	);
};

/** Like `useFittedText` for things of a kind (points, steps): all get the size of the one that needs the smallest. */
export const useFittedGroup = (scene: SceneLook, voice: Voice, texts: string[], box: Box): FittedText[] => {
	const { width, height, maxLines } = box;
	const { family, weight, italic, stretch, letterSpacing, lineHeight, case: to } = voiceFor(voice, texts.join(" "));
	const maxSize = scene.u(box.maxSize * opticalSize(voice, texts.join(" ")));
	const minSize = scene.u(box.minSize ?? Math.min(box.maxSize, 30));
	// The texts are compared by what they say: their array is a new one on every render.
	const joined = texts.join("\u0000");
	return useMemo(() => {
		const fit = (text: string, largest: number) =>
			fitText(
				{
					text,
					width,
					height,
					maxSize: largest,
					minSize,
					lineHeight,
					...(maxLines === undefined ? {} : { maxLines }),
				},
				measureWith({ family, weight, italic, stretch, letterSpacing, case: to }),
			);
		const all = joined.split("\u0000");
		const common = Math.min(...all.map((text) => fit(text, maxSize).fontSize));
		return all.map((text) => fit(text, common));
	}, [joined, width, height, maxSize, minSize, maxLines, family, weight, italic, stretch, letterSpacing, lineHeight, to]);
};

/** Fits and shows in one step, for text that nothing else depends on. */
export const Text = ({
	scene,
	voice,
	text,
	box,
	...rest
}: { scene: SceneLook; voice: Voice; text: string; box: Box } & Omit<
	Parameters<typeof FittedLines>[0],
	"fitted" | "scene" | "voice"
>) => <FittedLines scene={scene} voice={voice} fitted={useFittedText(scene, voice, text, box)} {...rest} />;
