import type { CSSProperties } from "react";
import { commonDirectionOf } from "../../design/direction";
import { measureWith } from "../../design/fit";
import { keyed, places } from "../../design/keyed";
import type { SceneLook, Voice } from "../../design/scene";
import { voiceStyle } from "../../design/Text";
import { voiceFor } from "../../design/voice";
import { glyphs } from "../parts/glyphs";
import type { Tone } from "../parts/tone";

/** Between two words, in em: half before the sign and half after it. */
const GAP = 0.5;
const SIGN = 0.4;

type Run = {
	voice: Voice;
	/** Px. */
	size: number;
	/** Width of all words once, px. */
	length: number;
};

/** A line of words as high as `height` px, smaller where the longest would not be seen whole in `width` px. */
export const runOf = (scene: SceneLook, words: readonly string[], height: number, width: number): Run => {
	const voice = voiceFor({ ...scene.voices.heading, lineHeight: 1 }, words.join(" "));
	const measure = measureWith(voice);
	const longest = Math.max(...words.map((word) => measure(word, 100) / 100), 0.1);
	const size = Math.min(height / Math.max(1.12, voice.lineHeight), (width * 0.94) / longest);
	const length = words.reduce((sum, word) => sum + (measure(word, 100) / 100) * size + (GAP * 2 + SIGN) * size, 0);
	return { voice, size, length };
};

/** Sign between two words. */
const Between = ({ size, color }: { size: number; color: string }) => (
	<svg
		width={size * SIGN}
		height={size * SIGN}
		viewBox="0 0 100 100"
		role="presentation"
		style={{ margin: `0 ${size * GAP}px`, flex: "none" }}
	>
		<path d={glyphs.star} fill={color} />
	</svg>
);

const Words = ({
	words,
	run,
	color,
	sign,
	hidden,
}: {
	words: readonly string[];
	run: Run;
	color: string;
	sign: string;
	hidden: boolean;
}) => (
	<div
		aria-hidden={hidden}
		style={{ ...voiceStyle(run.voice, run.size), width: run.length, display: "flex", alignItems: "center", color, flex: "none" }}
	>
		{keyed(words, String).map(({ key, item }) => (
			<span key={key} style={{ display: "flex", alignItems: "center" }}>
				{item}
				<Between size={run.size} color={sign} />
			</span>
		))}
	</div>
);

/** Words that run past without a seam: as many copies as the width needs, moved by less than one of them. */
export const Running = ({
	scene,
	words,
	run,
	width,
	speed,
	tone,
	from = 0,
	hidden = false,
	style,
}: {
	scene: SceneLook;
	words: readonly string[];
	run: Run;
	width: number;
	/** Px a second; negative to the right. */
	speed: number;
	tone: Tone;
	/** Share of the line that has passed at the start. */
	from?: number;
	/** Of copies that hold no word of their own. */
	hidden?: boolean;
	style?: CSSProperties;
}) => {
	const { frame, fps } = scene.motion;
	const passed = (((from * run.length + (frame / fps) * speed) % run.length) + run.length) % run.length;
	const copies = Math.ceil(width / run.length) + 1;
	return (
		<div dir={commonDirectionOf(words)} style={{ position: "relative", width, overflow: "hidden", ...style }}>
			<div dir="ltr" style={{ display: "flex", transform: `translateX(${-passed}px)` }}>
				{places(copies).map(({ key, index }) => (
					<Words key={key} words={words} run={run} color={tone.ink} sign={tone.signal} hidden={hidden || index > 0} />
				))}
			</div>
		</div>
	);
};

/** Speed at which words can be read, px a second. */
export const speedOf = (scene: SceneLook): number => scene.u(scene.by({ wide: 260, tall: 220, square: 220 }));
