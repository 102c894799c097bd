import type { CSSProperties, ReactNode } from "react";
import { useScenePlace } from "../../design/context";
import { easeInOut } from "../../design/motion";
import type { SceneLook } from "../../design/scene";
import type { LogoReveal } from "./logo-fields";

/** A band of light that crosses the logo once. It is as high as the logo and only moves: nothing is blurred. */
const Light = ({ scene, color }: { scene: SceneLook; color: string }) => {
	const crossed = scene.motion.enter(0.7, 1.1, easeInOut);
	return crossed > 0 && crossed < 1 ? (
		<div style={{ position: "absolute", inset: "-6% -2%", overflow: "hidden" }}>
			<div
				style={{
					position: "absolute",
					top: "-20%",
					left: 0,
					width: "34%",
					height: "140%",
					background: `linear-gradient(90deg, transparent, ${color}, transparent)`,
					transform: `translateX(${-120 + crossed * 430}%) skewX(-18deg)`,
				}}
			/>
		</div>
	) : null;
};

/** Ring of ink that a stamp leaves for a moment. */
const Impact = ({ scene, color }: { scene: SceneLook; color: string }) => {
	const spread = scene.motion.enter(0.12, 0.7);
	return spread > 0 && spread < 1 ? (
		<div
			style={{
				position: "absolute",
				left: "50%",
				top: "50%",
				width: scene.u(420),
				height: scene.u(420),
				marginLeft: -scene.u(210),
				marginTop: -scene.u(210),
				borderRadius: scene.form.corner === "square" || scene.form.corner === "cut" ? 0 : "50%",
				border: `${scene.u(10) * (1 - spread)}px solid ${color}`,
				transform: `scale(${0.6 + spread * 1.6})`,
				opacity: 1 - spread,
			}}
		/>
	) : null;
};

/** What stands in `children` comes in one of five ways. Of a film's first frame it stands whole. */
export const Revealed = ({
	scene,
	reveal,
	color,
	style,
	children,
}: {
	scene: SceneLook;
	reveal: LogoReveal;
	/** Of light and ink. */
	color: string;
	style?: CSSProperties;
	children: ReactNode;
}) => {
	const { motion } = scene;
	const first = useScenePlace().index === 0;
	const wiped = first ? 1 : motion.enter(0, 1, easeInOut);
	const stamped = first ? 1 : motion.enter(-0.1, 0.34, (share) => share * share);
	const own: CSSProperties =
		reveal === "wipe" && wiped < 1
			? { clipPath: `inset(-20% ${(1 - wiped) * 110}% -20% -5%)` }
			: reveal === "stamp"
				? {
						transform: `scale(${1 + (1 - stamped) * 1.6}) rotate(${(1 - stamped) * -16 - (stamped < 1 ? 0 : 1.5)}deg)`,
						opacity: Math.min(1, stamped * 3),
					}
				: {};
	return (
		<div style={{ position: "relative", ...style }}>
			{reveal === "stamp" ? <Impact scene={scene} color={color} /> : null}
			<div style={own}>{children}</div>
			{reveal === "sweep" ? <Light scene={scene} color={color} /> : null}
		</div>
	);
};
