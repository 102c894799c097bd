import { useMemo } from "react";
import { contrast, mix } from "../../../design/color";
import { measureWith } from "../../../design/fit";
import { keyed } from "../../../design/keyed";
import type { SceneLook, Voice } from "../../../design/scene";
import { voiceStyle } from "../../../design/Text";
import { useTheme } from "../../../theme";
import type { Tone } from "../../parts/tone";
import type { Token, TokenKind } from "./tokens";
import { lengthOf, type Row, type Typeset, typedPart, typeset } from "./typeset";

/** Code is set in this family where the film has no monospaced one. */
export const CODE_FONT = "JetBrains Mono";
const LINE_HEIGHT = 1.52;

export const useCodeVoice = (scene: SceneLook): Voice => ({
	family: useTheme().fonts.mono ?? CODE_FONT,
	weight: scene.voices.body.weight > 450 ? 500 : 450,
	letterSpacing: 0,
	lineHeight: LINE_HEIGHT,
});

/** Colours of code on a tone: the palette's, moved until they can be read. */
export const codeColors = (scene: SceneLook, tone: Tone): Record<TokenKind, string> => {
	const readable = (color: string, wanted: number) => {
		for (let share = 0; share < 1; share += 0.1) {
			const tried = mix(color, tone.ink, share);
			if (contrast(tried, tone.fill) >= wanted) return tried;
		}
		return tone.ink;
	};
	const { accent, accent2 } = scene.palette;
	const between = mix(accent, accent2, 0.5);
	return {
		plain: tone.ink,
		keyword: readable(accent, 4.5),
		string: readable(accent2 === accent ? mix(accent, tone.ink, 0.4) : accent2, 4.5),
		number: readable(mix(accent2, accent, 0.3), 4.5),
		type: readable(between, 4.5),
		call: readable(mix(between, tone.ink, 0.35), 4.5),
		comment: readable(mix(tone.fill, tone.ink, 0.5), 3.6),
		sign: readable(mix(tone.fill, tone.ink, 0.62), 4.5),
	};
};

/** Code in a box of px; sizes in design units. Set once, not on every frame. */
export const useTypeset = (
	scene: SceneLook,
	lines: Token[][],
	voice: Voice,
	box: { width: number; height: number; maxSize: number; minSize: number },
): Typeset => {
	const { width, height } = box;
	const [maxSize, minSize] = [scene.u(box.maxSize), scene.u(box.minSize)];
	const joined = JSON.stringify(lines);
	const { family, weight } = voice;
	return useMemo(() => {
		const column = measureWith({ family, weight, letterSpacing: 0 })("0".repeat(20), 100) / 2000;
		return typeset(JSON.parse(joined) as Token[][], { width, height, maxSize, minSize, lineHeight: LINE_HEIGHT, column });
	}, [joined, width, height, maxSize, minSize, family, weight]);
};

const Pieces = ({ tokens, colors }: { tokens: readonly Token[]; colors: Record<TokenKind, string> }) =>
	keyed(tokens, ({ text }) => text).map(({ key, item: { kind, text } }) => (
		<span key={key} style={{ color: colors[kind], fontStyle: kind === "comment" ? "italic" : "normal" }}>
			{text}
		</span>
	));

const CodeRow = ({
	row,
	colors,
	count,
	size,
	caret,
}: {
	row: Row;
	colors: Record<TokenKind, string>;
	count: number;
	size: number;
	caret: string | null;
}) => {
	const whole = count >= lengthOf(row);
	const { typed, rest } = whole ? { typed: row.tokens, rest: [] } : typedPart(row.tokens, count);
	return (
		<>
			<Pieces tokens={typed} colors={colors} />
			{caret === null ? null : (
				<span
					style={{
						display: "inline-block",
						width: size * 0.56,
						height: size * 1.16,
						marginRight: -size * 0.56,
						verticalAlign: "-0.22em",
						backgroundColor: caret,
					}}
				/>
			)}
			{rest.length > 0 ? (
				<span style={{ visibility: "hidden" }}>
					<Pieces tokens={rest} colors={colors} />
				</span>
			) : null}
		</>
	);
};

/**
 * Rows of code of which the first `shown` signs are typed. The caret stands at the last one. `numbers` is the width of the
 * column of line numbers in px, 0 for none.
 */
export const CodeRows = ({
	set: { rows, fontSize },
	voice,
	colors,
	shown,
	caret,
	numbers = 0,
	marked,
	mark,
	bleed = 0,
}: {
	set: Typeset;
	voice: Voice;
	colors: Record<TokenKind, string>;
	shown: number;
	caret: string | null;
	numbers?: number;
	/** Index of a line that stands out, with how far its mark is drawn. */
	marked?: { line: number; drawn: number } | undefined;
	mark?: string;
	/** By how much the mark is wider than the code, px on either side. */
	bleed?: number;
}) => {
	const height = fontSize * LINE_HEIGHT;
	let before = 0;
	return (
		<div dir="ltr" style={{ ...voiceStyle(voice, fontSize), fontVariantLigatures: "none" }}>
			{keyed(rows, ({ line, continued }) => `${line}${continued}`).map(({ key, item: row }) => {
				const length = lengthOf(row);
				const count = Math.min(length, Math.max(0, shown - before));
				const here = shown >= before && (shown < before + length || (shown === before + length && row === rows.at(-1)));
				before += length;
				const isMarked = marked?.line === row.line;
				return (
					<div
						key={key}
						style={{ position: "relative", height, display: "flex", opacity: marked && !isMarked ? 1 - 0.5 * marked.drawn : 1 }}
					>
						{isMarked && mark ? (
							<div
								style={{
									position: "absolute",
									top: 0,
									bottom: 0,
									left: -bleed,
									right: -bleed,
									backgroundColor: mark,
									transform: `scaleX(${marked.drawn})`,
									transformOrigin: "0 50%",
								}}
							/>
						) : null}
						{numbers > 0 ? (
							<span
								aria-hidden
								style={{
									width: numbers,
									flex: "none",
									color: colors.comment,
									textAlign: "right",
									paddingRight: fontSize * 1.1,
									boxSizing: "border-box",
									position: "relative",
								}}
							>
								{row.continued ? "" : row.line + 1}
							</span>
						) : null}
						<span style={{ position: "relative" }}>
							<CodeRow row={row} colors={colors} count={count} size={fontSize} caret={here ? caret : null} />
						</span>
					</div>
				);
			})}
		</div>
	);
};
