import { directionOf } from "../../design/direction";
import type { FittedText } from "../../design/fit";
import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import { type SceneLook, useScene } from "../../design/scene";
import { FittedLines, useFittedGroup, useFittedText } from "../../design/Text";
import { useFittedEach } from "../parts/fitted";
import { HeadLines, useHead } from "../parts/Head";
import { reelOf } from "../parts/reel";
import { type Tone, tonesOf } from "../parts/tone";
import { placed, SubjectWords } from "../pictures/words";
import type { ChatProps } from "./ChatBubbles";
import { ownSides } from "./screen/content";
import { PHONE_SHAPE, Phone } from "./screen/Phone";

/** Whether each message stands on the right. */
const rightSides = ({ messages }: ChatProps): boolean[] => {
	const guessed = ownSides(messages.map(({ from }) => from ?? null));
	return messages.map(({ side }, index) => (side ? side === "right" : guessed[index] === true));
};

/** Three dots that hop one after the other. */
const TypingDots = ({ scene, size, color }: { scene: SceneLook; size: number; color: string }) => (
	<div style={{ display: "flex", gap: size * 0.6 }}>
		{[0, 1, 2].map((index) => (
			<div
				key={index}
				style={{
					width: size,
					height: size,
					borderRadius: size,
					backgroundColor: color,
					transform: `translateY(${-Math.max(0, Math.sin((scene.motion.frame / scene.motion.fps) * 9 - index * 0.9)) * size * 0.7}px)`,
				}}
			/>
		))}
	</div>
);

type BubbleProps = {
	scene: SceneLook;
	text: FittedText;
	tone: Tone;
	right: boolean;
	start: number;
	wait: number;
	padding: number;
};

/** A message: for `wait` beats only its dots, then the words. */
const Bubble = ({ scene, text, tone, right, start, wait, padding }: BubbleProps) => {
	const dots = scene.motion.pop(start - wait, 0.5);
	const shown = scene.motion.pop(start, 0.7);
	const writing = shown <= 0.02;
	const round = Math.min(padding * 1.5, scene.u(54));
	const corner = Math.min(scene.radius, round) * 0.4;
	const size = writing ? dots : 0.72 + 0.28 * shown;
	return (
		<div
			style={{
				position: "relative",
				width: "fit-content",
				padding: `${padding * 0.72}px ${padding}px`,
				borderRadius: right ? `${round}px ${round}px ${corner}px ${round}px` : `${round}px ${round}px ${round}px ${corner}px`,
				backgroundColor: writing ? "transparent" : tone.fill,
				opacity: Math.min(1, dots * 2),
				transform: `scale(${writing ? 1 : size})`,
				transformOrigin: right ? "100% 100%" : "0 100%",
			}}
		>
			<FittedLines
				scene={scene}
				voice={scene.voices.strong}
				fitted={text}
				color={tone.ink}
				reveal="none"
				align="left"
				style={{ visibility: writing ? "hidden" : "visible", textAlign: "start", width: "auto" }}
			/>
			{writing ? (
				<div
					style={{
						position: "absolute",
						bottom: 0,
						[right ? "right" : "left"]: 0,
						padding: `${padding * 0.62}px ${padding * 0.8}px`,
						borderRadius: round,
						backgroundColor: tone.fill,
						transform: `scale(${dots})`,
						transformOrigin: right ? "100% 100%" : "0 100%",
					}}
				>
					<TypingDots scene={scene} size={padding * 0.36} color={tone.quiet} />
				</div>
			) : null}
		</div>
	);
};

/** Who writes, on one line of at most `width` px. */
const Name = ({
	scene,
	name,
	size,
	width,
	right,
}: {
	scene: SceneLook;
	name: string;
	size: number;
	width: number;
	right: boolean;
}) => {
	const units = size / scene.u(1);
	const fitted = useFittedText(scene, scene.voices.strong, name, {
		width,
		height: size * 1.4,
		maxSize: units,
		minSize: units * 0.7,
		maxLines: 1,
	});
	return (
		<div style={{ display: "flex", justifyContent: right ? "flex-end" : "flex-start", marginBottom: size * 0.36 }}>
			<FittedLines
				scene={scene}
				voice={scene.voices.strong}
				fitted={fitted}
				color={scene.palette.muted}
				reveal="none"
				align="left"
			/>
		</div>
	);
};

