import { keyed } from "../../design/keyed";
import type { Rect, SceneLook } from "../../design/scene";
import { FittedLines, useFittedGroup } from "../../design/Text";
import { Rule } from "../parts/Rule";
import type { Part } from "./donut-parts";

/** The parts as rows: a chip of its colour, the label, the value at the end. */
export const Legend = ({ scene, parts, place }: { scene: SceneLook; parts: Part[]; place: Rect }) => {
	const { u, by, palette, voices, motion } = scene;
	const row = Math.min(place.height / parts.length, u(by({ wide: 190, tall: 190, square: 120 })));
	const values = useFittedGroup(
		scene,
		voices.number,
		parts.map((part) => part.text),
		{ width: place.width * 0.4, height: row * 0.8, maxSize: by({ wide: 110, tall: 110, square: 76 }), minSize: 28, maxLines: 1 },
	);
	const widest = Math.max(...values.map((value) => value.width));
	const labels = useFittedGroup(
		scene,
		voices.heading,
		parts.map((part) => part.label),
		{
			width: place.width - widest - u(100),
			height: row - u(24),
			maxSize: (parts.length <= 3 ? 1.4 : 1) * by({ wide: 56, tall: 58, square: 44 }),
			minSize: 24,
			maxLines: 2,
		},
	);
	const step = motion.stagger(parts.length, 0.2, 0.22);
	return (
		<div
			style={{ position: "absolute", left: place.x, top: place.y + (place.height - row * parts.length) / 2, width: place.width }}
		>
			{keyed(parts, (part) => part.label).map(({ key, item: part, index }) => {
				const start = 0.2 + index * step;
				const [value, label] = [values[index], labels[index]];
				if (!value || !label) return null;
				return (
					<div key={key} style={{ height: row }}>
						{index > 0 ? <Rule scene={scene} width={place.width} start={start} color={palette.line} /> : null}
						<div style={{ height: row - u(3), display: "flex", alignItems: "center", gap: u(30) }}>
							<div
								style={{
									width: u(40),
									height: u(40),
									flex: "none",
									borderRadius: Math.min(u(20), scene.radius),
									backgroundColor: part.color,
									transform: `scale(${motion.pop(start, 0.7)})`,
								}}
							/>
							<FittedLines
								scene={scene}
								voice={voices.heading}
								fitted={label}
								color={palette.text}
								start={start}
								align="left"
								style={{ flex: 1 }}
							/>
							<FittedLines
								scene={scene}
								voice={voices.number}
								fitted={value}
								color={palette.text}
								start={start + 0.1}
								align="left"
							/>
						</div>
					</div>
				);
			})}
		</div>
	);
};
