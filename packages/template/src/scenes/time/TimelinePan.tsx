import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import type { SceneLook } from "../../design/scene";
import { FittedLines } from "../../design/Text";
import { useFittedEach } from "../parts/fitted";
import { HeadLines, useHead } from "../parts/Head";
import { reelOf } from "../parts/reel";
import { useWords, WordLines } from "../parts/words";
import type { TimelineProps } from "./Timeline";

/** Marks of the scale between two dates. */
const MARKS = 10;

/** The camera goes along a scale from date to date; each date is as large as the picture allows. */
export const TimelinePan = ({ scene, title, events }: { scene: SceneLook } & TimelineProps) => {
	const { u, box, by, palette, voices, motion, width, height } = scene;
	const count = events.length;
	const head = useHead(scene, title, { size: by({ wide: 56, tall: 68, square: 52 }), gap: 24, share: 0.14 });
	const reel = reelOf(scene, count, 0.3);
	const room = box.height - head.height;
	const voice = { ...voices.number, lineHeight: 1, letterSpacing: -0.04 };
	const dates = useFittedEach(
		scene,
		voice,
		events.map((event) => event.date),
		{ width: box.width, height: room * 0.46, maxSize: by({ wide: 480, tall: 380, square: 340 }), minSize: 60, maxLines: 2 },
	);
	const words = useWords(
		scene,
		events.map(({ text, note }) => ({ title: text, note })),
		{
			width: Math.min(box.width, u(1350)),
			height: room * 0.34,
			size: by({ wide: 92, tall: 100, square: 72 }),
			noteSize: by({ wide: 42, tall: 46, square: 36 }),
		},
	);
	const stride = width * 1.05;
	const line = box.y + head.height + room * 0.56;
	const spacing = stride / MARKS;
	const marks = Array.from({ length: (count + 1) * MARKS + 1 }, (_, index) => index - MARKS);
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start" }}
			bleed={
				<svg width={width} height={height} role="presentation" style={{ position: "absolute" }}>
					{marks.map((index) => {
						const x = box.x + index * spacing - reel.position * stride;
						if (x < -u(10) || x > width + u(10)) return null;
						const main = index % MARKS === 0;
						const grown = motion.enter(-0.4, 0.8);
						return (
							<line
								key={index}
								x1={x}
								x2={x}
								y1={line}
								y2={line + u(main ? 110 : 46) * grown}
								stroke={main ? palette.accent : palette.text}
								strokeOpacity={main ? 1 : 0.4}
								strokeWidth={u(main ? 14 : 4)}
							/>
						);
					})}
				</svg>
			}
		>
			<HeadLines scene={scene} head={head} color={palette.muted} />
			{keyed(events, (event) => event.date).map(({ key, index }) => {
				const away = index - reel.position;
				const [date, word] = [dates[index], words[index]];
				if (!date || !word || Math.abs(away) >= 0.98) return null;
				const start = index === 0 ? 0 : -2;
				return (
					<div key={key} style={{ position: "absolute", left: away * stride, top: 0, width: box.width }}>
						<FittedLines
							scene={scene}
							voice={voice}
							fitted={date}
							color={palette.text}
							start={start}
							align="left"
							style={{ position: "absolute", left: 0, top: line - box.y - u(36) - date.height }}
						/>
						<WordLines
							scene={scene}
							words={word}
							start={start + 0.2}
							style={{
								position: "absolute",
								left: 0,
								top: line - box.y + u(140),
								width: Math.min(box.width, u(1350)),
								transform: `translateX(${away * u(160)}px)`,
							}}
						/>
					</div>
				);
			})}
		</Stage>
	);
};
