import { keyed } from "../../design/keyed";
import { easeInOut } from "../../design/motion";
import { Stage } from "../../design/Stage";
import type { SceneLook } from "../../design/scene";
import { FittedLines, useFittedGroup } from "../../design/Text";
import { HeadLines, useHead } from "../parts/Head";
import { useWords, WordLines } from "../parts/words";
import type { TimelineProps } from "./Timeline";

/** Dates large over the line, what happened below it. */
const Across = ({ scene, title, events }: { scene: SceneLook } & TimelineProps) => {
	const { u, box, palette, voices, motion, width } = scene;
	const count = events.length;
	const head = useHead(scene, title, { size: 92, gap: 40, share: 0.22 });
	const slot = box.width / count;
	const own = slot - u(count > 5 ? 20 : 44);
	const room = box.height - head.height;
	const dates = useFittedGroup(
		scene,
		{ ...voices.number, lineHeight: 1.05 },
		events.map((event) => event.date),
		{ width: own, height: room * 0.34, maxSize: count > 5 ? 84 : 150, minSize: 26, maxLines: 2 },
	);
	const dateHeight = Math.max(...dates.map((date) => date.height));
	const words = useWords(
		scene,
		events.map(({ text, note }) => ({ title: text, note })),
		{ width: own, height: room * 0.44, size: count > 5 ? 40 : 60, noteSize: count > 5 ? 26 : 36, voice: voices.strong },
	);
	const used = dateHeight + u(110) + Math.max(...words.map((word) => word.height));
	const line = head.height + (room - used) * 0.55 + dateHeight + u(46);
	const step = motion.stagger(count, -0.2, 0.42);
	const drawn = motion.enter(-0.3, Math.max(1.1, step * count + 0.4), easeInOut);
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start" }}
			bleed={
				<div
					style={{
						position: "absolute",
						left: 0,
						top: box.y + line - u(5),
						width: width * drawn,
						height: u(10),
						backgroundColor: palette.accent,
					}}
				/>
			}
		>
			<HeadLines scene={scene} head={head} />
			{keyed(events, (event) => event.date).map(({ key, index }) => {
				const start = index * step - 0.2;
				const [date, word] = [dates[index], words[index]];
				if (!date || !word) return null;
				const last = index === count - 1;
				return (
					<div key={key} style={{ position: "absolute", left: slot * index, top: 0, width: own }}>
						<FittedLines
							scene={scene}
							voice={{ ...voices.number, lineHeight: 1.05 }}
							fitted={date}
							color={last ? palette.accent : palette.text}
							start={start}
							align="left"
							style={{ position: "absolute", left: 0, top: line - u(46) - date.height }}
						/>
						<div
							style={{
								position: "absolute",
								left: 0,
								top: line - u(24),
								width: u(48),
								height: u(48),
								borderRadius: Math.min(u(24), scene.radius * 2),
								backgroundColor: last ? palette.text : palette.accent,
								border: `${u(8)}px solid ${palette.background}`,
								boxSizing: "border-box",
								transform: `scale(${motion.pop(start - 0.05, 0.7)})`,
							}}
						/>
						<WordLines
							scene={scene}
							words={word}
							voice={voices.strong}
							start={start + 0.15}
							style={{ position: "absolute", left: 0, top: line + u(54), width: own }}
						/>
					</div>
				);
			})}
		</Stage>
	);
};

/** The line from the head to the foot of the picture, dates on its left or above what happened. */
const Down = ({ scene, title, events }: { scene: SceneLook } & TimelineProps) => {
	const { u, box, by, palette, voices, motion, height } = scene;
	const count = events.length;
	const head = useHead(scene, title, { size: by({ wide: 92, tall: 112, square: 72 }), gap: 40, share: 0.2 });
	const room = box.height - head.height;
	const row = Math.min(room / count, u(by({ wide: 240, tall: 380, square: 230 })));
	const rail = u(by({ wide: 60, tall: 64, square: 52 }));
	// Low rows have the date beside its words, others above them.
	const low = row < u(190);
	const dateBox = low
		? { width: box.width * 0.3, height: row * 0.72, maxSize: 84 }
		: { width: box.width - rail, height: row * 0.44, maxSize: by({ wide: 110, tall: 130, square: 84 }) };
	const dates = useFittedGroup(
		scene,
		{ ...voices.number, lineHeight: 1.05 },
		events.map((event) => event.date),
		{ ...dateBox, minSize: 24, maxLines: 1 },
	);
	const dateHeight = Math.max(...dates.map((date) => date.height));
	const aside = low ? rail + Math.max(...dates.map((date) => date.width)) + u(36) : rail;
	const width = box.width - aside;
	const words = useWords(
		scene,
		events.map(({ text, note }) => ({ title: text, note })),
		{
			width,
			height: low ? row * 0.86 : Math.max(u(34), row - dateHeight - u(20)),
			size: by({ wide: 52, tall: 62, square: 44 }),
			noteSize: by({ wide: 32, tall: 38, square: 28 }),
			voice: voices.strong,
		},
	);
	const step = motion.stagger(count, -0.2, 0.42);
	const drawn = motion.enter(-0.3, Math.max(1.1, step * count + 0.4), easeInOut);
	const top = head.height + (room - row * count) / 2;
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start" }}
			bleed={
				<div
					style={{
						position: "absolute",
						left: box.x + u(10),
						top: box.y + top - u(20),
						width: u(10),
						height: (height - box.y - top + u(20)) * drawn,
						backgroundColor: palette.accent,
					}}
				/>
			}
		>
			<HeadLines scene={scene} head={head} />
			{keyed(events, (event) => event.date).map(({ key, index }) => {
				const start = index * step - 0.2;
				const [date, word] = [dates[index], words[index]];
				if (!date || !word) return null;
				const last = index === count - 1;
				return (
					<div key={key} style={{ position: "absolute", left: 0, top: top + row * index, width: box.width }}>
						<div
							style={{
								position: "absolute",
								left: -u(8),
								top: dateHeight / 2 - u(24),
								width: u(46),
								height: u(46),
								borderRadius: Math.min(u(23), scene.radius * 2),
								backgroundColor: last ? palette.text : palette.accent,
								border: `${u(8)}px solid ${palette.background}`,
								boxSizing: "border-box",
								transform: `scale(${motion.pop(start - 0.05, 0.7)})`,
							}}
						/>
						<FittedLines
							scene={scene}
							voice={{ ...voices.number, lineHeight: 1.05 }}
							fitted={date}
							color={last ? palette.accent : palette.text}
							start={start}
							align="left"
							style={{ position: "absolute", left: rail, top: 0 }}
						/>
						<WordLines
							scene={scene}
							words={word}
							voice={voices.strong}
							start={start + 0.15}
							style={{
								position: "absolute",
								left: aside,
								top: low ? Math.max(0, (dateHeight - word.height) / 2) : dateHeight + u(4),
								width,
							}}
						/>
					</div>
				);
			})}
		</Stage>
	);
};

export const TimelineLine = (props: { scene: SceneLook } & TimelineProps) =>
	props.scene.ratio === "wide" && props.events.length <= 7 ? <Across {...props} /> : <Down {...props} />;
