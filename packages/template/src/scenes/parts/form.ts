import { random } from "remotion";
import { contrast, mix } from "../../design/color";
import type { SceneLook } from "../../design/scene";
import { type Tone, tonesOf } from "./tone";

/** What a plate is: a "card" holds content, a "chip" is as high as one line, such as a button. */
export type PlateKind = "card" | "chip";

/** The colours of a plate with those of what stands on it, in the fill and line of the look. */
export type PlateTone = Tone & {
	/** Null: without a line around it. */
	stroke: string | null;
	/** A flat shadow below it, as of cut paper. */
	drop: boolean;
};

const NO_LINE = { stroke: null, drop: false };

/**
 * `tone` as the look fills areas: whole, as a line around the background, as a hint of its colour, or as cut paper. Chips
 * are never a hint only: they have to be seen as buttons.
 */
export const plateTone = (
	{ palette, form }: Pick<SceneLook, "palette" | "form">,
	tone: Tone,
	kind: PlateKind = "card",
): PlateTone => {
	const { base } = tonesOf({ palette });
	if (form.fill === "outline" && kind === "card") {
		const stroke = contrast(tone.fill, palette.background) < 1.6 ? palette.text : tone.fill;
		return { ...base, stroke, drop: false };
	}
	if (form.fill === "soft" && kind === "card") {
		const hint = mix(palette.background, tone.fill, 0.16);
		const readable = contrast(palette.text, hint) >= 4.5;
		return readable ? { ...base, ...NO_LINE, fill: hint, line: mix(hint, palette.text, 0.2) } : { ...tone, ...NO_LINE };
	}
	return { ...tone, stroke: null, drop: form.fill === "paper" };
};

/** Radius of a plate's corners, px. */
const radiusOf = ({ form, u }: Pick<SceneLook, "form" | "u">, kind: PlateKind, width: number, height: number): number => {
	const most = Math.min(width, height) / 2;
	if (form.corner === "pill" && kind === "chip") return most;
	return Math.min(most, u(form.radius), kind === "chip" ? most * 0.7 : most);
};

const rounded = (width: number, height: number, radius: number): string => {
	if (radius <= 0) return `M0 0H${width}V${height}H0Z`;
	const [right, foot] = [width - radius, height - radius];
	const arc = (x: number, y: number) => `A${radius} ${radius} 0 0 1 ${x} ${y}`;
	return `M${radius} 0H${right}${arc(width, radius)}V${foot}${arc(right, height)}H${radius}${arc(0, foot)}V${radius}${arc(radius, 0)}Z`;
};

/** Four strokes of a hand that are not quite straight. */
const sketched = (width: number, height: number, seed: string): string => {
	const lean = Math.min(width, height, 600) * 0.02;
	const off = (name: string) => (random(`${seed}-${name}`) - 0.5) * 2 * lean;
	const corners = [
		[off("a"), off("b")],
		[width + off("c"), off("d")],
		[width + off("e"), height + off("f")],
		[off("g"), height + off("h")],
	] as const;
	const side = (index: number) => {
		const [x, y] = corners[index % 4] ?? [0, 0];
		const [before, above] = corners[index - 1] ?? [0, 0];
		return `Q${(before + x) / 2 + off(`x${index}`)} ${(above + y) / 2 + off(`y${index}`)} ${x} ${y}`;
	};
	const [x, y] = corners[0];
	return `M${x} ${y}${[1, 2, 3, 4].map(side).join("")}Z`;
};

/** The outline of a plate in the language of the look, as an SVG path from 0 0. `seed` is for hand-drawn ones. */
export const plateOutline = (
	scene: Pick<SceneLook, "form" | "u">,
	{ kind, width, height, seed }: { kind: PlateKind; width: number; height: number; seed: string },
): string => {
	const { form, u } = scene;
	if (form.line === "sketch") return sketched(width, height, seed);
	if (form.corner === "cut") {
		const cut = Math.min(height * 0.3, width * 0.3, u(kind === "chip" ? 22 : 64));
		return `M${cut} 0H${width}V${height - cut}L${width - cut} ${height}H0V${cut}Z`;
	}
	return rounded(width, height, radiusOf(scene, kind, width, height));
};

/** Dashes of a line that is `width` px thick; none where the look draws it whole. */
export const dashesOf = ({ form }: Pick<SceneLook, "form">, width: number): string | undefined =>
	form.line === "dotted" ? `${width * 0.1} ${width * 2.4}` : undefined;
