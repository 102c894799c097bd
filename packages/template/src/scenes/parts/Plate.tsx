import type { CSSProperties, ReactNode } from "react";
import type { SceneLook } from "../../design/scene";
import { dashesOf, type PlateKind, type PlateTone, plateOutline } from "./form";

/**
 * An area in the language of the look (corners, line, fill) with content in its coordinates. Its own line is not part of
 * `width` and `height`: it stands on the edge.
 */
export const Plate = ({
	scene,
	tone,
	width,
	height,
	kind = "card",
	style,
	children,
}: {
	scene: Pick<SceneLook, "form" | "u" | "seed">;
	tone: PlateTone;
	/** Px. */
	width: number;
	height: number;
	kind?: PlateKind;
	style?: CSSProperties;
	children?: ReactNode;
}) => {
	const { u, form, seed } = scene;
	const d = plateOutline(scene, { kind, width, height, seed });
	const thick = Math.max(1.5, u(form.stroke));
	return (
		<div style={{ position: "relative", width, height, flex: "none", ...style }}>
			<svg
				width={width}
				height={height}
				role="presentation"
				style={{ position: "absolute", left: 0, top: 0, overflow: "visible" }}
			>
				{tone.drop ? <path d={d} fill="#000000" opacity={0.2} transform={`translate(${u(7)} ${u(11)})`} /> : null}
				<path d={d} fill={tone.fill} />
				{tone.stroke ? (
					<path
						d={d}
						fill="none"
						stroke={tone.stroke}
						strokeWidth={thick}
						strokeLinecap="round"
						strokeLinejoin={form.corner === "square" || form.corner === "cut" ? "miter" : "round"}
						strokeDasharray={dashesOf(scene, thick)}
					/>
				) : null}
			</svg>
			{children}
		</div>
	);
};
