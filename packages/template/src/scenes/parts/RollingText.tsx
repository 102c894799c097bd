import type { CSSProperties } from "react";
import { Easing } from "remotion";
import { keyed } from "../../design/keyed";
import type { SceneLook, Voice } from "../../design/scene";
import { voiceStyle } from "../../design/Text";

const settle = Easing.bezier(0.2, 0.9, 0.15, 1);

/** One digit of a meter. Takes the width of the digit it ends on, so that the finished text is set as any other. */
const RollingDigit = ({ digit, rolled, turns, size }: { digit: number; rolled: number; turns: number; size: number }) => {
	if (rolled >= 1) return <span>{digit}</span>;
	const passed = digit + turns * 10 - rolled * (digit + turns * 10);
	const base = Math.floor(passed);
	const between = passed - base;
	const at = (value: number) => (((digit - value) % 10) + 10) % 10;
	const face = (shift: number): CSSProperties => ({
		position: "absolute",
		left: 0,
		top: 0,
		width: "100%",
		textAlign: "center",
		transform: `translateY(${shift * size * 1.1}px)`,
		opacity: 1 - Math.abs(shift) * 0.4,
	});
	return (
		<span style={{ position: "relative", display: "inline-block", overflow: "clip", verticalAlign: "bottom" }}>
			<span style={{ visibility: "hidden" }}>{digit}</span>
			<span aria-hidden style={face(between)}>
				{at(base)}
			</span>
			<span aria-hidden style={face(between - 1)}>
				{at(base + 1)}
			</span>
		</span>
	);
};

/** A text as it stands, whose digits roll into place from right to left. The finished text is exactly `text`. */
export const RollingText = ({
	scene,
	text,
	voice,
	size,
	start = 0,
	length = 1.5,
	style,
	signStyle,
}: {
	scene: SceneLook;
	text: string;
	voice: Voice;
	/** Px. */
	size: number;
	/** Beat at which it begins, and beats until the last digit stands. */
	start?: number;
	length?: number;
	style?: CSSProperties;
	/** For signs of currency and percent. */
	signStyle?: CSSProperties;
}) => {
	const signs = [...text];
	const digits = signs.filter((sign) => /[0-9]/.test(sign)).length;
	let nth = 0;
	const shown = scene.motion.enter(start - 0.1, 0.7);
	const signAt = (sign: string, key: string) => {
		if (!/^[0-9]$/.test(sign)) {
			return (
				<span key={key} style={/^[\p{Sc}%+]$/u.test(sign) ? signStyle : undefined}>
					{sign}
				</span>
			);
		}
		nth += 1;
		const share = digits > 1 ? (nth - 1) / (digits - 1) : 0;
		const rolled = scene.motion.enter(start, length * (0.62 + share * 0.38), settle);
		return (
			<RollingDigit key={key} digit={Number(sign)} rolled={rolled > 0.996 ? 1 : rolled} turns={nth > 1 ? 1 : 0} size={size} />
		);
	};
	return (
		<div style={{ ...voiceStyle(voice, size), opacity: Math.min(1, shown * 2), ...style }}>
			{keyed(text.split("\n"), String).map(({ key, item: line }) => (
				<div key={key}>{keyed([...line], String).map(({ key: signKey, item: sign }) => signAt(sign, signKey))}</div>
			))}
		</div>
	);
};
