import { random } from "remotion";
import { directionOf } from "../../../design/direction";
import { keyed } from "../../../design/keyed";
import { FittedLines, useFittedGroup, useFittedText } from "../../../design/Text";
import { Media } from "../../parts/Media";
import { numberOf, ownSides, spokenLine } from "./content";
import { AppBar, Bar, type ScreenProps, ScreenRows, Slide, TabBar, unitsOf } from "./parts";

const BAR = 78;
const TABS = 74;
const SIDE = 18;

/** Rows under a picture or a coloured field. */
export const ListScreen = (props: ScreenProps) => {
	const { scene, content, tones, width, height, seen, p, start } = props;
	const inner = width - 2 * SIDE * p;
	const free = Math.min(height - TABS * p, seen) - (BAR + 24) * p;
	const least = Math.max(1, content.lines.length) * 62 * p;
	const hero = Math.max(0, Math.min(free * 0.42, free - least - 16 * p));
	const shown = hero > 60 * p ? hero : 0;
	return (
		<>
			<AppBar scene={scene} title={content.title} tone={tones.ground} accent={tones.accent.fill} width={width} p={p} />
			<div style={{ padding: `0 ${SIDE * p}px` }}>
				{shown > 0 ? (
					<Slide scene={scene} start={start} by={40 * p} style={{ height: shown, marginBottom: 16 * p }}>
						<div
							style={{
								position: "relative",
								width: inner,
								height: shown,
								borderRadius: Math.min(scene.radius, 28 * p),
								overflow: "hidden",
							}}
						>
							<Media
								scene={scene}
								name={content.object}
								place={{ width: inner, height: shown }}
								tone={tones.accent}
								start={start + 0.2}
							/>
						</div>
					</Slide>
				) : null}
				<ScreenRows
					scene={scene}
					lines={content.lines}
					tones={tones}
					width={inner}
					height={free - shown - (shown > 0 ? 16 * p : 0)}
					p={p}
					start={start + 0.15}
				/>
			</div>
			<TabBar tones={tones} p={p} />
		</>
	);
};

const BARS = 7;

/** Columns that grow: the numbers of the lines where all have one, else seven without a meaning. */
const Columns = ({ scene, content, tones, p, start, width, height }: ScreenProps) => {
	const numbers = content.lines.map(numberOf);
	const known = numbers.length >= 2 && numbers.every((value) => value !== null);
	const values = known
		? numbers.map((value) => value ?? 0)
		: Array.from({ length: BARS }, (_, index) => 0.35 + 0.65 * random(`${scene.seed}/bar/${index}`));
	const most = Math.max(...values, 1e-9);
	const best = values.indexOf(most);
	return (
		<div style={{ width, height, display: "flex", alignItems: "flex-end", justifyContent: "space-between", gap: 10 * p }}>
			{keyed(values, String).map(({ key, item, index }) => {
				const grown = scene.motion.enter(start + index * 0.07, 0.9);
				return (
					<div
						key={key}
						style={{
							flex: 1,
							height: Math.max(4 * p, height * (item / most) * grown),
							borderRadius: Math.min(scene.radius * 0.5, 9 * p),
							backgroundColor: index === best ? tones.card.signal : tones.card.line,
						}}
					/>
				);
			})}
		</div>
	);
};

/** A chart in a card, its lines as rows below. */
export const ChartScreen = (props: ScreenProps) => {
	const { scene, content, tones, width, height, seen, p, start } = props;
	const inner = width - 2 * SIDE * p;
	const free = Math.min(height - TABS * p, seen) - (BAR + 24) * p;
	const rows = Math.min(free * 0.58, content.lines.length * 76 * p);
	const chart = free - rows - 16 * p;
	return (
		<>
			<AppBar scene={scene} title={content.title} tone={tones.ground} accent={tones.accent.fill} width={width} p={p} />
			<div style={{ padding: `0 ${SIDE * p}px` }}>
				<Slide scene={scene} start={start} by={40 * p} style={{ marginBottom: 16 * p }}>
					<div
						style={{
							height: chart,
							borderRadius: Math.min(scene.radius, 28 * p),
							backgroundColor: tones.card.fill,
							padding: 20 * p,
							boxSizing: "border-box",
						}}
					>
						<Columns {...props} width={inner - 40 * p} height={chart - 40 * p} start={start + 0.2} />
					</div>
				</Slide>
				<ScreenRows
					scene={scene}
					lines={content.lines}
					tones={tones}
					width={inner}
					height={rows}
					p={p}
					start={start + 0.25}
					most={70}
				/>
			</div>
			<TabBar tones={tones} p={p} />
		</>
	);
};

