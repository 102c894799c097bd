import type { CSSProperties, ReactNode } from "react";
import { mix } from "../../../design/color";
import { directionOf } from "../../../design/direction";
import type { FittedText } from "../../../design/fit";
import { keyed } from "../../../design/keyed";
import type { SceneLook } from "../../../design/scene";
import { FittedLines, useFittedGroup, useFittedText } from "../../../design/Text";
import type { Tone } from "../../parts/tone";
import type { ScreenContent } from "./content";
import type { ScreenTones } from "./tones";

/** The part of a screen that a kind of content fills. */
export type ScreenProps = {
	scene: SceneLook;
	content: ScreenContent;
	tones: ScreenTones;
	/** Of the whole screen, px. */
	width: number;
	height: number;
	/** Height of the part that is seen, px: the rest may be cut by the film's picture, and holds no words. */
	seen: number;
	/** A point of the screen, px: a phone is 390 points wide. */
	p: number;
	/** Beat at which its parts begin to come. */
	start: number;
};

/** A size in points of the screen as design units, which fitted text is measured in. */
export const unitsOf = (scene: SceneLook, px: number): number => px / scene.u(1);

/** A bar in place of words that nobody wrote. */
export const Bar = ({
	width,
	height,
	color,
	style,
}: {
	width: number | string;
	height: number;
	color: string;
	style?: CSSProperties;
}) => <div style={{ width, height, borderRadius: height, backgroundColor: color, flex: "none", ...style }} />;

/** Something that slides up into its place. */
export const Slide = ({
	scene,
	start,
	by,
	style,
	children,
}: {
	scene: SceneLook;
	start: number;
	/** From how far below, px. */
	by: number;
	style?: CSSProperties;
	children: ReactNode;
}) => {
	const shown = scene.motion.enter(start, 0.8);
	return (
		<div style={{ ...style, opacity: Math.min(1, shown * 2), transform: `translateY(${(1 - shown) * by}px)` }}>{children}</div>
	);
};

/** The title of a screen with the round picture of whoever is signed in. Takes 78 points. */
export const AppBar = ({
	scene,
	title,
	tone,
	accent,
	width,
	p,
}: {
	scene: SceneLook;
	title: string | undefined;
	tone: Tone;
	accent: string;
	width: number;
	p: number;
}) => {
	const voice = { ...scene.voices.heading, lineHeight: 1.1 };
	const fitted = useFittedText(scene, voice, title ?? "", {
		width: width - 100 * p,
		height: 64 * p,
		maxSize: unitsOf(scene, 34 * p),
		minSize: unitsOf(scene, 17 * p),
		maxLines: 2,
	});
	return (
		<div
			dir={directionOf(title ?? "")}
			style={{ height: 78 * p, padding: `0 ${22 * p}px`, display: "flex", alignItems: "center", justifyContent: "space-between" }}
		>
			{title ? (
				<FittedLines scene={scene} voice={voice} fitted={fitted} color={tone.ink} reveal="none" align="left" />
			) : (
				<Bar width={150 * p} height={20 * p} color={tone.line} />
			)}
			<div
				style={{
					width: 40 * p,
					height: 40 * p,
					borderRadius: "50%",
					backgroundColor: accent,
					overflow: "hidden",
					position: "relative",
					flex: "none",
				}}
			>
				<div
					style={{
						position: "absolute",
						left: 12 * p,
						top: 8 * p,
						width: 16 * p,
						height: 16 * p,
						borderRadius: "50%",
						backgroundColor: tone.ink,
						opacity: 0.85,
					}}
				/>
				<div
					style={{
						position: "absolute",
						left: 4 * p,
						top: 27 * p,
						width: 32 * p,
						height: 30 * p,
						borderRadius: "50%",
						backgroundColor: tone.ink,
						opacity: 0.85,
					}}
				/>
			</div>
		</div>
	);
};

/** Signs of the foot of a screen, in a box of 24. */
const TABS = [
	"M3.5 11L12 4L20.5 11V20H3.5Z",
	"M16 16L21 21M18 10.5A7.5 7.5 0 1 1 3 10.5A7.5 7.5 0 1 1 18 10.5",
	"M12 20C5 15 3 11.5 3 8.5A4.5 4.5 0 0 1 12 7A4.5 4.5 0 0 1 21 8.5C21 11.5 19 15 12 20Z",
	"M16 8A4 4 0 1 1 8 8A4 4 0 1 1 16 8M4 21C4 12 20 12 20 21",
];