/** All messages, filling the picture. */
export const Thread = ({ props }: { props: ChatProps }) => {
	const scene = useScene(props);
	const { u, box, by, motion } = scene;
	const tones = tonesOf(scene);
	const right = rightSides(props);
	const count = props.messages.length;
	const head = useHead(scene, props.title, { size: by({ wide: 64, tall: 84, square: 60 }), gap: 40, share: 0.18 });
	const gap = u(by({ wide: 26, tall: 34, square: 24 }));
	const names = props.messages.map(({ from }, index) => (from && from !== props.messages[index - 1]?.from ? from : ""));
	const nameSize = u(by({ wide: 28, tall: 32, square: 26 }));
	const named = names.filter(Boolean).length * nameSize * 1.56;
	const each = (box.height - head.height - gap * (count - 1) - named) / count;
	const padding = u(by({ wide: 40, tall: 40, square: 34 })) * Math.min(1, each / u(110));
	const texts = useFittedGroup(
		scene,
		scene.voices.strong,
		props.messages.map(({ text }) => text),
		{
			width: box.width * by({ wide: 0.66, tall: 0.78, square: 0.74 }) - 2 * padding,
			height: each - padding * 1.44,
			maxSize: by({ wide: 76, tall: 76, square: 62 }),
			minSize: 26,
		},
	);
	const first = 0.1;
	const step = motion.stagger(count, first, 0.75);
	return (
		<Stage scene={scene} calm style={{ alignItems: "stretch" }}>
			<HeadLines scene={scene} head={head} />
			<div style={{ display: "flex", flexDirection: "column", gap }}>
				{keyed(props.messages, ({ text }) => text).map(({ key, index }) => {
					const text = texts[index];
					const mine = right[index] === true;
					const start = first + index * step;
					return text ? (
						<div key={key} dir="ltr" style={{ alignSelf: mine ? "flex-end" : "flex-start" }}>
							{names[index] ? (
								<div style={{ opacity: motion.enter(start - 0.3, 0.4) }}>
									<Name scene={scene} name={names[index]} size={nameSize} width={box.width * 0.8} right={mine} />
								</div>
							) : null}
							<div style={{ display: "flex", justifyContent: mine ? "flex-end" : "flex-start" }}>
								<Bubble
									scene={scene}
									text={text}
									tone={mine ? tones.accent : tones.surface}
									right={mine}
									start={start}
									wait={index === 0 ? 0.1 : step * 0.6}
									padding={padding}
								/>
							</div>
						</div>
					) : null;
				})}
			</div>
		</Stage>
	);
};

/** The messages on a phone, cut by the foot of the picture. */
export const OnPhone = ({ props }: { props: ChatProps }) => {
	const scene = useScene(props);
	const { u, box, by, motion, ratio, width, height } = scene;
	const wide = ratio === "wide";
	const others = [...new Set(props.messages.map(({ from }) => from).filter(Boolean))];
	const words = wide ? { ...box, width: box.width * 0.46 } : { ...box, height: box.height * 0.22 };
	const worded = Boolean(props.title);
	const top = wide ? box.y : worded ? box.y + words.height + u(40) : box.y;
	const phone = wide ? Math.min(u(560), box.height / 1.62) : Math.min(width * 0.74, (height - top) / 1.5);
	const left = wide
		? worded
			? box.x + box.width * 0.54 + (box.width * 0.46 - phone) / 2
			: (width - phone) / 2
		: (width - phone) / 2;
	const shown = motion.enter(-0.2, 1);
	const right = rightSides(props);
	const ordered = props.messages.map(({ text }, index) => `${right[index] ? "b" : "a"}: ${text}`);
	const seen = Math.min(phone * PHONE_SHAPE, box.y + box.height - top + u(40));
	return (
		<Stage
			scene={scene}
			calm
			style={placed(words, wide ? "center" : "flex-end")}
			bleed={
				<div
					style={{
						position: "absolute",
						left,
						top,
						transform: `translateY(${(1 - shown) * height * 0.5 - motion.through * u(14)}px)`,
						opacity: 1 - motion.exit,
					}}
				>
					<Phone
						scene={scene}
						content={{ kind: "chat", title: others[0] ?? "", lines: ordered }}
						width={phone}
						height={Math.max(seen, phone * 1.2)}
						start={0.2}
					/>
				</div>
			}
		>
			{props.title ? (
				<SubjectWords scene={scene} props={{ text: props.title }} rect={words} size={by({ wide: 124, tall: 116, square: 84 })} />
			) : null}
		</Stage>
	);
};

