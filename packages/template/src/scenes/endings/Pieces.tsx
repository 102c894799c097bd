import { mix } from "../../design/color";
import type { Palette, SceneLook } from "../../design/scene";
import type { Piece } from "./pieces";

/** Four colours of which none is that of the words. */
const coloursOf = ({ accent, accent2, background, text }: Palette): string[] => {
	const second = accent2 === text ? mix(accent, text, 0.35) : accent2;
	return [accent, second, mix(accent, background, 0.4), mix(second, background, 0.4)];
};

/** The path of all pieces of a colour: one element a colour, however many pieces there are. */
const pathOf = (pieces: Piece[]): string =>
	pieces
		.map(({ x, y, turn, face, size, shape }) => {
			const radians = (turn * Math.PI) / 180;
			const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
			const at = (dx: number, dy: number) =>
				`${(x + dx * face * cos - dy * sin).toFixed(1)} ${(y + dx * face * sin + dy * cos).toFixed(1)}`;
			const half = size / 2;
			if (shape === "disc") {
				const k = half * 0.5523;
				return `M${at(half, 0)}C${at(half, k)} ${at(k, half)} ${at(0, half)}S${at(-half, k)} ${at(-half, 0)}S${at(-k, -half)} ${at(0, -half)}S${at(half, -k)} ${at(half, 0)}Z`;
			}
			if (shape === "curl") {
				return `M${at(-half, -size)}Q${at(half, -half)} ${at(0, 0)}T${at(half, size)}L${at(half + size * 0.3, size)}Q${at(-half, half)} ${at(size * 0.3, 0)}T${at(-half + size * 0.3, -size)}Z`;
			}
			const long = shape === "strip" ? size * 0.95 : half;
			const wide = shape === "strip" ? size * 0.26 : half;
			return `M${at(-wide, -long)}L${at(wide, -long)}L${at(wide, long)}L${at(-wide, long)}Z`;
		})
		.join("");

/** Confetti over the whole picture. */
export const Pieces = ({ scene, pieces }: { scene: SceneLook; pieces: Piece[] }) => {
	const { width, height, palette } = scene;
	return (
		<svg width={width} height={height} role="presentation" style={{ position: "absolute", left: 0, top: 0 }}>
			{coloursOf(palette).map((fill, colour) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: two colours may be the same
				<path key={colour} d={pathOf(pieces.filter((piece) => piece.colour === colour))} fill={fill} />
			))}
		</svg>
	);
};
