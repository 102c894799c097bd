import type { CSSProperties, ReactNode } from "react";
import type { SceneLook } from "../../design/scene";
import type { PlateTone } from "./form";

/** A ticket lies across, its stub at the end, or stands, its stub at the foot. */
export type TicketShape = {
	width: number;
	height: number;
	across: boolean /** Px of the main part, before the holes. */;
	main: number;
};

/** Its outline with two half holes where the stub is torn off. */
const outlineOf = ({ width, height, across, main }: TicketShape, hole: number): string =>
	across
		? `M0 0H${main - hole}A${hole} ${hole} 0 0 0 ${main + hole} 0H${width}V${height}H${main + hole}A${hole} ${hole} 0 0 0 ${main - hole} ${height}H0Z`
		: `M0 0H${width}V${main - hole}A${hole} ${hole} 0 0 0 ${width} ${main + hole}V${height}H0V${main + hole}A${hole} ${hole} 0 0 0 0 ${main - hole}Z`;

/** A ticket with a stub; children stand in its coordinates. */
export const Ticket = ({
	scene,
	tone,
	shape,
	style,
	children,
}: {
	scene: SceneLook;
	tone: PlateTone;
	shape: TicketShape;
	style?: CSSProperties;
	children?: ReactNode;
}) => {
	const { u, form, motion } = scene;
	const { width, height, across, main } = shape;
	const hole = u(34);
	const d = outlineOf(shape, hole);
	const torn = motion.enter(0.1, 1);
	const thick = Math.max(2, u(Math.min(6, form.stroke)));
	return (
		<div style={{ position: "relative", width, height, flex: "none", ...style }}>
			<svg
				width={width}
				height={height}
				role="presentation"
				style={{ position: "absolute", left: 0, top: 0, overflow: "visible" }}
			>
				{tone.drop ? <path d={d} fill="#000000" opacity={0.2} transform={`translate(${u(7)} ${u(11)})`} /> : null}
				<path
					d={d}
					fill={tone.fill}
					stroke={tone.stroke ?? "none"}
					strokeWidth={tone.stroke ? thick : 0}
					strokeLinejoin="round"
				/>
				<line
					x1={across ? main : hole * 1.5}
					y1={across ? hole * 1.5 : main}
					x2={across ? main : hole * 1.5 + (width - hole * 3) * torn}
					y2={across ? hole * 1.5 + (height - hole * 3) * torn : main}
					stroke={tone.ink}
					strokeOpacity={0.55}
					strokeWidth={thick}
					strokeDasharray={`${thick * 2.4} ${thick * 2.4}`}
				/>
			</svg>
			{children}
		</div>
	);
};