/** One message after the other, each as large as the picture. */
export const Spotlight = ({ props }: { props: ChatProps }) => {
	const scene = useScene(props);
	const { u, box, by, motion } = scene;
	const tones = tonesOf(scene);
	const right = rightSides(props);
	const head = useHead(scene, props.title, { size: by({ wide: 48, tall: 64, square: 46 }), gap: 28, share: 0.14 });
	const area = { top: head.height, height: box.height - head.height };
	const padding = u(by({ wide: 76, tall: 64, square: 56 }));
	const texts = useFittedEach(
		scene,
		{ ...scene.voices.heading, lineHeight: 1.08 },
		props.messages.map(({ text }) => text),
		{
			width: box.width * by({ wide: 0.8, tall: 0.86, square: 0.86 }) - 2 * padding,
			height: area.height * 0.78 - 2 * padding,
			maxSize: by({ wide: 170, tall: 150, square: 120 }),
			minSize: 36,
		},
	);
	const names = useFittedEach(
		scene,
		scene.voices.strong,
		props.messages.map(({ from }) => from ?? ""),
		{ width: box.width * 0.7, height: u(60), maxSize: 40, minSize: 22, maxLines: 1 },
	);
	const reel = reelOf(scene, props.messages.length);
	return (
		<Stage scene={scene} calm style={{ justifyContent: "flex-start", alignItems: "flex-start" }}>
			<HeadLines scene={scene} head={head} color={scene.palette.muted} />
			{keyed(props.messages, ({ text }) => text).map(({ key, item, index }) => {
				const [text, name] = [texts[index], names[index]];
				const away = index - reel.position;
				if (!text || !name || Math.abs(away) >= 0.98) return null;
				const mine = right[index] === true;
				const tone = mine ? tones.accent : tones.surface;
				const width = text.width + 2 * padding;
				const height = text.height + 1.6 * padding + (item.from ? name.height : 0);
				const shown = index === 0 ? motion.pop(-0.1, 0.8) : 1;
				const round = Math.max(u(20), Math.min(padding, u(64)));
				return (
					<div
						key={key}
						dir={directionOf(item.text)}
						style={{
							position: "absolute",
							[mine ? "right" : "left"]: 0,
							top: area.top + (area.height - height) / 2,
							width,
							padding: `${padding * 0.8}px ${padding}px`,
							boxSizing: "border-box",
							borderRadius: mine ? `${round}px ${round}px ${u(8)}px ${round}px` : `${round}px ${round}px ${round}px ${u(8)}px`,
							backgroundColor: tone.fill,
							transform: `translate(${away * (mine ? -1 : 1) * u(60)}px, ${away * box.height * 0.7}px) scale(${(0.7 + 0.3 * shown) * (1 - Math.abs(away) * 0.2)})`,
							transformOrigin: mine ? "100% 100%" : "0 100%",
							opacity: (1 - Math.abs(away)) ** 1.4 * Math.min(1, shown * 2),
						}}
					>
						{item.from ? (
							<FittedLines
								scene={scene}
								voice={scene.voices.strong}
								fitted={name}
								color={tone.quiet}
								reveal="none"
								align="left"
							/>
						) : null}
						<FittedLines
							scene={scene}
							voice={{ ...scene.voices.heading, lineHeight: 1.08 }}
							fitted={text}
							color={tone.ink}
							reveal="none"
							align="left"
						/>
					</div>
				);
			})}
		</Stage>
	);
};
