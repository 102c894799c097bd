import { mix } from "../../design/color";
import { easeInOut } from "../../design/motion";
import { Stage } from "../../design/Stage";
import { type Rect, type SceneLook, useScene } from "../../design/scene";
import { FittedLines, useFittedText, voiceStyle } from "../../design/Text";
import { Media } from "../parts/Media";
import { Panel } from "../parts/Panel";
import { type Tone, tonesOf } from "../parts/tone";
import { placed, SubjectWords } from "../pictures/words";
import type { BrowserProps } from "./BrowserFrame";
import { divide } from "./places";
import { Page } from "./screen/Page";
import { screenTones } from "./screen/tones";
import { WINDOW_BAR, Window } from "./screen/Window";

/** The address as if typed, in its field. */
const Address = ({ scene, url, width, tone }: { scene: SceneLook; url: string; width: number; tone: Tone }) => {
	const { u, voices, motion } = scene;
	const field = u(46);
	const fitted = useFittedText(scene, voices.body, url, {
		width: width - u(52),
		height: field,
		maxSize: 28,
		minSize: 15,
		maxLines: 1,
	});
	const text = fitted.lines[0] ?? url;
	const typed = text.slice(0, Math.ceil(text.length * motion.enter(0.2, 0.8, (value) => value)));
	return (
		<div
			style={{
				width,
				height: field,
				marginLeft: u(14),
				borderRadius: field,
				backgroundColor: mix(tone.fill, tone.ink, 0.1),
				display: "flex",
				alignItems: "center",
				padding: `0 ${u(26)}px`,
				boxSizing: "border-box",
			}}
		>
			<div style={{ ...voiceStyle(voices.body, fitted.fontSize), color: tone.quiet }}>
				{typed}
				<span style={{ opacity: 0 }}>{text.slice(typed.length)}</span>
			</div>
		</div>
	);
};

/** A window with the page: a screenshot that scrolls, or a drawing of the words. */
const Browser = ({
	scene,
	props,
	rect,
	seen = rect,
	headed,
	turn = 0,
}: {
	scene: SceneLook;
	props: BrowserProps;
	rect: Rect;
	/** The part of it in which words are seen, in px of the picture. */
	seen?: Rect;
	/** With the heading on the page. */
	headed: boolean;
	/** Degrees. */
	turn?: number;
}) => {
	const tones = screenTones(scene.palette);
	const bar = scene.u(WINDOW_BAR);
	const src = props.src ?? scene.media ?? undefined;
	const page = { width: rect.width, height: rect.height - bar };
	return (
		<Window
			scene={scene}
			rect={rect}
			tone={tones.ground}
			head={<Address scene={scene} url={props.url} width={seen.x + seen.width - rect.x - scene.u(170)} tone={tones.ground} />}
			style={turn === 0 ? {} : { rotate: `${turn}deg`, transformOrigin: "0 0" }}
		>
			<div style={{ position: "relative", ...page, overflow: "hidden" }}>
				{src ? (
					<Media
						scene={scene}
						src={src}
						place={page}
						tone={tones.ground}
						fit="fill"
						focus={{ x: scene.focus?.x ?? 50, y: 60 * easeInOut(Math.min(1, Math.max(0, scene.motion.through * 1.5 - 0.3))) }}
						drift={0}
					/>
				) : (
					<div
						style={{
							position: "absolute",
							left: 0,
							top: 0,
							width: seen.x + seen.width - rect.x,
							height: seen.y + seen.height - rect.y - bar,
						}}
					>
						<Page
							scene={scene}
							tones={tones}
							heading={headed ? props.heading : undefined}
							lines={props.lines}
							object={scene.icon ?? undefined}
							width={seen.x + seen.width - rect.x}
							height={seen.y + seen.height - rect.y - bar}
							start={0.2}
						/>
					</div>
				)}
			</div>
		</Window>
	);
};

