import type { CSSProperties } from "react";
import type { Reveal } from "../looks";
import { useScenePlace } from "./context";
import { type Direction, directionOf } from "./direction";
import type { FittedText } from "./fit";
import { keyed } from "./keyed";
import { OPENING_BEATS } from "./motion";
import type { SceneLook, Voice } from "./scene";
import { voiceFor, voiceStyle } from "./voice";

type LineProps = {
	scene: SceneLook;
	line: string;
	/** Beat at which it comes. */
	start: number;
	fontSize: number;
	/** Of the exit: 0 while it stands, 1 when it is gone. */
	leaving: number;
	rtl: boolean;
	centered: boolean;
	index: number;
};

/** Rises out of its own edge, and goes on upwards. The edge is wider than the line: accents and descenders are not cut. */
const RiseLine = ({
	scene,
	line,
	start,
	leaving,
	far = 118,
}: LineProps & { /** Of the way, in percent of the line. */ far?: number }) => {
	const shown = scene.motion.enter(start, 1);
	const moving = shown < 1 || leaving > 0;
	return (
		<div style={moving ? { clipPath: "inset(-0.14em -0.1em -0.2em)" } : {}}>
			<div style={{ transform: `translateY(${(1 - shown) * far - leaving * far}%)`, opacity: Math.min(1, shown * 3) }}>
				{line}
			</div>
		</div>
	);
};

/** Its mask stands in a box of the line's own height, because margins of neighbours would melt into one. Lines are set
 * so tightly that the tops of letters would show at a shorter way. */
const MaskLine = (props: LineProps) => (
	<div style={{ display: "flow-root" }}>
		<RiseLine {...props} far={150} />
	</div>
);

/**
 * Beats that words take to come in. A film's first frame holds its main words whole: players show it of a film at rest. What
 * begins before that frame ends by it.
 */
const useArrival = (start: number, wish: number): number => {
	const isFirst = useScenePlace().index === 0;
	return isFirst && start < OPENING_BEATS ? Math.min(wish, Math.max(0.05, OPENING_BEATS - start)) : wish;
};

const FadeLine = ({ scene, line, start, fontSize, leaving }: LineProps) => {
	const shown = scene.motion.enter(start, useArrival(start, 1.3));
	return (
		<div style={{ opacity: shown * (1 - leaving), transform: `translateY(${(1 - shown) * fontSize * 0.18}px)` }}>{line}</div>
	);
};

/** Slides in along the line behind an edge that opens. */
const SlideLine = ({ scene, line, start, fontSize, leaving, rtl }: LineProps) => {
	const shown = scene.motion.enter(start, 0.9);
	const from = rtl ? 1 : -1;
	const edge = (1 - shown) * 100;
	const hidden = leaving * 100;
	const inset = rtl ? `-20% ${edge}% -20% ${hidden}%` : `-20% ${hidden}% -20% ${edge}%`;
	return (
		<div
			style={{
				clipPath: shown < 1 || leaving > 0 ? `inset(${inset})` : undefined,
				transform: `translateX(${(1 - shown) * from * fontSize * 0.9 - leaving * from * fontSize * 0.9}px)`,
			}}
		>
			{line}
		</div>
	);
};

/** Word by word, each with a spring. */
const PopLine = ({ scene, line, start, leaving, index: nth }: LineProps) => (
	<div style={{ transform: `scale(${1 - leaving * 0.5})`, opacity: 1 - leaving }}>
		{keyed(line.split(" "), String).map(({ key, item: word, index }) => {
			const shown = scene.motion.pop(start + index * 0.09, 0.9);
			const tilt = (index + nth) % 2 === 0 ? -7 : 6;
			return (
				<span key={key}>
					{index > 0 ? " " : null}
					<span
						style={{
							display: "inline-block",
							opacity: Math.min(1, shown * 3),
							transform: `scale(${0.4 + 0.6 * shown}) rotate(${(1 - shown) * tilt}deg)`,
						}}
					>
						{word}
					</span>
				</span>
			);
		})}
	</div>
);

