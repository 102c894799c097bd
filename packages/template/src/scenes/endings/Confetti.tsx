import type { CSSProperties } from "react";
import { directionOf } from "../../design/direction";
import { Stage } from "../../design/Stage";
import { type SceneLook, useScene } from "../../design/scene";
import { FittedLines, Text, useFittedText } from "../../design/Text";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { useOpening } from "../parts/opening";
import { type ConfettiProps, confettiSchema } from "./confetti-fields";
import { Pieces } from "./Pieces";
import { burstAt, type Piece, rainAt } from "./pieces";

/** Pieces in a wide picture; fewer where it is smaller. */
const COUNT = 130;

/** An edge in the colour of the background keeps words apart from the pieces behind them. */
const haloOf = (color: string): CSSProperties => ({
	WebkitTextStroke: `0.2em ${color}`,
	paintOrder: "stroke fill",
	strokeLinejoin: "round",
});

const Words = ({ scene, props }: { scene: SceneLook; props: ConfettiProps }) => {
	const { u, box, by, palette, voices, align, motion } = scene;
	const halo = haloOf(palette.background);
	const title = useFittedText(scene, voices.heading, props.title, {
		width: box.width,
		height: box.height * 0.62,
		maxSize: by({ wide: 240, tall: 190, square: 160 }),
		minSize: 52,
	});
	const start = useOpening();
	const grown = 1 + motion.through * 0.03;
	return (
		<>
			{props.kicker ? (
				<Text
					scene={scene}
					voice={voices.kicker}
					text={props.kicker}
					box={{
						width: box.width,
						height: box.height * 0.12,
						maxSize: by({ wide: 38, tall: 42, square: 34 }),
						minSize: 22,
						maxLines: 2,
					}}
					color={palette.accent}
					start={0}
					reveal="fade"
					style={{ ...halo, WebkitTextStrokeWidth: "0.5em", marginBottom: u(30) }}
				/>
			) : null}
			<div style={{ transform: `scale(${grown})`, transformOrigin: align === "center" ? "50% 50%" : "0 50%" }}>
				<FittedLines scene={scene} voice={voices.heading} fitted={title} color={palette.text} start={start} style={halo} />
			</div>
			{props.subtitle ? (
				<Text
					scene={scene}
					voice={voices.body}
					text={props.subtitle}
					box={{
						width: Math.min(box.width, u(1200)),
						height: box.height * 0.18,
						maxSize: by({ wide: 48, tall: 50, square: 42 }),
						minSize: 26,
					}}
					color={palette.muted}
					start={0.4}
					reveal="fade"
					style={{ ...halo, WebkitTextStrokeWidth: "0.4em", marginTop: u(34) }}
				/>
			) : null}
		</>
	);
};

const FORMULAS = { burst: burstAt, rain: rainAt } satisfies Record<string, typeof rainAt>;

/** Words before confetti. */
const Confetti = (props: ConfettiProps) => {
	const layout = useLayout(["burst", "rain"], "burst");
	const scene = useScene(props, "center");
	const { width, height, seed, motion, by } = scene;
	const count = Math.round(COUNT * by({ wide: 1, tall: 0.9, square: 0.7 }));
	const seconds = motion.frame / motion.fps;
	const pieces: Piece[] = FORMULAS[layout]({ width, height, seed, count }, seconds + (layout === "burst" ? 0.25 : 0));
	return (
		<Stage scene={scene} direction={directionOf(props.title)} bleed={<Pieces scene={scene} pieces={pieces} />}>
			<Words scene={scene} props={props} />
		</Stage>
	);
};

export const confetti = defineScene({
	component: Confetti,
	schema: confettiSchema,
	title: "Confetti",
	description: "A celebration: a few large words in falling confetti",
	family: "endings",
	layouts: {
		burst: "Two shots of confetti from the lower corners",
		rain: "Confetti that falls through the whole picture",
	},
	defaultProps: { kicker: "Ten years of Northlight", title: "We made it!", subtitle: "Thank you to everybody who lit a kiln" },
	defaultDurationInFrames: 105,
});
