import { type ReactNode, useId } from "react";
import type { Group, ObjectDefinition, Part, Shape } from "./drawing";
import { poseAt } from "./move";
import type { Tones } from "./tones";

/** How the parts are filled; the looks have the same names. */
export type Fill = "solid" | "outline" | "soft" | "paper";

type Pen = {
	tones: Tones;
	fill: Fill;
	/** Behind the drawing: what an outlined part is filled with. */
	ground: string;
	seconds: number;
	/** Makes a name that is unique on the page. */
	name: (path: string) => string;
};

/** Below the cut paper, in units of the drawing. */
const PAPER_DROP = { x: 2.5, y: 4 };

const Stroke = ({ shape, pen, shown }: { shape: Extract<Shape, { kind: "stroke" }>; pen: Pen; shown: number }) => (
	<path
		d={shape.d}
		fill="none"
		stroke={pen.tones[shape.role].base}
		strokeWidth={shape.width}
		strokeLinecap="round"
		strokeLinejoin="round"
		{...(shown < 1 ? { pathLength: 1, strokeDasharray: `${shown} 2`, opacity: shown === 0 ? 0 : 1 } : {})}
	/>
);

const Outline = ({ shape, pen, shown }: { shape: Shape; pen: Pen; shown: number }) => {
	const ink =
		pen.tones.line.base === pen.ground ? pen.tones.main.base : pen.tones[shape.role === "line" ? "main" : shape.role].base;
	const filled = shape.kind === "stroke" ? "none" : shape.kind === "flat" && shape.role === "line" ? ink : pen.ground;
	return (
		<path
			d={shape.d}
			fill={filled}
			stroke={shape.role === "light" ? pen.tones.main.base : ink}
			strokeWidth={shape.kind === "stroke" ? Math.min(4.5, shape.width) : 3.6}
			strokeLinecap="round"
			strokeLinejoin="round"
			fillOpacity={shown}
			{...(shown < 1 ? { pathLength: 1, strokeDasharray: `${shown} 2`, opacity: shown === 0 ? 0 : 1 } : {})}
		/>
	);
};

const Filled = ({ shape, pen, path }: { shape: Exclude<Shape, { kind: "stroke" }>; pen: Pen; path: string }) => {
	const tone = pen.tones[shape.role];
	if (pen.fill === "paper") {
		return (
			<>
				<path d={shape.d} fill="#000000" opacity={0.2} transform={`translate(${PAPER_DROP.x} ${PAPER_DROP.y})`} />
				<path d={shape.d} fill={tone.base} />
			</>
		);
	}
	if (shape.kind === "flat" || pen.fill === "soft") return <path d={shape.d} fill={tone.base} />;
	const clip = pen.name(path);
	return (
		<>
			<clipPath id={clip}>
				<path d={shape.d} />
			</clipPath>
			<path d={shape.d} fill={tone.shade} />
			<path d={shape.lit} fill={tone.base} clipPath={`url(#${clip})`} />
		</>
	);
};

const Drawn = ({ part, pen, shown, path }: { part: Part; pen: Pen; shown: number; path: string }): ReactNode => {
	if (part.kind === "group") return <Together group={part} pen={pen} shown={shown} path={path} />;
	if (pen.fill === "outline") return <Outline shape={part} pen={pen} shown={shown} />;
	if (part.kind === "stroke") return <Stroke shape={part} pen={pen} shown={shown} />;
	return <Filled shape={part} pen={pen} path={path} />;
};

const Together = ({ group, pen, shown, path }: { group: Group; pen: Pen; shown: number; path: string }) => {
	const clip = group.clip === undefined ? null : pen.name(`${path}c`);
	const pose = group.move ? poseAt(group.move, pen.seconds) : {};
	return (
		<>
			{clip === null ? null : (
				<clipPath id={clip}>
					<path d={group.clip} />
				</clipPath>
			)}
			<g {...pose} {...(clip === null ? {} : { clipPath: `url(#${clip})` })}>
				{group.parts.map((part, index) => {
					const own = `${path}.${index}`;
					return <Drawn key={own} part={part} pen={pen} shown={shown} path={own} />;
				})}
			</g>
		</>
	);
};

/** A part grows out of a point a little below the middle of the picture. */
const arriving = (shown: number) =>
	shown >= 1 ? undefined : `translate(${100 * (1 - shown)} ${118 * (1 - shown)}) scale(${Math.max(0.001, shown)})`;

/** The parts of a drawing as SVG, in its own box of 200 by 200. Pure: the same props give the same picture. */
export const ObjectPicture = ({
	object,
	tones,
	fill = "solid",
	ground,
	seconds = 0,
	shownOf = () => 1,
}: {
	object: ObjectDefinition;
	tones: Tones;
	fill?: Fill;
	/** The colour behind it. */
	ground: string;
	/** The clock of the parts that move. */
	seconds?: number;
	/** How far the part with this number has arrived: 0 to 1, and a little more where it overshoots. */
	shownOf?: (index: number, count: number) => number;
}) => {
	const id = useId().replace(/[^\w-]/g, "");
	const pen: Pen = { tones, fill, ground, seconds, name: (path) => `object-${id}-${path}` };
	return (
		<>
			{object.parts.map((part, index) => {
				const shown = shownOf(index, object.parts.length);
				const path = String(index);
				// An outline draws itself where it stands; a filled part grows.
				const grows = fill !== "outline" && part.kind !== "stroke";
				return (
					<g key={path} {...(grows ? { transform: arriving(shown), opacity: Math.min(1, shown * 3) } : {})}>
						<Drawn part={part} pen={pen} shown={Math.min(1, Math.max(0, shown))} path={path} />
					</g>
				);
			})}
		</>
	);
};
