import { useMemo } from "react";
import { type FittedText, fitText, measureWith } from "../../design/fit";
import type { SceneLook, Voice } from "../../design/scene";
import { voiceFor } from "../../design/voice";

type Box = { width: number; height: number /** Design units. */; maxSize: number; minSize?: number; maxLines?: number };

/** Like `useFittedGroup`, but each text gets the largest size at which it fits by itself: for texts seen one at a time. */
export const useFittedEach = (scene: SceneLook, voice: Voice, texts: string[], box: Box): FittedText[] => {
	const { width, height, maxLines } = box;
	const { family, weight, italic, stretch, letterSpacing, lineHeight, case: to } = voiceFor(voice, texts.join(" "));
	const maxSize = scene.u(box.maxSize);
	const minSize = scene.u(box.minSize ?? Math.min(box.maxSize, 30));
	// The texts are compared by their content: their array is a new one on every render.
	const joined = texts.join("\u0000");
	return useMemo(
		() =>
			joined
				.split("\u0000")
				.map((text) =>
					fitText(
						{ text, width, height, maxSize, minSize, lineHeight, ...(maxLines === undefined ? {} : { maxLines }) },
						measureWith({ family, weight, italic, stretch, letterSpacing, case: to }),
					),
				),
		[joined, width, height, maxSize, minSize, maxLines, family, weight, italic, stretch, letterSpacing, lineHeight, to],
	);
};
