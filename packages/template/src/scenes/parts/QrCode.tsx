import { useMemo } from "react";
import { contrast, isDark } from "../../design/color";
import { easeInOut } from "../../design/motion";
import type { Palette, SceneLook } from "../../design/scene";
import { qrPath } from "./qr";

/** Dark modules on a light field, in the palette's colours where they are far enough apart for a camera. */
const inksOf = ({ text, background }: Palette): { dark: string; light: string } => {
	const [darker, lighter] = contrast(text, "#000000") < contrast(background, "#000000") ? [text, background] : [background, text];
	const dark = isDark(darker) ? darker : "#101014";
	return { dark, light: contrast(dark, lighter) >= 9 ? lighter : "#ffffff" };
};

/** A QR code of `size` px on its light field. It opens from its middle, and is whole one beat after `start`. */
export const QrCode = ({
	scene,
	text,
	size,
	start,
}: {
	scene: SceneLook;
	/** What a scanner reads: an address with its scheme. */
	text: string;
	/** Side in px, quiet zone included. */
	size: number;
	/** Beat at which it begins. */
	start: number;
}) => {
	const { d, side } = useMemo(() => qrPath(text), [text]);
	const { dark, light } = inksOf(scene.palette);
	const shown = scene.motion.enter(start, 1, easeInOut);
	const hidden = (1 - shown) * 50;
	const radius = Math.min(scene.u(scene.form.radius), size * 0.06);
	return (
		<svg
			width={size}
			height={size}
			viewBox={`0 0 ${side} ${side}`}
			role="img"
			aria-label={text}
			style={{ display: "block", flex: "none" }}
		>
			<rect
				width={side}
				height={side}
				rx={(radius / size) * side}
				fill={light}
				transform={`translate(${(side / 2) * (1 - shown)} ${(side / 2) * (1 - shown)}) scale(${shown})`}
			/>
			<path
				d={d}
				fill={dark}
				shapeRendering="crispEdges"
				style={shown < 1 ? { clipPath: `inset(${hidden}% ${hidden}%)` } : undefined}
			/>
		</svg>
	);
};
