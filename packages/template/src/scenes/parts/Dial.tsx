import { mix } from "../../design/color";
import type { SceneLook } from "../../design/scene";

/** Degrees between two marks of the dial. */
const STEP = 15;

/** A large dial, cut by the right edge of the picture, that turns one mark for each step of a reel. */
export const Dial = ({ scene, count, position }: { scene: SceneLook; count: number; position: number }) => {
	const { u, by, palette, motion, width, height } = scene;
	const radius = u(by({ wide: 620, tall: 560, square: 520 }));
	const centre = { x: width + radius * 0.42, y: by({ wide: height * 0.52, tall: height * 0.24, square: height * 0.3 }) };
	const drawn = motion.enter(-0.3, 1.1);
	// The mark in front points at the text; those of the reel are long, the others fill the circle.
	const marks = Array.from({ length: 360 / STEP }, (_, index) => index);
	return (
		<svg width={scene.width} height={scene.height} role="presentation" style={{ position: "absolute", left: 0, top: 0 }}>
			<circle cx={centre.x} cy={centre.y} r={radius * 0.74 * drawn} fill={mix(palette.background, palette.accent, 0.12)} />
			<g transform={`rotate(${(1 - drawn) * -40} ${centre.x} ${centre.y})`}>
				{marks.map((index) => {
					const ofReel = index < count;
					const front = Math.max(0, 1 - Math.abs(index - position));
					const length = u((ofReel ? 64 : 26) + front * 90);
					return (
						<line
							key={index}
							x1={centre.x - radius}
							x2={centre.x - radius + length}
							y1={centre.y}
							y2={centre.y}
							stroke={ofReel ? mix(palette.line, palette.accent, 0.35 + front * 0.65) : palette.line}
							strokeWidth={u(ofReel ? 6 + front * 6 : 4)}
							transform={`rotate(${(position - index) * STEP} ${centre.x} ${centre.y})`}
						/>
					);
				})}
			</g>
		</svg>
	);
};
