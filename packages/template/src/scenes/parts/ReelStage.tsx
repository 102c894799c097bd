import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import type { SceneLook } from "../../design/scene";
import { FittedLines, voiceStyle } from "../../design/Text";
import { Dial } from "./Dial";
import { useFittedEach } from "./fitted";
import { HeadLines, useHead } from "./Head";
import { reelOf } from "./reel";

export type ReelItem = {
	text: string /** Small, above the text. */;
	mark?: string | undefined /** Below it. */;
	note?: string | undefined;
};

/** One thing after the other, very large, while a dial at the picture's edge turns with them. */
export const ReelStage = ({ scene, title, items }: { scene: SceneLook; title?: string | undefined; items: ReelItem[] }) => {
	const { u, box, by, palette, voices, motion } = scene;
	const head = useHead(scene, title, { size: by({ wide: 56, tall: 68, square: 52 }), gap: 30, share: 0.16 });
	const reel = reelOf(scene, items.length);
	const voice = { ...voices.heading, lineHeight: 1.04 };
	const area = { top: head.height, height: box.height - head.height };
	const markSize = u(by({ wide: 64, tall: 76, square: 56 }));
	const noted = items.some((item) => item.note);
	const width = box.width * by({ wide: 0.86, tall: 1, square: 0.94 });
	const texts = useFittedEach(
		scene,
		voice,
		items.map((item) => item.text),
		{
			width,
			height: (area.height - markSize * 2) * (noted ? 0.62 : 0.9),
			maxSize: by({ wide: 220, tall: 190, square: 160 }),
			minSize: 40,
		},
	);
	const marks = useFittedEach(
		scene,
		{ ...voices.strong, lineHeight: 1.5 },
		items.map((item) => item.mark ?? ""),
		{ width, height: markSize * 1.5, maxSize: by({ wide: 64, tall: 76, square: 56 }), minSize: 26, maxLines: 1 },
	);
	const notes = useFittedEach(
		scene,
		voices.body,
		items.map((item) => item.note ?? ""),
		{ width: Math.min(width, u(1200)), height: area.height * 0.26, maxSize: by({ wide: 54, tall: 58, square: 46 }), minSize: 26 },
	);
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start" }}
			bleed={<Dial scene={scene} count={items.length} position={reel.position} />}
		>
			<HeadLines scene={scene} head={head} color={palette.muted} />
			{keyed(items, (item) => `${item.mark ?? ""}${item.text}`).map(({ key, item, index }) => {
				const [text, note, mark] = [texts[index], notes[index], marks[index]];
				const away = index - reel.position;
				if (!text || !note || !mark || Math.abs(away) >= 0.98) return null;
				const height = text.height + (item.mark ? markSize * 1.5 : 0) + (item.note ? note.height + u(28) : 0);
				const start = index === 0 ? 0.05 : -2;
				return (
					<div
						key={key}
						style={{
							position: "absolute",
							left: 0,
							top: area.top + (area.height - height) / 2,
							width,
							transform: `translateY(${away * box.height * 0.62}px)`,
							opacity: (1 - Math.abs(away)) ** 1.6,
						}}
					>
						{item.mark ? (
							<div
								style={{
									...voiceStyle({ ...voices.strong, lineHeight: 1.5 }, mark.fontSize),
									fontVariantNumeric: "tabular-nums",
									color: palette.accent,
									opacity: index === 0 ? motion.enter(0, 0.6) : 1,
								}}
							>
								{mark.lines.join(" ")}
							</div>
						) : null}
						<FittedLines scene={scene} voice={voice} fitted={text} color={palette.text} start={start} align="left" />
						{item.note ? (
							<FittedLines
								scene={scene}
								voice={voices.body}
								fitted={note}
								color={palette.muted}
								start={start + 0.25}
								reveal="fade"
								align="left"
								style={{ marginTop: u(28) }}
							/>
						) : null}
					</div>
				);
			})}
		</Stage>
	);
};
