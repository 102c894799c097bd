import { keyed } from "../../design/keyed";
import { easeInOut } from "../../design/motion";
import { Stage } from "../../design/Stage";
import type { Rect, SceneLook } from "../../design/scene";
import { FittedLines, useFittedGroup, useFittedText } from "../../design/Text";
import { HeadLines, useHead } from "../parts/Head";
import { Rule } from "../parts/Rule";
import { type Tone, tonesOf } from "../parts/tone";
import type { ComparisonProps, Side } from "./Comparison";

/** One side: its name large at the foot or head of its half, its points under hairlines. */
const Half = ({
	scene,
	side,
	place,
	tone,
	start,
	chosen,
}: {
	scene: SceneLook;
	side: Side;
	place: Rect;
	tone: Tone;
	start: number;
	chosen: boolean;
}) => {
	const { u, by, voices, motion } = scene;
	const empty = side.points.length === 0;
	const title = useFittedText(scene, voices.heading, side.title, {
		width: place.width,
		height: place.height * (empty ? 0.9 : 0.36),
		maxSize: empty ? by({ wide: 260, tall: 220, square: 150 }) : by({ wide: chosen ? 128 : 108, tall: 116, square: 80 }),
		minSize: 34,
	});
	const row = Math.min(
		(place.height - title.height - u(40)) / Math.max(1, side.points.length),
		u(by({ wide: 150, tall: 150, square: 120 })),
	);
	const points = useFittedGroup(scene, voices.strong, side.points, {
		width: place.width,
		height: row - u(24),
		maxSize: by({ wide: 50, tall: 54, square: 38 }),
		minSize: 22,
		maxLines: 3,
	});
	const step = motion.stagger(side.points.length, start + 0.4, 0.22);
	return (
		<div
			style={{
				position: "absolute",
				left: place.x,
				top: place.y,
				width: place.width,
				height: place.height,
				display: "flex",
				flexDirection: "column",
				justifyContent: empty ? "flex-end" : "space-between",
			}}
		>
			<FittedLines scene={scene} voice={voices.heading} fitted={title} color={tone.ink} start={start + 0.1} align="left" />
			<div>
				{(empty ? [] : keyed(points, (point) => point.lines.join(" "))).map(({ key, item, index }) => (
					<div key={key} style={{ height: row }}>
						<Rule scene={scene} width={place.width} start={start + 0.3 + index * step} color={tone.line} thick={chosen ? 5 : 3} />
						<div style={{ height: row - u(5), display: "flex", alignItems: "center" }}>
							<FittedLines
								scene={scene}
								voice={voices.strong}
								fitted={item}
								color={chosen ? tone.ink : tone.quiet}
								start={start + 0.4 + index * step}
								reveal="fade"
								align="left"
							/>
						</div>
					</div>
				))}
			</div>
		</div>
	);
};

/** The first side fills the picture; the second pushes in over it with a slanted edge. */
export const ComparisonSplit = ({ scene, title, left, right }: { scene: SceneLook } & ComparisonProps) => {
	const { u, box, by, motion, ratio, width, height } = scene;
	const tones = tonesOf(scene);
	const across = ratio !== "tall";
	const head = useHead(scene, title, {
		width: across ? width * 0.47 - u(45 + 70) - box.x : box.width,
		size: by({ wide: 56, tall: 68, square: 48 }),
		gap: 30,
		share: 0.12,
	});
	const top = box.y + head.height;
	const slant = u(across ? 90 : 60);
	const edge = across ? width * 0.47 : top + (box.y + box.height - top) * 0.47;
	const pushed = motion.enter(0.25, 0.9, easeInOut);
	// Where the edge is now: it comes from beyond the picture.
	const at = across ? width + slant - (width + slant - edge) * pushed : height + slant - (height + slant - edge) * pushed;
	const clip = across
		? `polygon(${at + slant / 2}px 0, 100% 0, 100% 100%, ${at - slant / 2}px 100%)`
		: `polygon(0 ${at + slant / 2}px, 100% ${at - slant / 2}px, 100% 100%, 0 100%)`;
	const inset = u(70);
	const first: Rect = across
		? { x: box.x, y: top, width: edge - slant / 2 - inset - box.x, height: box.y + box.height - top }
		: { x: box.x, y: top, width: box.width, height: edge - slant / 2 - top - u(20) };
	const second: Rect = across
		? {
				x: edge + slant / 2 + inset,
				y: box.y,
				width: box.x + box.width - edge - slant / 2 - inset,
				height: box.height,
			}
		: { x: box.x, y: edge + slant / 2 + u(40), width: box.width, height: box.y + box.height - edge - slant / 2 - u(40) };
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start" }}
			bleed={
				<>
					<Half scene={scene} side={left} place={first} tone={tones.base} start={-0.3} chosen={false} />
					<div style={{ position: "absolute", inset: 0, backgroundColor: tones.accent.fill, clipPath: clip }}>
						<Half scene={scene} side={right} place={second} tone={tones.accent} start={0.5} chosen={true} />
					</div>
				</>
			}
		>
			{title ? (
				<HeadLines
					scene={scene}
					head={head}
					color={scene.palette.muted}
					start={-0.2}
					style={across ? { width: first.width } : {}}
				/>
			) : null}
		</Stage>
	);
};
