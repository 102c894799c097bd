import { easeInOut } from "../../design/motion";
import { Stage } from "../../design/Stage";
import { useScene } from "../../design/scene";
import { FittedLines, useFittedGroup, useFittedText } from "../../design/Text";
import { Panel } from "../parts/Panel";
import { Strike } from "../parts/Strike";
import { tonesOf } from "../parts/tone";
import type { BeforeAfterProps } from "./BeforeAfter";
import { State, TitleLine } from "./BeforeAfterState";

/** An edge crosses the picture and uncovers the new state. */
export const Wipe = ({ props }: { props: BeforeAfterProps }) => {
	const scene = useScene(props);
	const { u, box, palette, motion, ratio, width, height } = scene;
	const tones = tonesOf(scene);
	const turn = Math.max(0.6, motion.beats * 0.36);
	const crossed = motion.enter(turn, 1.1, easeInOut);
	const across = ratio !== "tall";
	const at = (across ? width : height) * (1 - crossed);
	const handle = u(92);
	const state = { scene, title: props.title, width: box.width, left: box.x };
	return (
		<Stage
			scene={scene}
			calm
			bleed={
				<>
					<State
						{...state}
						text={props.before}
						label={props.beforeLabel}
						picture={props.beforePicture}
						tone={tones.base}
						start={-0.3}
					/>
					<TitleLine scene={scene} title={props.title} color={palette.muted} />
					<div
						style={{
							position: "absolute",
							inset: 0,
							backgroundColor: tones.accent.fill,
							clipPath: across ? `inset(0 0 0 ${at}px)` : `inset(${at}px 0 0 0)`,
						}}
					>
						<State
							{...state}
							text={props.after}
							label={props.afterLabel}
							picture={props.afterPicture}
							tone={tones.accent}
							start={turn - 0.1}
						/>
						<TitleLine scene={scene} title={props.title} color={tones.accent.ink} />
					</div>
					{crossed > 0 && crossed < 1 ? (
						<div
							style={{
								position: "absolute",
								backgroundColor: palette.text,
								...(across
									? { left: at - u(5), top: 0, width: u(10), height }
									: { left: 0, top: at - u(5), width, height: u(10) }),
							}}
						>
							<div
								style={{
									position: "absolute",
									left: across ? u(5) - handle / 2 : width / 2 - handle / 2,
									top: across ? height / 2 - handle / 2 : u(5) - handle / 2,
									width: handle,
									height: handle,
									borderRadius: handle,
									backgroundColor: palette.text,
								}}
							/>
						</div>
					) : null}
				</>
			}
		/>
	);
};

/** Both states side by side, the new one larger and in colour. */
export const Sides = ({ props }: { props: BeforeAfterProps }) => {
	const scene = useScene(props);
	const { u, box, palette, ratio, width, height } = scene;
	const tones = tonesOf(scene);
	const across = ratio !== "tall";
	const edge = across ? width * 0.42 : height * 0.42;
	const first = across ? { x: 0, y: 0, width: edge, height } : { x: 0, y: 0, width, height: edge };
	const second = across ? { x: edge, y: 0, width: width - edge, height } : { x: 0, y: edge, width, height: height - edge };
	const clipped = (rect: typeof first) => ({
		...scene,
		box: {
			x: Math.max(rect.x + u(60), box.x),
			y: Math.max(rect.y + u(60), box.y),
			width: Math.min(rect.x + rect.width - u(60), box.x + box.width) - Math.max(rect.x + u(60), box.x),
			height: Math.min(rect.y + rect.height - u(60), box.y + box.height) - Math.max(rect.y + u(60), box.y),
		},
	});
	const [one, two] = [clipped(first), clipped(second)];
	return (
		<Stage
			scene={scene}
			calm
			bleed={
				<>
					<Panel
						scene={scene}
						rect={first}
						fill={tones.surface.fill}
						from={across ? "left" : "top"}
						start={-0.5}
						style={{ overflow: "hidden" }}
					>
						<State
							scene={one}
							title={props.title}
							width={one.box.width}
							left={one.box.x - first.x}
							text={props.before}
							label={props.beforeLabel}
							picture={props.beforePicture}
							tone={tones.surface}
							start={-0.2}
						/>
					</Panel>
					<Panel
						scene={scene}
						rect={second}
						fill={tones.accent.fill}
						from={across ? "right" : "bottom"}
						start={0.5}
						style={{ overflow: "hidden" }}
					>
						<div style={{ position: "absolute", left: 0, top: -second.y, width: second.width, height: height }}>
							<State
								scene={two}
								title={props.title}
								width={two.box.width}
								left={two.box.x - second.x}
								text={props.after}
								label={props.afterLabel}
								picture={props.afterPicture}
								tone={tones.accent}
								start={0.7}
							/>
						</div>
					</Panel>
					<TitleLine scene={one} title={props.title} color={palette.muted} />
				</>
			}
		/>
	);
};

/** The old state is crossed out and gives way to the new one, which is far larger. */
export const CrossedOut = ({ props }: { props: BeforeAfterProps }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, motion } = scene;
	const turn = Math.max(0.5, motion.beats * 0.28);
	const voice = { ...voices.heading, lineHeight: 1.04 };
	const old = useFittedText(scene, voice, props.before, {
		width: box.width,
		height: box.height * 0.24,
		maxSize: by({ wide: 110, tall: 112, square: 84 }),
		minSize: 32,
		maxLines: 3,
	});
	const fresh = useFittedText(scene, voice, props.after, {
		width: box.width,
		height: box.height * 0.5,
		maxSize: by({ wide: 260, tall: 220, square: 180 }),
		minSize: 48,
	});
	const labels = useFittedGroup(scene, voices.strong, [props.beforeLabel ?? "", props.afterLabel ?? ""], {
		width: box.width,
		height: u(60),
		maxSize: 44,
		minSize: 24,
		maxLines: 1,
	});
	const [oldLabel, freshLabel] = labels;
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "space-between", alignItems: "flex-start" }}
			bleed={<TitleLine scene={scene} title={props.title} color={palette.muted} />}
		>
			<div style={{ paddingTop: props.title ? u(120) : 0 }}>
				{props.beforeLabel && oldLabel ? (
					<FittedLines
						scene={scene}
						voice={voices.strong}
						fitted={oldLabel}
						color={palette.muted}
						start={-0.1}
						align="left"
						style={{ marginBottom: u(10) }}
					/>
				) : null}
				<Strike scene={scene} start={turn} color={palette.accent} size={old.fontSize * (old.lines.length > 1 ? 0.8 : 1)}>
					<FittedLines
						scene={scene}
						voice={voice}
						fitted={old}
						color={motion.enter(turn, 0.5) > 0.5 ? palette.muted : palette.text}
						start={-0.1}
						align="left"
					/>
				</Strike>
			</div>
			<div>
				{props.afterLabel && freshLabel ? (
					<FittedLines
						scene={scene}
						voice={voices.strong}
						fitted={freshLabel}
						color={palette.accent}
						start={turn + 0.3}
						align="left"
						style={{ marginBottom: u(10) }}
					/>
				) : null}
				<FittedLines scene={scene} voice={voice} fitted={fresh} color={palette.text} start={turn + 0.35} align="left" />
			</div>
		</Stage>
	);
};
