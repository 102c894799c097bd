import type { CSSProperties, ReactNode } from "react";
import { mix, withAlpha } from "../../../design/color";
import type { Rect, SceneLook } from "../../../design/scene";
import { FittedLines, useFittedText } from "../../../design/Text";
import type { Tone } from "../../parts/tone";

/** Height of the bar of a window, in design units. */
export const WINDOW_BAR = 72;

/** A window that comes up from below: a bar with three buttons and a name, and what stands in it. */
export const Window = ({
	scene,
	rect,
	tone,
	name,
	head,
	start = -0.2,
	style,
	children,
}: {
	scene: SceneLook;
	rect: Rect;
	tone: Tone;
	name?: string | undefined;
	/** Instead of the name. */
	head?: ReactNode;
	/** Beat at which it comes. */
	start?: number;
	style?: CSSProperties;
	children: ReactNode;
}) => {
	const { u, motion, radius } = scene;
	const shown = motion.enter(start, 1);
	const bar = u(WINDOW_BAR);
	const round = Math.min(radius, u(26));
	const fitted = useFittedText(scene, scene.voices.body, name ?? "", {
		width: rect.width * 0.6,
		height: bar * 0.8,
		maxSize: 30,
		minSize: 16,
		maxLines: 1,
	});
	return (
		<div
			style={{
				position: "absolute",
				left: rect.x,
				top: rect.y,
				width: rect.width,
				height: rect.height,
				opacity: Math.min(1, shown * 2) * (1 - motion.exit),
				transform: `translateY(${(1 - shown) * u(190) - motion.through * u(10)}px)`,
				...style,
			}}
		>
			{/* A flat shadow: blurred ones are slow to render. */}
			<div
				style={{
					position: "absolute",
					inset: 0,
					borderRadius: round,
					backgroundColor: withAlpha("#000000", 0.14),
					transform: `translate(${u(18)}px, ${u(20)}px)`,
				}}
			/>
			<div
				style={{
					position: "absolute",
					inset: 0,
					borderRadius: round,
					overflow: "hidden",
					backgroundColor: tone.fill,
					boxShadow: `inset 0 0 0 ${Math.max(1, u(2))}px ${mix(tone.fill, tone.ink, 0.2)}`,
				}}
			>
				<div
					style={{
						height: bar,
						display: "flex",
						alignItems: "center",
						gap: u(14),
						padding: `0 ${u(28)}px`,
						boxSizing: "border-box",
						backgroundColor: mix(tone.fill, tone.ink, 0.07),
					}}
				>
					{["first", "second", "third"].map((key, index) => (
						<div
							key={key}
							style={{
								width: u(18),
								height: u(18),
								borderRadius: u(18),
								flex: "none",
								backgroundColor: index === 0 ? tone.signal : mix(tone.fill, tone.ink, 0.26),
							}}
						/>
					))}
					{head ??
						(name ? (
							<div style={{ flex: 1, display: "flex", justifyContent: "center", paddingRight: u(82) }}>
								<FittedLines
									scene={scene}
									voice={scene.voices.body}
									fitted={fitted}
									color={tone.quiet}
									reveal="none"
									align="center"
								/>
							</div>
						) : null)}
				</div>
				{children}
			</div>
		</div>
	);
};
