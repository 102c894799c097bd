import type { ReactNode } from "react";
import { AbsoluteFill } from "remotion";
import { isDark, mix, readableOn } from "../../../design/color";
import { Stage } from "../../../design/Stage";
import type { Rect, SceneLook } from "../../../design/scene";
import { FittedLines, useFittedText } from "../../../design/Text";
import { Panel } from "../../parts/Panel";
import type { Tone } from "../../parts/tone";
import { WINDOW_BAR, Window } from "../screen/Window";

export type CodeLayout = "window" | "full" | "beside";

/** The ground that code stands on: dark in films of any palette, tinted by it. */
export const codeTone = ({ palette }: Pick<SceneLook, "palette">): Tone => {
	const dark = isDark(palette.background);
	const fill = dark ? mix(palette.background, palette.text, 0.09) : mix(mix(palette.text, palette.accent, 0.12), "#08090d", 0.55);
	const ink = readableOn(fill, dark ? palette.text : palette.background);
	return { fill, ink, quiet: mix(ink, fill, 0.34), signal: palette.accent, line: mix(fill, ink, 0.16) };
};

/** Px between the edge of a window and the code in it. */
const paddingOf = (scene: SceneLook) => scene.u(scene.by({ wide: 52, tall: 44, square: 40 }));

/** Where the title stands and where the code does. */
const placesOf = (scene: SceneLook, layout: CodeLayout, titled: boolean): { title: Rect; window: Rect; code: Rect } => {
	const { box, width, height, u, ratio, by } = scene;
	const padding = paddingOf(scene);
	const bar = u(WINDOW_BAR);
	if (layout === "full") {
		const head = titled ? box.height * by({ wide: 0.16, tall: 0.14, square: 0.15 }) : 0;
		const code = { ...box, y: box.y + head, height: box.height - head };
		return { title: { ...box, height: Math.max(1, head - u(36)) }, window: { x: 0, y: 0, width, height }, code };
	}
	const inside = (window: Rect, right = window.x + window.width - padding): Rect => ({
		x: window.x + padding,
		y: window.y + bar + padding * 0.8,
		width: right - window.x - padding,
		height: Math.min(window.y + window.height - padding, box.y + box.height) - window.y - bar - padding * 0.8,
	});
	if (layout === "beside" && ratio === "wide") {
		const x = box.x + box.width * 0.36;
		const window = { x, y: box.y * 0.9, width: width - x + u(60), height: height - box.y * 1.8 };
		return { title: { ...box, width: x - box.x - u(64) }, window, code: inside(window, box.x + box.width) };
	}
	const head = titled ? box.height * by({ wide: 0.2, tall: 0.22, square: 0.2 }) : 0;
	if (layout === "beside") {
		const window = { x: box.x, y: box.y + head, width: width - box.x + u(60), height: height - box.y - head + u(60) };
		return { title: { ...box, height: Math.max(1, head - u(40)) }, window, code: inside(window, box.x + box.width) };
	}
	const window = { ...box, y: box.y + head, height: box.height - head };
	return { title: { ...box, height: Math.max(1, head - u(40)) }, window, code: inside(window) };
};

/** The place of code in a layout: what is drawn into it is given its box. */
export const codeBox = (scene: SceneLook, layout: CodeLayout, titled: boolean): { width: number; height: number } =>
	placesOf(scene, layout, titled).code;

/** A title with a window of code, or code all over the picture. */
export const CodeStage = ({
	scene,
	layout,
	title,
	name,
	height,
	children,
}: {
	scene: SceneLook;
	layout: CodeLayout;
	title: string | undefined;
	/** In the bar of the window. */
	name: string | undefined;
	/** Of the code, px: a window that needs less is not higher. */
	height: number;
	children: ReactNode;
}) => {
	const { by, palette, voices, ratio, u } = scene;
	const tone = codeTone(scene);
	const places = placesOf(scene, layout, Boolean(title));
	const beside = layout === "beside" && ratio === "wide";
	const heading = useFittedText(scene, voices.heading, title ?? "", {
		width: places.title.width,
		height: places.title.height,
		maxSize: beside ? 104 : by({ wide: layout === "full" ? 64 : 84, tall: 100, square: 72 }),
		minSize: 32,
	});
	const full = layout === "full";
	const spare = Math.max(0, places.code.height - height);
	const window = full || layout === "beside" ? places.window : { ...places.window, height: places.window.height - spare };
	// What is left below a low window is divided: title and window stand in the middle together.
	const lift = full || layout === "beside" ? 0 : spare * 0.5 * (title ? 1 : 1);
	const titleTop = beside
		? places.title.y + (places.title.height - heading.height) / 2
		: full
			? places.title.y
			: places.title.y + places.title.height - heading.height + lift;
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start" }}
			bleed={
				<>
					{full ? (
						<Panel scene={scene} rect={places.window} fill={tone.fill} from="bottom" start={-0.5}>
							<AbsoluteFill />
						</Panel>
					) : (
						<Window scene={scene} rect={{ ...window, y: window.y + lift }} tone={tone} name={name}>
							<div style={{ position: "absolute", left: places.code.x - places.window.x, top: places.code.y - places.window.y }}>
								{children}
							</div>
						</Window>
					)}
					{full ? (
						<div
							style={{
								position: "absolute",
								left: places.code.x,
								top: places.code.y + spare * 0.4,
								opacity: 1 - scene.motion.exit,
							}}
						>
							{children}
						</div>
					) : null}
				</>
			}
		>
			{title ? (
				<FittedLines
					scene={scene}
					voice={voices.heading}
					fitted={heading}
					color={full ? tone.ink : palette.text}
					start={0.05}
					align="left"
					style={{
						position: "absolute",
						left: places.title.x - scene.box.x,
						top: titleTop - scene.box.y,
						width: places.title.width,
						marginTop: full ? u(0) : 0,
					}}
				/>
			) : null}
		</Stage>
	);
};
