import { z } from "zod";
import { commonFields, line } from "../design/fields";
import { easeInOut } from "../design/motion";
import { decimalsOf, formatNumber } from "../design/numbers";
import { Stage } from "../design/Stage";
import { useScene } from "../design/scene";
import { Text, useFittedText, voiceStyle } from "../design/Text";

export const bigNumberSchema = z.strictObject({
	value: z.number().meta({ title: "Value", description: "The number it ends on" }),
	prefix: z.string().max(12).optional().meta({ title: "Prefix", description: "Before the number, like $" }),
	suffix: z.string().max(16).optional().meta({ title: "Suffix", description: "After the number, like % or km" }),
	decimals: z.int().min(0).max(3).optional().meta({ title: "Decimals", description: "Digits after the point, 0 to 3" }),
	label: line("Label", "What the number says"),
	from: z.number().optional().meta({ title: "From", description: "The number it starts at; 0 when empty" }),
	...commonFields,
});

export const BigNumber = (props: z.infer<typeof bigNumberSchema>) => {
	const scene = useScene(props, "center");
	const { u, box, by, palette, voices, motion, align } = scene;
	const decimals = props.decimals ?? decimalsOf(props.value);
	const from = props.from ?? 0;
	const number = { ...voices.heading, lineHeight: 1, letterSpacing: -0.015 };
	const count = motion.enter(0.05, Math.min(1.6, motion.beats * 0.5), easeInOut);
	const shownValue = count >= 1 ? props.value : from + (props.value - from) * count;
	const affixes = `${props.prefix ?? ""}${props.suffix ?? ""}`;
	// Room for the widest number on the way, so that the size stays while it counts.
	const widest = [formatNumber(props.value, decimals), formatNumber(from, decimals)].sort((a, b) => b.length - a.length)[0] ?? "";
	const fitted = useFittedText(scene, number, `${widest}${affixes}`.replaceAll(/[\d]/g, "0").replaceAll(" ", "\u00a0"), {
		width: box.width * 0.96,
		height: box.height * 0.56,
		maxSize: by({ wide: 400, tall: 320, square: 320 }),
		minSize: 90,
		maxLines: 1,
	});
	const shown = motion.enter(0, 1);
	const affix = { color: palette.accent };
	return (
		<Stage scene={scene}>
			<div
				style={{
					...voiceStyle(number, fitted.fontSize),
					fontVariantNumeric: "tabular-nums",
					opacity: Math.min(1, shown * 1.6),
					transform: `translateY(${(1 - shown) * u(60)}px) scale(${1 + motion.through * 0.02})`,
					transformOrigin: align === "center" ? "50% 60%" : "0 60%",
				}}
			>
				{props.prefix ? <span style={affix}>{props.prefix}</span> : null}
				{formatNumber(shownValue, decimals)}
				{props.suffix ? <span style={affix}>{props.suffix}</span> : null}
			</div>
			<div
				style={{
					width: Math.min(fitted.width, box.width),
					height: u(6),
					borderRadius: u(3),
					backgroundColor: palette.line,
					margin: `${u(44)}px 0 ${u(40)}px`,
					overflow: "hidden",
				}}
			>
				<div style={{ width: `${count * 100}%`, height: "100%", borderRadius: u(3), backgroundColor: palette.accent }} />
			</div>
			<Text
				scene={scene}
				voice={voices.strong}
				text={props.label}
				box={{
					width: Math.min(box.width, u(1200)),
					height: box.height * 0.24,
					maxSize: by({ wide: 56, tall: 60, square: 52 }),
					minSize: 30,
				}}
				color={palette.text}
				start={0.35}
				reveal="fade"
			/>
		</Stage>
	);
};
