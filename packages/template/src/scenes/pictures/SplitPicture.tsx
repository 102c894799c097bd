import { z } from "zod";
import { commonFields, line, prose } from "../../design/fields";
import { Stage } from "../../design/Stage";
import { type Rect, type SceneLook, useScene } from "../../design/scene";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { Media } from "../parts/Media";
import { Panel } from "../parts/Panel";
import { tonesOf } from "../parts/tone";
import { focusField } from "./fields";
import { placed, SubjectWords } from "./words";

const splitPictureSchema = z.strictObject({
	text: line("Text", "A few words: the largest of the picture"),
	kicker: line("Kicker", "One or two small words above").optional(),
	detail: prose("Detail", "A sentence below").optional(),
	src: line("Picture", "Path below public/, like assets/photo.jpg").optional(),
	focus: focusField,
	object: line("Object", "Id of an object or icon, where there is no picture").optional(),
	...commonFields,
});
type Props = z.infer<typeof splitPictureSchema>;
type Layout = "left" | "right" | "card" | "cut";

/** The picture's part and that of the words. */
const placesOf = (scene: SceneLook, layout: Layout): { area: Rect; words: Rect } => {
	const { width, height, box, ratio, u } = scene;
	if (ratio === "wide") {
		const share = Math.round(width * 0.5);
		const gap = u(80);
		if (layout === "left")
			return {
				area: { x: 0, y: 0, width: share, height },
				words: { ...box, x: share + gap, width: box.x + box.width - share - gap },
			};
		return { area: { x: width - share, y: 0, width: share, height }, words: { ...box, width: width - share - gap - box.x } };
	}
	const share = Math.round(height * (ratio === "tall" ? 0.52 : 0.46));
	const gap = u(56);
	if (layout === "left")
		return {
			area: { x: 0, y: 0, width, height: share },
			words: { ...box, y: share + gap, height: box.y + box.height - share - gap },
		};
	return { area: { x: 0, y: height - share, width, height: share }, words: { ...box, height: height - share - gap - box.y } };
};

const sourcesOf = (scene: SceneLook, props: Props) => ({
	src: props.src ?? scene.media ?? undefined,
	name: props.object ?? scene.icon ?? undefined,
	focus: props.focus ?? scene.focus ?? undefined,
});

const Halves = ({ props, side }: { props: Props; side: "left" | "right" }) => {
	const scene = useScene(props);
	const { area, words } = placesOf(scene, side);
	const wide = scene.ratio === "wide";
	const from = wide ? (side === "left" ? "left" : "right") : side === "left" ? "top" : "bottom";
	const tone = tonesOf(scene).accent;
	return (
		<Stage
			scene={scene}
			calm
			style={placed(words)}
			bleed={
				<Panel scene={scene} rect={area} fill={tone.fill} from={from} start={-0.4} style={{ overflow: "hidden" }}>
					<Media scene={scene} {...sourcesOf(scene, props)} place={area} tone={tone} start={0} large />
				</Panel>
			}
		>
			<SubjectWords scene={scene} props={props} rect={words} size={scene.by({ wide: 132, tall: 128, square: 96 })} />
		</Stage>
	);
};

/** The picture everywhere, the words on a card that lies on it. */
const OnCard = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { width, height, box, u, ratio } = scene;
	const tones = tonesOf(scene);
	const card: Rect =
		ratio === "wide"
			? { x: box.x, y: box.y + box.height * 0.32, width: Math.min(box.width * 0.56, u(1040)), height: box.height * 0.68 }
			: {
					x: box.x,
					y: box.y + box.height * (ratio === "tall" ? 0.58 : 0.5),
					width: box.width,
					height: box.height * (ratio === "tall" ? 0.42 : 0.5),
				};
	const padding = u(ratio === "wide" ? 64 : 52);
	const words = { x: card.x + padding, y: card.y + padding, width: card.width - 2 * padding, height: card.height - 2 * padding };
	const seen = { x: 0, y: 0, width, height };
	return (
		<Stage
			scene={scene}
			calm
			style={placed(words)}
			bleed={
				<>
					<Panel scene={scene} rect={seen} fill={tones.accent.fill} from="top" start={-0.6} style={{ overflow: "hidden" }}>
						<Media scene={scene} {...sourcesOf(scene, props)} place={seen} tone={tones.accent} start={0} lean={4} />
					</Panel>
					<Panel scene={scene} rect={card} fill={tones.base.fill} from="bottom" start={-0.1} />
				</>
			}
		>
			<SubjectWords scene={scene} props={props} rect={words} size={scene.by({ wide: 104, tall: 104, square: 76 })} align="left" />
		</Stage>
	);
};

/** The picture behind a slanted edge. */
const Cut = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { motion, width, height, ratio } = scene;
	const { area, words } = placesOf(scene, "right");
	const wide = ratio === "wide";
	const tone = tonesOf(scene).accent;
	const slant = (wide ? width : height) * 0.09;
	const place: Rect = wide
		? { ...area, x: area.x - slant / 2, width: area.width + slant / 2 }
		: { ...area, y: area.y - slant / 2, height: area.height + slant / 2 };
	const shown = motion.enter(-0.4, 1.1);
	const gone = 1 - shown + motion.exit;
	const clip = wide
		? `polygon(${slant + gone * place.width}px 0, 100% 0, 100% 100%, ${gone * (place.width + slant)}px 100%)`
		: `polygon(0 ${slant + gone * place.height}px, 100% ${gone * (place.height + slant)}px, 100% 100%, 0 100%)`;
	return (
		<Stage
			scene={scene}
			calm
			style={placed(words)}
			bleed={
				<div
					style={{ position: "absolute", left: place.x, top: place.y, width: place.width, height: place.height, clipPath: clip }}
				>
					<Media scene={scene} {...sourcesOf(scene, props)} place={place} tone={tone} start={0} large />
				</div>
			}
		>
			<SubjectWords scene={scene} props={props} rect={words} size={scene.by({ wide: 132, tall: 128, square: 96 })} />
		</Stage>
	);
};

const SplitPicture = (props: Props) => {
	const layout = useLayout(["right", "left", "card", "cut"], "right");
	if (layout === "card") return <OnCard props={props} />;
	if (layout === "cut") return <Cut props={props} />;
	return <Halves props={props} side={layout} />;
};

export const splitPicture = defineScene({
	component: SplitPicture,
	schema: splitPictureSchema,
	title: "Split picture",
	description: "A picture fills one part, a few words the other; without a picture a drawn thing",
	family: "pictures",
	slots: ["media", "icon"],
	layouts: {
		right: "The picture on the right half, or below",
		left: "The picture on the left half, or above",
		card: "The picture everywhere, the words on a card that lies on it",
		cut: "The picture behind a slanted edge",
	},
	defaultProps: {
		text: "Mornings on the water",
		kicker: "Lake house",
		detail: "Four rooms, one jetty, no hurry.",
		src: "images/landscape.svg",
	},
	defaultDurationInFrames: 105,
});