/** Signs at the foot of a screen. Takes 74 points. */
export const TabBar = ({ tones, p }: { tones: ScreenTones; p: number }) => (
	<div
		style={{
			position: "absolute",
			left: 0,
			right: 0,
			bottom: 0,
			height: 74 * p,
			display: "flex",
			justifyContent: "space-around",
			padding: `${15 * p}px ${20 * p}px 0`,
			boxSizing: "border-box",
			backgroundColor: tones.ground.fill,
			borderTop: `${Math.max(1, p)}px solid ${tones.ground.line}`,
		}}
	>
		{TABS.map((d, index) => (
			<svg key={d} width={26 * p} height={26 * p} viewBox="0 0 24 24" role="presentation">
				<path
					d={d}
					fill="none"
					stroke={index === 0 ? tones.ground.signal : tones.ground.quiet}
					strokeWidth={2}
					strokeLinecap="round"
					strokeLinejoin="round"
				/>
			</svg>
		))}
	</div>
);

/** Lines of a screen in one size, each beside a small coloured field. */
export const ScreenRows = ({
	scene,
	lines,
	tones,
	width,
	height,
	p,
	start,
	most = 84,
}: Pick<ScreenProps, "scene" | "tones" | "width" | "height" | "p" | "start"> & {
	lines: string[] /** Tallest row, points. */;
	most?: number;
}) => {
	const gap = 10 * p;
	const row = Math.min((height - gap * (lines.length - 1)) / Math.max(1, lines.length), most * p);
	const sign = Math.min(row * 0.62, 46 * p);
	const voice = { ...scene.voices.strong, lineHeight: 1.18 };
	const fitted = useFittedGroup(scene, voice, lines.length > 0 ? lines : [""], {
		width: width - sign - 60 * p,
		height: row * 0.84,
		maxSize: unitsOf(scene, 25 * p),
		minSize: unitsOf(scene, 13 * p),
		maxLines: 3,
	});
	const step = scene.motion.stagger(lines.length, start, 0.16);
	return (
		<div style={{ display: "flex", flexDirection: "column", gap }}>
			{keyed(lines, String).map(({ key, item, index }) => (
				<Slide key={key} scene={scene} start={start + index * step} by={36 * p}>
					<ScreenRow scene={scene} text={fitted[index]} line={item} tones={tones} row={row} sign={sign} p={p} index={index} />
				</Slide>
			))}
		</div>
	);
};

const ScreenRow = ({
	scene,
	text,
	line,
	tones,
	row,
	sign,
	p,
	index,
}: {
	scene: SceneLook;
	text: FittedText | undefined;
	line: string;
	tones: ScreenTones;
	row: number;
	sign: number;
	p: number;
	index: number;
}) => {
	const { card, ground } = tones;
	const round = Math.min(scene.radius, row * 0.3);
	const fill = mix(card.fill, ground.signal, index === 0 ? 1 : 0.26);
	return (
		<div
			dir={directionOf(line)}
			style={{
				height: row,
				borderRadius: round,
				backgroundColor: card.fill,
				display: "flex",
				alignItems: "center",
				gap: 14 * p,
				padding: `0 ${14 * p}px`,
				boxSizing: "border-box",
			}}
		>
			<div
				style={{
					width: sign,
					height: sign,
					borderRadius: Math.min(scene.radius, sign * 0.34),
					backgroundColor: fill,
					flex: "none",
					position: "relative",
				}}
			>
				<div
					style={{
						position: "absolute",
						inset: sign * 0.32,
						borderRadius: index % 3 === 0 ? "50%" : index % 3 === 1 ? sign * 0.06 : `50% 50% 50% 0`,
						backgroundColor: index === 0 ? tones.accent.ink : ground.signal,
					}}
				/>
			</div>
			{text ? (
				<FittedLines
					scene={scene}
					voice={{ ...scene.voices.strong, lineHeight: 1.18 }}
					fitted={text}
					color={card.ink}
					reveal="none"
					align="left"
					style={{ flex: 1, minWidth: 0 }}
				/>
			) : null}
		</div>
	);
};
