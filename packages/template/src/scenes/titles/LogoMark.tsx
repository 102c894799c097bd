import { random } from "remotion";
import { easeInOut } from "../../design/motion";
import type { SceneLook } from "../../design/scene";
import type { LogoReveal, Mark } from "./logo-fields";

type Stroke = { d: string; colour: "accent" | "accent2" | "text"; width?: number };

/** Strokes on a 200 × 200 field, drawn in this order. */
const strokes: Record<Mark, Stroke[]> = {
	spark: [
		{
			d: "M100 14 C106 74 126 94 186 100 C126 106 106 126 100 186 C94 126 74 106 14 100 C74 94 94 74 100 14 Z",
			colour: "accent",
		},
		{ d: "M158 30 V62 M142 46 H174", colour: "accent2", width: 9 },
	],
	orbit: [
		{ d: "M100 64 A36 36 0 1 1 99.9 64 Z", colour: "accent" },
		{ d: "M26 138 C-8 90 60 26 112 24 C176 22 206 66 178 106 C150 148 62 182 26 138 Z", colour: "accent2", width: 9 },
	],
	wave: [
		{ d: "M14 76 C42 36 72 36 100 76 S158 116 186 76", colour: "accent" },
		{ d: "M14 126 C42 86 72 86 100 126 S158 166 186 126", colour: "accent2" },
	],
	hexagon: [
		{ d: "M100 14 L174 57 V143 L100 186 L26 143 V57 Z", colour: "accent" },
		{ d: "M26 57 L100 100 L174 57 M100 100 V186", colour: "accent2", width: 9 },
	],
	bars: [
		{ d: "M34 172 V112", colour: "accent2", width: 24 },
		{ d: "M78 172 V40", colour: "accent", width: 24 },
		{ d: "M122 172 V84", colour: "accent", width: 24 },
		{ d: "M166 172 V24", colour: "accent2", width: 24 },
	],
};

type Pose = { drawn: number; transform?: string; opacity: number };

/** How far a stroke has come, in the way that the logo is revealed. */
const poseOf = (scene: SceneLook, reveal: LogoReveal, index: number, count: number): Pose => {
	const { motion } = scene;
	if (reveal === "draw") {
		const drawn = motion.enter(index * (0.5 / count) - 0.2, 1.1, easeInOut);
		return { drawn, opacity: drawn > 0.001 ? 1 : 0 };
	}
	if (reveal === "assemble") {
		const shown = motion.pop(index * 0.16 - 0.3, 1);
		const angle = random(`${scene.seed}-part-${index}`) * Math.PI * 2;
		const far = (1 - shown) * 220;
		const transform = `translate(${Math.cos(angle) * far} ${Math.sin(angle) * far}) rotate(${(1 - shown) * 120} 100 100)`;
		return { drawn: 1, transform, opacity: Math.min(1, shown * 2) };
	}
	return { drawn: 1, opacity: 1 };
};

/** The sign of a logo, drawn by code, in `size` px. */
export const LogoMark = ({
	scene,
	mark,
	size,
	reveal,
	colors,
}: {
	scene: SceneLook;
	mark: Mark;
	size: number;
	reveal: LogoReveal;
	colors: { accent: string; accent2: string; text: string };
}) => {
	const parts = strokes[mark];
	const filled = reveal === "draw" ? scene.motion.enter(0.7, 0.8) : 1;
	return (
		<svg width={size} height={size} viewBox="0 0 200 200" role="presentation" style={{ display: "block", overflow: "visible" }}>
			{parts.map((part, index) => {
				const pose = poseOf(scene, reveal, index, parts.length);
				return (
					<path
						key={part.d}
						d={part.d}
						pathLength={1}
						// The gap is a little longer than the path: no dot of the round end shows at its start.
						strokeDasharray={pose.drawn < 1 ? "1 1.2" : undefined}
						strokeDashoffset={pose.drawn < 1 ? 1.1 * (1 - pose.drawn) : undefined}
						fill={part.d.endsWith("Z") && part.colour === "accent" ? colors.accent : "none"}
						fillOpacity={0.2 * filled}
						stroke={colors[part.colour]}
						strokeWidth={part.width ?? 12}
						strokeLinecap="round"
						strokeLinejoin="round"
						opacity={pose.opacity}
						transform={pose.transform}
					/>
				);
			})}
		</svg>
	);
};