/** As if typed, with a block for a cursor. Scripts whose letters join are uncovered instead: torn apart they look wrong. */
const TypeLine = (props: LineProps) => {
	const { scene, line, start, leaving, rtl } = props;
	const signs = [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(line)].map((part) => part.segment);
	const length = useArrival(start, 0.25 + signs.length * 0.028);
	if (rtl || /[\u0900-\u0dff]/.test(line)) return <SlideLine {...props} />;
	const typed = scene.motion.enter(start, length, (value) => value);
	const count = Math.round(signs.length * typed * (1 - leaving));
	const busy = (typed > 0 && typed < 1) || (leaving > 0 && leaving < 1);
	return (
		<div style={{ position: "relative" }}>
			<span>{signs.slice(0, count).join("")}</span>
			{busy ? (
				<span
					style={{
						position: "absolute",
						// A box, because few fonts have a block sign.
						top: "calc(50% - 0.5em)",
						width: "0.34em",
						height: "1em",
						marginInlineStart: "0.06em",
						backgroundColor: scene.palette.accent,
					}}
				/>
			) : null}
			<span style={{ visibility: "hidden" }}>{signs.slice(count).join("")}</span>
		</div>
	);
};

/** A block of colour runs over the line and leaves the words behind it. */
const BlockLine = ({ scene, line, start, leaving, rtl, centered, index }: LineProps) => {
	const covered = scene.motion.enter(start, 0.45);
	const freed = scene.motion.enter(start + 0.32, 0.6);
	const near = rtl ? "100%" : "0%";
	const far = rtl ? "0%" : "100%";
	const { accent, accent2 } = scene.palette;
	const busy = (covered > 0 && freed < 1) || (leaving > 0 && leaving < 1);
	const size = leaving > 0 ? Math.sin(Math.min(1, leaving) * Math.PI) : freed > 0 ? 1 - freed : covered;
	return (
		<div style={{ position: "relative", width: "fit-content", maxWidth: "100%", marginInline: centered ? "auto" : 0 }}>
			<div style={{ visibility: (freed > 0 && leaving < 0.5) || (covered >= 1 && leaving === 0) ? "visible" : "hidden" }}>
				{line}
			</div>
			{busy ? (
				<div
					style={{
						position: "absolute",
						inset: "0.04em -0.06em",
						backgroundColor: index % 2 === 0 ? accent : accent2,
						transform: `scaleX(${size})`,
						transformOrigin: (freed > 0 && leaving === 0) || leaving >= 0.5 ? `${far} 50%` : `${near} 50%`,
					}}
				/>
			) : null}
		</div>
	);
};

const LINES: Record<Reveal, (props: LineProps) => React.ReactNode> = {
	rise: RiseLine,
	mask: MaskLine,
	fade: FadeLine,
	slide: SlideLine,
	pop: PopLine,
	type: TypeLine,
	blocks: BlockLine,
};

/** Running text: quieter than a heading in every look. */
const QuietLine = ({ scene, line, start, fontSize, leaving }: LineProps) => {
	const shown = scene.motion.enter(start, 0.8);
	const sideways = scene.look.motion.reveal === "slide" || scene.look.motion.reveal === "blocks";
	const shift = (1 - shown) * fontSize * 0.6;
	return (
		<div
			style={{
				opacity: shown * (1 - leaving),
				transform: sideways ? `translateX(${-shift}px)` : `translateY(${shift - leaving * fontSize * 0.4}px)`,
			}}
		>
			{line}
		</div>
	);
};

/**
 * Text that was fitted, line by line. `reveal` "mask" lets each line come as headings of the film's look do, "fade" lets it
 * float in (running text), "none" shows it.
 */
export const FittedLines = ({
	scene,
	voice: wished,
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
	const { exitCovers } = useScenePlace();
	const { lines, fontSize } = fitted;
	const { motion } = scene;
	const text = lines.join(" ");
	const voice = voiceFor(wished, text);
	const step = motion.stagger(lines.length, start, 0.09);
	// Text that is read from right to left begins on the right of the place it has.
	const place: CSSProperties =
		align === "center" ? { textAlign: "center" } : { textAlign: "start", ...(direction === "rtl" ? { width: "100%" } : {}) };
	const Line = reveal === "mask" ? LINES[scene.look.motion.reveal] : QuietLine;
	return (
		<div dir={direction} style={{ ...voiceStyle(voice, fontSize), color, ...place, ...style }}>
			{keyed(lines, String).map(({ key, item: line, index }) =>
				reveal === "none" ? (
					<div key={key}>{line}</div>
				) : (
					<Line
						key={key}
						scene={scene}
						line={line}
						start={start + index * step}
						fontSize={fontSize}
						leaving={exitCovers ? 0 : motion.leave(index, lines.length)}
						rtl={direction === "rtl"}
						centered={align === "center"}
						index={index}
					/>
				),
			)}
		</div>
	);
};
