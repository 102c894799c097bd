import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import { type Rect, type SceneLook, useScene } from "../../design/scene";
import { placed, SubjectWords } from "../pictures/words";
import type { PhoneProps } from "./PhoneFrame";
import { divide } from "./places";
import type { ScreenContent } from "./screen/content";
import { PHONE_SHAPE, Phone } from "./screen/Phone";

/** Screens of the scene; the picture and the object that the storyboard names stand on the first one without its own. */
const screensOf = (scene: SceneLook, props: PhoneProps): ScreenContent[] => {
	const bare = props.screens.findIndex((screen) => !screen.src);
	return props.screens.map((screen, index) => ({
		...screen,
		...(scene.media && index === bare ? { src: scene.media } : {}),
		object: screen.object ?? scene.icon ?? undefined,
	}));
};

/** What a screen is distinguished by. */
const titleOf = ({ title, src, lines }: ScreenContent): string => `${title ?? ""}${src ?? ""}${lines.join()}`;

const Words = ({ scene, props, rect }: { scene: SceneLook; props: PhoneProps; rect: Rect }) =>
	props.title || props.text ? (
		<SubjectWords
			scene={scene}
			props={{ text: props.title ?? props.text ?? "", detail: props.title ? props.text : undefined }}
			rect={rect}
			size={scene.by({ wide: 124, tall: 116, square: 84 })}
		/>
	) : null;

/** One phone that rises from the foot of the picture and is cut by it. */
export const Large = ({ props }: { props: PhoneProps }) => {
	const scene = useScene(props);
	const { motion, u, ratio, height } = scene;
	const { area, words } = divide(scene, Boolean(props.title ?? props.text), 0.5);
	const [content] = screensOf(scene, props);
	const wide = ratio === "wide";
	const width = wide ? Math.min(area.width * 0.72, u(640)) : Math.min(area.width * 0.76, area.height * 0.62);
	const shown = motion.enter(-0.2, 1.1);
	const top = wide ? scene.box.y * 0.9 : area.y + u(20);
	return (
		<Stage
			scene={scene}
			calm
			style={placed(words, wide ? "center" : "flex-end")}
			bleed={
				content ? (
					<div
						style={{
							position: "absolute",
							left: area.x + (area.width - width) / 2,
							top,
							transform: `translateY(${(1 - shown) * height * 0.6 - motion.through * u(34)}px) rotate(${wide ? 4 - motion.through * 2 : 0}deg)`,
							transformOrigin: "50% 30%",
							opacity: 1 - motion.exit,
						}}
					>
						<Phone
							scene={scene}
							content={content}
							width={width}
							seen={scene.box.y + scene.box.height - top - u(wide ? 26 : 6)}
							start={0.3}
						/>
					</div>
				) : null
			}
		>
			<Words scene={scene} props={props} rect={words} />
		</Stage>
	);
};

/** Phones like cards in a hand. */
export const Fan = ({ props }: { props: PhoneProps }) => {
	const scene = useScene(props);
	const { motion, u, ratio } = scene;
	const { area, words } = divide(scene, Boolean(props.title ?? props.text), 0.58);
	const screens = screensOf(scene, props);
	const wide = ratio === "wide";
	const width = Math.min(area.width / (screens.length > 2 ? 2.5 : 2), (area.height * (wide ? 0.92 : 0.9)) / PHONE_SHAPE);
	const middle = (screens.length - 1) / 2;
	return (
		<Stage
			scene={scene}
			calm
			style={placed(words, wide ? "center" : "flex-end")}
			bleed={keyed(screens, titleOf).map(({ key, item: content, index }) => {
				const away = index - middle;
				const shown = motion.enter(-0.2 + index * 0.14, 1.1);
				const spread = shown * (1 + motion.through * 0.08);
				return (
					<div
						key={key}
						style={{
							position: "absolute",
							left: area.x + area.width / 2 - width / 2 + away * width * 0.78 * spread,
							top: area.y + area.height * (wide ? 0.1 : 0.05) + Math.abs(away) * u(40) + (1 - shown) * u(500),
							transform: `rotate(${away * 9 * spread}deg)`,
							transformOrigin: "50% 100%",
							opacity: 1 - motion.exit,
							zIndex: index,
						}}
					>
						<Phone scene={scene} content={content} width={width} start={0.3 + index * 0.15} />
					</div>
				);
			})}
		>
			<Words scene={scene} props={props} rect={words} />
		</Stage>
	);
};

/** Whole phones in a row. */
export const Beside = ({ props }: { props: PhoneProps }) => {
	const scene = useScene(props);
	const { motion, u, box, ratio } = scene;
	const screens = screensOf(scene, props);
	const wide = ratio === "wide";
	const { area, words } = divide(scene, Boolean(props.title ?? props.text), 0.28 + screens.length * 0.13);
	const room = { width: wide ? area.width - box.x : box.width, height: wide ? box.height : box.y + box.height - area.y };
	const gap = u(44);
	const width = Math.min((room.width - gap * (screens.length - 1)) / screens.length, room.height / PHONE_SHAPE);
	const all = width * screens.length + gap * (screens.length - 1);
	const left = wide ? area.x + (room.width - all) / 2 : box.x + (box.width - all) / 2;
	return (
		<Stage
			scene={scene}
			calm
			style={placed(words, wide ? "center" : "flex-end")}
			bleed={keyed(screens, titleOf).map(({ key, item: content, index }) => {
				const shown = motion.enter(-0.2 + index * 0.16, 1);
				return (
					<div
						key={key}
						style={{
							position: "absolute",
							left: left + index * (width + gap),
							top:
								(wide ? box.y : area.y) +
								(room.height - width * PHONE_SHAPE) / 2 +
								(1 - shown) * u(420) +
								Math.sin(motion.through * Math.PI + index) * u(8),
							opacity: Math.min(1, shown * 2) * (1 - motion.exit),
						}}
					>
						<Phone scene={scene} content={content} width={width} start={0.3 + index * 0.15} />
					</div>
				);
			})}
		>
			<Words scene={scene} props={props} rect={words} />
		</Stage>
	);
};
