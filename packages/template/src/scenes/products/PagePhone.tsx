import { Stage } from "../../design/Stage";
import { useScene } from "../../design/scene";
import { placed, SubjectWords } from "../pictures/words";
import type { BrowserProps } from "./BrowserFrame";
import { divide } from "./places";
import { Phone } from "./screen/Phone";

/** A page on a phone: its address at the head of the screen, its heading beside the phone. */
export const PagePhone = ({ props }: { props: BrowserProps }) => {
	const scene = useScene(props);
	const { motion, u, ratio, height, box } = scene;
	const { area, words } = divide(scene, true, 0.5);
	const wide = ratio === "wide";
	const width = wide ? Math.min(area.width * 0.66, u(580)) : Math.min(area.width * 0.72, area.height * 0.6);
	const shown = motion.enter(-0.2, 1.1);
	const top = wide ? box.y * 0.9 : area.y + u(10);
	const src = props.src ?? scene.media ?? undefined;
	return (
		<Stage
			scene={scene}
			calm
			style={placed(words, wide ? "center" : "flex-end")}
			bleed={
				<div
					style={{
						position: "absolute",
						left: area.x + (area.width - width) / 2,
						top,
						transform: `translateY(${(1 - shown) * height * 0.6 - motion.through * u(28)}px)`,
						opacity: 1 - motion.exit,
					}}
				>
					<Phone
						scene={scene}
						content={{ kind: "list", title: props.url, lines: props.lines, src, object: scene.icon ?? undefined }}
						width={width}
						seen={box.y + box.height - top}
						start={0.3}
					/>
				</div>
			}
		>
			<SubjectWords
				scene={scene}
				props={{ text: props.heading, ...(src ? { detail: props.url } : {}) }}
				rect={words}
				size={scene.by({ wide: 124, tall: 112, square: 84 })}
			/>
		</Stage>
	);
};
