import { z } from "zod";
import { commonFields, line } from "../../design/fields";
import { keyed } from "../../design/keyed";
import { easeInOut } from "../../design/motion";
import { Picture } from "../../design/Picture";
import { Stage } from "../../design/Stage";
import type { SceneLook } from "../../design/scene";
import { useScene } from "../../design/scene";
import { Text, useFittedText, voiceStyle } from "../../design/Text";
import { defineScene } from "../define";

const marks = ["spark", "orbit", "wave", "hexagon", "bars"] as const;

const logoSchema = z.strictObject({
	name: line("Name", "Of the maker or the thing"),
	tagline: line("Tagline", "A few words under the name").optional(),
	mark: z
		.enum([...marks, "none"])
		.optional()
		.meta({ title: "Mark", description: "The sign that is drawn; none: the name alone" }),
	src: line("Logo picture", "A file below public/ in place of the sign").optional(),
	...commonFields,
});

type Stroke = { d: string; colour: "accent" | "accent2" | "text"; width?: number };

/** Strokes on a 200 × 200 field, drawn in this order. */
const strokes: Record<(typeof marks)[number], Stroke[]> = {
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

const Mark = ({ scene, mark, size }: { scene: SceneLook; mark: (typeof marks)[number]; size: number }) => {
	const { palette, motion } = scene;
	const parts = strokes[mark];
	const filled = motion.enter(0.9, 0.8);
	return (
		<svg width={size} height={size} viewBox="0 0 200 200" role="presentation" style={{ flex: "none", overflow: "visible" }}>
			{parts.map((part, index) => {
				const drawn = motion.enter(index * (0.5 / parts.length), 1.1, easeInOut);
				return (
					<path
						key={part.d}
						d={part.d}
						pathLength={1}
						// The gap is a little longer than the path: no dot of the round end shows at its start.
						strokeDasharray="1 1.2"
						strokeDashoffset={1.1 * (1 - drawn)}
						fill={part.d.endsWith("Z") && part.colour === "accent" ? palette.accent : "none"}
						fillOpacity={0.2 * filled}
						stroke={palette[part.colour]}
						strokeWidth={part.width ?? 12}
						strokeLinecap="round"
						strokeLinejoin="round"
						opacity={drawn > 0.001 ? 1 : 0}
					/>
				);
			})}
		</svg>
	);
};

const Logo = (props: z.infer<typeof logoSchema>) => {
	const scene = useScene(props, "center");
	const { u, box, by, palette, voices, motion, ratio, align } = scene;
	const beside = ratio === "wide" && align === "center" && props.name.length <= 18;
	const size = u(by({ wide: beside ? 230 : 250, tall: 330, square: 260 }));
	const gap = u(beside ? 60 : 56);
	const name = useFittedText(scene, voices.heading, props.name, {
		width: beside ? box.width - size - gap : box.width,
		height: box.height * 0.34,
		maxSize: by({ wide: beside ? 196 : 150, tall: 150, square: 130 }),
		minSize: 56,
		maxLines: beside ? 1 : 3,
	});
	let next = 0;
	const signs = name.lines.join("").length;
	const step = Math.min(0.05, 0.7 / Math.max(1, signs));
	return (
		<Stage scene={scene}>
			<div
				style={{
					display: "flex",
					flexDirection: beside ? "row" : "column",
					alignItems: align === "left" ? "flex-start" : "center",
					gap,
					transform: `scale(${1 + motion.through * 0.02})`,
					transformOrigin: align === "left" ? "0 50%" : "50% 50%",
				}}
			>
				{props.src ? (
					<div style={{ position: "relative", width: size, height: size, flex: "none", opacity: motion.enter(0, 0.9) }}>
						<Picture scene={scene} src={props.src} style={{ objectFit: "contain" }} />
					</div>
				) : props.mark === "none" ? null : (
					<Mark scene={scene} mark={props.mark ?? "spark"} size={size} />
				)}
				<div style={{ ...voiceStyle(voices.heading, name.fontSize), color: palette.text, textAlign: beside ? "left" : align }}>
					{keyed(name.lines, String).map(({ key: lineKey, item: text }) => (
						<div key={lineKey}>
							{keyed([...text], String).map(({ key, item: sign }) => {
								const shown = motion.enter(0.35 + next++ * step, 0.8);
								return (
									<span
										key={key}
										style={{
											display: "inline-block",
											opacity: Math.min(1, shown * 1.4),
											transform: `translateY(${(1 - shown) * name.fontSize * 0.4}px)`,
										}}
									>
										{sign}
									</span>
								);
							})}
						</div>
					))}
				</div>
			</div>
			{props.tagline ? (
				<Text
					scene={scene}
					voice={voices.body}
					text={props.tagline}
					box={{
						width: Math.min(box.width, u(1200)),
						height: box.height * 0.2,
						maxSize: by({ wide: 46, tall: 48, square: 44 }),
						minSize: 28,
					}}
					color={palette.muted}
					start={0.85}
					reveal="fade"
					style={{ marginTop: u(48) }}
				/>
			) : null}
		</Stage>
	);
};

export const logo = defineScene({
	component: Logo,
	schema: logoSchema,
	title: "Logo",
	description: "A sign that draws itself, a name and a tagline",
	family: "titles",
	defaultProps: { name: "Northlight", tagline: "Made with care, in motion", mark: "spark" },
	defaultDurationInFrames: 90,
});
