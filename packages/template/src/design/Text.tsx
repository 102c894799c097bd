import { type CSSProperties, useMemo } from "react";
import { type Direction, directionOf } from "./direction";
import { type FittedText, fitText, measureWith } from "./fit";
import { keyed } from "./keyed";
import type { SceneLook, Voice } from "./scene";

type Box = { width: number; height: number /** Design units. */; maxSize: number; minSize?: number; maxLines?: number };

/**
 * Lines and size of `text` in a box given in px (sizes in design units). Measured once, not on every frame, also when
 * the voice is an object made anew each time.
 */
export const useFittedText = (scene: SceneLook, voice: Voice, text: string, box: Box): FittedText => {
	const { width, height, maxLines } = box;
	const { family, weight, letterSpacing, lineHeight } = voice;
	const maxSize = scene.u(box.maxSize);
	const minSize = scene.u(box.minSize ?? Math.min(box.maxSize, 30));
	return useMemo(
		() =>
			fitText(
				{ text, width, height, maxSize, minSize, lineHeight, ...(maxLines === undefined ? {} : { maxLines }) },
				measureWith({ family, weight, letterSpacing }),
			),
		[text, width, height, maxSize, minSize, maxLines, family, weight, letterSpacing, lineHeight],
	);
};

/** Like `useFittedText` for things of a kind (points, steps): all get the size of the one that needs the smallest. */
export const useFittedGroup = (scene: SceneLook, voice: Voice, texts: string[], box: Box): FittedText[] => {
	const { width, height, maxLines } = box;
	const { family, weight, letterSpacing, lineHeight } = voice;
	const maxSize = scene.u(box.maxSize);
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
				measureWith({ family, weight, letterSpacing }),
			);
		const all = joined.split("\u0000");
		const common = Math.min(...all.map((text) => fit(text, maxSize).fontSize));
		return all.map((text) => fit(text, common));
	}, [joined, width, height, maxSize, minSize, maxLines, family, weight, letterSpacing, lineHeight]);
};

export const voiceStyle = (voice: Voice, fontSize: number): CSSProperties => ({
	fontFamily: `"${voice.family}", sans-serif`,
	fontWeight: voice.weight,
	fontSize,
	letterSpacing: `${voice.letterSpacing}em`,
	lineHeight: voice.lineHeight,
	whiteSpace: "pre",
});

/**
 * Text that was fitted, line by line. `reveal` "mask" lets each line rise out of its own edge (headings), "fade" lets it
 * float in (running text), "none" shows it.
 */
export const FittedLines = ({
	scene,
	voice,
	fitted,
	color,
	start = 0,
	reveal = "mask",
	align = scene.align,
	direction = directionOf(fitted.lines.join(" ")),
	style,
}: {
	scene: SceneLook;
	voice: Voice;
	fitted: FittedText;
	color: string;
	/** Beat at which the first line comes. */
	start?: number;
	reveal?: "mask" | "fade" | "none";
	align?: "left" | "center";
	/** Default: that of the text's first letter. */
	direction?: Direction;
	style?: CSSProperties;
}) => {
	const step = scene.motion.stagger(fitted.lines.length, start, 0.09);
	// Text that is read from right to left begins on the right of the place it has.
	const place: CSSProperties =
		align === "center" ? { textAlign: "center" } : { textAlign: "start", ...(direction === "rtl" ? { width: "100%" } : {}) };
	return (
		<div dir={direction} style={{ ...voiceStyle(voice, fitted.fontSize), color, ...place, ...style }}>
			{keyed(fitted.lines, String).map(({ key, item: line, index }) => {
				if (reveal === "none") return <div key={key}>{line}</div>;
				const shown = scene.motion.enter(start + index * step, reveal === "mask" ? 1 : 0.8);
				if (reveal === "fade") {
					return (
						<div key={key} style={{ opacity: shown, transform: `translateY(${(1 - shown) * fitted.fontSize * 0.6}px)` }}>
							{line}
						</div>
					);
				}
				// The mask is larger than the line, so that accents and descenders are not cut.
				return (
					<div
						key={key}
						style={{ overflow: "clip", overflowClipMargin: 0, padding: "0.14em 0.1em 0.2em", margin: "-0.14em -0.1em -0.2em" }}
					>
						<div style={{ transform: `translateY(${(1 - shown) * 118}%)`, opacity: Math.min(1, shown * 3) }}>{line}</div>
					</div>
				);
			})}
		</div>
	);
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