/** The whole window; with a screenshot in it the heading stands above. */
export const Whole = ({ props }: { props: BrowserProps }) => {
	const scene = useScene(props);
	const { box, by, u, voices, palette } = scene;
	const outside = Boolean(props.src ?? scene.media);
	const head = outside ? box.height * by({ wide: 0.17, tall: 0.2, square: 0.2 }) : 0;
	const most = box.height - head;
	const height = Math.min(most, box.width * by({ wide: 0.62, tall: 1.4, square: 1.02 }));
	const width = Math.min(box.width, by({ wide: height * 1.78, tall: box.width, square: box.width }));
	const rect = { x: box.x + (box.width - width) / 2, y: box.y + head + (most - height) / 2, width, height };
	const heading = useFittedText(scene, voices.heading, props.heading, {
		width: box.width,
		height: Math.max(1, head - u(36)),
		maxSize: by({ wide: 84, tall: 104, square: 76 }),
		minSize: 32,
	});
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start" }}
			bleed={<Browser scene={scene} props={props} rect={rect} headed={!outside} />}
		>
			{outside ? (
				<div style={{ height: rect.y - box.y - u(36), display: "flex", alignItems: "flex-end" }}>
					<FittedLines scene={scene} voice={voices.heading} fitted={heading} color={palette.text} start={0.05} align="left" />
				</div>
			) : null}
		</Stage>
	);
};

/** The heading, and a window that leaves the picture at its side or foot. */
export const Beside = ({ props }: { props: BrowserProps }) => {
	const scene = useScene(props);
	const { box, u, ratio, width, height, by } = scene;
	const wide = ratio === "wide";
	const { area, words } = divide(scene, true, 0.6);
	const rect = wide
		? { x: area.x, y: box.y, width: width - area.x + u(70), height: height - box.y + u(60) }
		: { x: box.x, y: area.y, width: width - box.x + u(60), height: height - area.y + u(60) };
	const seen = { x: rect.x, y: rect.y, width: box.x + box.width - rect.x, height: box.y + box.height - rect.y };
	return (
		<Stage
			scene={scene}
			calm
			style={placed(words, wide ? "center" : "flex-end")}
			bleed={<Browser scene={scene} props={props} rect={rect} seen={seen} headed={false} />}
		>
			<SubjectWords scene={scene} props={{ text: props.heading }} rect={words} size={by({ wide: 128, tall: 120, square: 88 })} />
		</Stage>
	);
};

/** The heading on a field of colour, and a slanted window that comes over its edge. */
export const Close = ({ props }: { props: BrowserProps }) => {
	const scene = useScene(props);
	const { box, u, ratio, width, height, by } = scene;
	const wide = ratio === "wide";
	const tone = tonesOf(scene).accent;
	const field: Rect = wide
		? { x: 0, y: 0, width: width * 0.44, height }
		: { x: 0, y: 0, width, height: box.y + box.height * 0.36 };
	const words: Rect = wide ? { ...box, width: field.width - box.x - u(90) } : { ...box, height: field.height - box.y - u(90) };
	const rect = wide
		? { x: field.width - u(40), y: box.y + u(40), width: width * 0.72, height: height * 0.94 }
		: { x: box.x, y: field.height - u(40), width: width * 0.98, height: height - field.height + u(120) };
	const seen = { x: rect.x, y: rect.y, width: box.x + box.width - rect.x - u(30), height: box.y + box.height - rect.y - u(20) };
	return (
		<Stage
			scene={scene}
			calm
			style={placed(words)}
			bleed={
				<>
					<Panel scene={scene} rect={field} fill={tone.fill} from={wide ? "left" : "top"} start={-0.5} />
					<Browser scene={scene} props={props} rect={rect} seen={seen} headed={false} turn={wide ? -3 : -2} />
				</>
			}
		>
			<SubjectWords
				scene={scene}
				props={{ text: props.heading }}
				rect={words}
				size={by({ wide: 112, tall: 112, square: 84 })}
				colors={{ text: tone.ink, muted: tone.quiet, accent: tone.signal }}
				align="left"
			/>
		</Stage>
	);
};
