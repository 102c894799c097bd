import { contrast, mix } from "../../design/color";
import { Stage } from "../../design/Stage";
import { type Palette, type Rect, type SceneLook, useScene } from "../../design/scene";
import { BleedSubject } from "../../objects/BleedSubject";
import { isObject } from "../../objects/index";
import { type SubjectSide, subjectPlace } from "../../objects/place";
import { Subject as Drawn } from "../../objects/Subject";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { Panel } from "../parts/Panel";
import { placed, type SubjectProps, SubjectWords, subjectSchema } from "./words";

/** Shown where the storyboard names no object that there is. */
const FALLBACK = "star";

/** The object of a scene: its icon, or the one in its props. */
export const objectOf = (scene: Pick<SceneLook, "icon">, props: Pick<SubjectProps, "object">): string =>
	[scene.icon, props.object].find(isObject) ?? FALLBACK;

/** Colours for what stands on the accent. */
export const onAccent = (palette: Palette): Palette => {
	const { accent, background, text } = palette;
	const figure = contrast(background, accent) >= contrast(text, accent) ? background : text;
	return { ...palette, background: accent, surface: mix(accent, figure, 0.2), text: palette.onAccent, accent: figure };
};

const Bleeding = ({ props, side }: { props: SubjectProps; side: SubjectSide }) => {
	const scene = useScene(props);
	const place = subjectPlace(scene, side);
	const under = scene.ratio !== "wide" || side === "below";
	return (
		<Stage
			scene={scene}
			calm
			style={placed(place.words, under ? "flex-start" : "center")}
			bleed={<BleedSubject scene={scene} id={objectOf(scene, props)} side={side} place={place} />}
		>
			<SubjectWords scene={scene} props={props} rect={place.words} size={scene.by({ wide: 150, tall: 140, square: 118 })} />
		</Stage>
	);
};

/** The coloured area and what is left beside it. */
const halves = (scene: SceneLook): { area: Rect; words: Rect } => {
	const { width, height, box, ratio, u } = scene;
	if (ratio === "wide") {
		const x = Math.round(width * 0.54);
		return { area: { x, y: 0, width: width - x, height }, words: { ...box, width: x - box.x - u(56) } };
	}
	const y = Math.round(height * (ratio === "tall" ? 0.44 : 0.46));
	return { area: { x: 0, y, width, height: height - y }, words: { ...box, height: Math.min(box.height, y - box.y - u(44)) } };
};

const Split = ({ props }: { props: SubjectProps }) => {
	const scene = useScene(props);
	const { area, words } = halves(scene);
	const size = Math.min(area.width, area.height) * 1.18;
	return (
		<Stage
			scene={scene}
			calm
			style={placed(words)}
			bleed={
				<Panel scene={scene} rect={area} fill={scene.palette.accent} from="bottom" start={-0.3} style={{ overflow: "hidden" }}>
					<div
						style={{
							position: "absolute",
							left: area.width * 0.54 - size / 2,
							top: area.height * 0.56 - size / 2,
							transform: `scale(${1.06 - scene.motion.through * 0.06})`,
						}}
					>
						<Drawn
							scene={{ ...scene, palette: onAccent(scene.palette) }}
							id={objectOf(scene, props)}
							size={size}
							start={0.1}
							lean={-5}
						/>
					</div>
				</Panel>
			}
		>
			<SubjectWords scene={scene} props={props} rect={words} size={scene.by({ wide: 140, tall: 132, square: 112 })} />
		</Stage>
	);
};

const Subject = (props: SubjectProps) => {
	const layout = useLayout(["bleed-right", "bleed-left", "below", "split"], "bleed-right");
	if (layout === "split") return <Split props={props} />;
	return <Bleeding props={props} side={layout === "below" ? "below" : layout === "bleed-left" ? "left" : "right"} />;
};

export const subject = defineScene({
	component: Subject,
	schema: subjectSchema,
	title: "Subject",
	description: "The thing the film speaks of, large and cut by the edge, with a few words beside it",
	family: "pictures",
	slots: ["icon"],
	layouts: {
		"bleed-right": "The object fills the right side and is cut by the edge",
		"bleed-left": "The object fills the left side, the words stand right of it",
		below: "The words above, the object rises from the foot of the picture",
		split: "The object on an area in the accent colour, the words beside it",
	},
	defaultProps: { text: "Coffee, roasted this morning", kicker: "Corner roastery", object: "mug" },
	defaultDurationInFrames: 90,
});