/** Messages of two people, and the field to write the next one. */
export const ChatScreen = ({ scene, content, tones, width, height, seen, p, start }: ScreenProps) => {
	const spoken = content.lines.map(spokenLine);
	const own = ownSides(spoken.map(({ name }) => name));
	const free = Math.min(height - TABS * p, seen) - (BAR + 30) * p;
	const gap = 12 * p;
	const each = (free - gap * (spoken.length - 1)) / Math.max(1, spoken.length);
	const voice = { ...scene.voices.body, lineHeight: 1.22 };
	const texts = spoken.map(({ text }) => text);
	const fitted = useFittedGroup(scene, voice, texts.length > 0 ? texts : [""], {
		width: width * 0.66,
		height: each - 26 * p,
		maxSize: unitsOf(scene, 25 * p),
		minSize: unitsOf(scene, 13 * p),
	});
	const step = scene.motion.stagger(texts.length, start, 0.34);
	const round = 24 * p;
	return (
		<>
			<AppBar scene={scene} title={content.title} tone={tones.ground} accent={tones.accent.fill} width={width} p={p} />
			<div style={{ padding: `${10 * p}px ${SIDE * p}px 0`, display: "flex", flexDirection: "column", gap }}>
				{keyed(texts, String).map(({ key, index }) => {
					const mine = own[index] === true;
					const tone = mine ? tones.accent : tones.card;
					const text = fitted[index];
					const shown = scene.motion.pop(start + index * step, 0.7);
					return text ? (
						<div
							key={key}
							style={{
								alignSelf: mine ? "flex-end" : "flex-start",
								padding: `${11 * p}px ${17 * p}px`,
								borderRadius: mine
									? `${round}px ${round}px ${round * 0.2}px ${round}px`
									: `${round}px ${round}px ${round}px ${round * 0.2}px`,
								backgroundColor: tone.fill,
								opacity: Math.min(1, shown * 2),
								transform: `scale(${0.6 + 0.4 * shown})`,
								transformOrigin: mine ? "100% 100%" : "0 100%",
							}}
						>
							<FittedLines scene={scene} voice={voice} fitted={text} color={tone.ink} reveal="none" align="left" />
						</div>
					) : null;
				})}
			</div>
			<div
				style={{
					position: "absolute",
					left: SIDE * p,
					right: SIDE * p,
					bottom: 20 * p,
					height: 50 * p,
					borderRadius: 25 * p,
					backgroundColor: tones.card.fill,
					display: "flex",
					alignItems: "center",
					justifyContent: "space-between",
					padding: `0 ${8 * p}px 0 ${20 * p}px`,
					boxSizing: "border-box",
				}}
			>
				<Bar width={120 * p} height={10 * p} color={tones.card.line} />
				<div
					style={{
						width: 36 * p,
						height: 36 * p,
						borderRadius: "50%",
						backgroundColor: tones.accent.fill,
						display: "flex",
						alignItems: "center",
						justifyContent: "center",
					}}
				>
					<svg width={16 * p} height={16 * p} viewBox="0 0 16 16" role="presentation">
						<path
							d="M8 15V2M2.5 7L8 1.6L13.5 7"
							fill="none"
							stroke={tones.accent.ink}
							strokeWidth={2.4}
							strokeLinecap="round"
							strokeLinejoin="round"
						/>
					</svg>
				</div>
			</div>
		</>
	);
};

/** One thing, large: its picture, its name, a sentence and a button. */
export const CardScreen = ({ scene, content, tones, width, height, seen, p, start }: ScreenProps) => {
	const inner = width - 2 * 24 * p;
	const end = Math.min(height, seen);
	const top = end * 0.5;
	const button = content.lines.length > 1 ? content.lines.at(-1) : undefined;
	const lines = button === undefined ? content.lines : content.lines.slice(0, -1);
	const heading = { ...scene.voices.heading, lineHeight: 1.1 };
	const room = end - top - (button === undefined ? 50 : 130) * p;
	const title = useFittedText(scene, heading, content.title ?? "", {
		width: inner,
		height: room * 0.45,
		maxSize: unitsOf(scene, 42 * p),
		minSize: unitsOf(scene, 18 * p),
	});
	const words = useFittedText(scene, scene.voices.body, lines.join("\n"), {
		width: inner,
		height: room * 0.5,
		maxSize: unitsOf(scene, 24 * p),
		minSize: unitsOf(scene, 13 * p),
	});
	const action = useFittedText(scene, scene.voices.strong, button ?? "", {
		width: inner - 30 * p,
		height: 46 * p,
		maxSize: unitsOf(scene, 24 * p),
		minSize: unitsOf(scene, 12 * p),
		maxLines: 1,
	});
	return (
		<>
			<div style={{ position: "absolute", left: 0, top: 0, width, height: top }}>
				<Media scene={scene} name={content.object} place={{ width, height: top }} tone={tones.accent} start={start} />
			</div>
			<div
				dir={directionOf(content.title ?? lines[0] ?? "")}
				style={{ position: "absolute", left: 24 * p, top: top + 26 * p, width: inner }}
			>
				{content.title ? (
					<FittedLines scene={scene} voice={heading} fitted={title} color={tones.ground.ink} start={start + 0.2} align="left" />
				) : null}
				<FittedLines
					scene={scene}
					voice={scene.voices.body}
					fitted={words}
					color={tones.ground.quiet}
					start={start + 0.35}
					reveal="fade"
					align="left"
					style={{ marginTop: 12 * p }}
				/>
			</div>
			{button === undefined ? null : (
				<Slide
					scene={scene}
					start={start + 0.5}
					by={30 * p}
					style={{ position: "absolute", left: 24 * p, bottom: height - end + 34 * p, width: inner }}
				>
					<div
						style={{
							height: 62 * p,
							borderRadius: Math.min(scene.radius, 31 * p),
							backgroundColor: tones.accent.fill,
							display: "flex",
							alignItems: "center",
							justifyContent: "center",
						}}
					>
						<FittedLines
							scene={scene}
							voice={scene.voices.strong}
							fitted={action}
							color={tones.accent.ink}
							reveal="none"
							align="center"
						/>
					</div>
				</Slide>
			)}
		</>
	);
};
