import type { CSSProperties } from "react";
import { withAlpha } from "../../../design/color";
import type { SceneLook } from "../../../design/scene";
import { Media } from "../../parts/Media";
import { kindOf, type ScreenContent } from "./content";
import { CardScreen, ChartScreen, ChatScreen, ListScreen } from "./kinds";
import type { ScreenProps } from "./parts";
import { screenTones } from "./tones";

/** Height of a phone by its width. */
export const PHONE_SHAPE = 2.06;
const STATUS = 46;

const KINDS = { list: ListScreen, chart: ChartScreen, chat: ChatScreen, card: CardScreen };

/** Bars of the network and the battery, without words. */
const StatusBar = ({ color, p }: { color: string; p: number }) => (
	<svg
		width={390 * p}
		height={STATUS * p}
		viewBox={`0 0 390 ${STATUS}`}
		role="presentation"
		style={{ position: "absolute", left: 0, top: 0 }}
	>
		{[0, 1, 2, 3].map((index) => (
			<rect key={index} x={300 + index * 6} y={29 - index * 3} width={4} height={5 + index * 3} rx={1.4} fill={color} />
		))}
		<rect x={332} y={20} width={28} height={14} rx={4} fill="none" stroke={color} strokeWidth={1.6} />
		<rect x={335} y={23} width={18} height={8} rx={2} fill={color} />
		<rect x={34} y={23} width={34} height={9} rx={4.5} fill={color} />
	</svg>
);

/** A phone `width` px wide with a screen of its own, drawn from words or from a screenshot. */
export const Phone = ({
	scene,
	content,
	width,
	height = width * PHONE_SHAPE,
	seen = height,
	start = 0,
	style,
}: {
	scene: SceneLook;
	content: ScreenContent;
	width: number;
	height?: number;
	/** Height of the part that is seen, px. */
	seen?: number;
	/** Beat at which its parts begin to come. */
	start?: number;
	style?: CSSProperties;
}) => {
	const tones = screenTones(scene.palette);
	const bezel = width * 0.028;
	const screen = { width: width - 2 * bezel, height: height - 2 * bezel };
	const p = screen.width / 390;
	const round = width * 0.135;
	const kind = kindOf(content);
	const Kind = KINDS[kind];
	const below = kind === "card" || content.src ? 0 : STATUS * p;
	const props: ScreenProps = {
		scene,
		content,
		tones,
		width: screen.width,
		height: screen.height - below,
		seen: Math.min(screen.height, seen - bezel) - below,
		p,
		start,
	};
	const bar = kind === "card" ? tones.accent.ink : tones.ground.ink;
	return (
		<div style={{ position: "relative", width, height, ...style }}>
			{/* A flat shadow: blurred ones are slow to render. */}
			<div
				style={{
					position: "absolute",
					inset: 0,
					borderRadius: round,
					backgroundColor: withAlpha("#000000", 0.16),
					transform: `translate(${width * 0.045}px, ${width * 0.05}px)`,
				}}
			/>
			<div
				style={{
					position: "absolute",
					inset: 0,
					borderRadius: round,
					backgroundColor: tones.body,
					boxShadow: `inset 0 0 0 ${Math.max(1, width * 0.006)}px ${tones.edge}`,
				}}
			/>
			<div
				style={{
					position: "absolute",
					left: bezel,
					top: bezel,
					...screen,
					borderRadius: round - bezel,
					overflow: "hidden",
					backgroundColor: tones.ground.fill,
				}}
			>
				{content.src ? (
					<Media
						scene={scene}
						src={content.src}
						place={screen}
						tone={tones.ground}
						fit="fill"
						focus={{ x: 50, y: 0 }}
						drift={0}
					/>
				) : (
					<>
						<div style={{ position: "absolute", left: 0, top: below, width: screen.width, height: screen.height - below }}>
							<Kind {...props} />
						</div>
						<StatusBar color={bar} p={p} />
					</>
				)}
			</div>
			<div
				style={{
					position: "absolute",
					left: width * 0.36,
					top: bezel + 11 * p,
					width: width * 0.28,
					height: 25 * p,
					borderRadius: 14 * p,
					backgroundColor: tones.body,
				}}
			/>
		</div>
	);
};
