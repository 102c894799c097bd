import { type ReactNode, useMemo } from "react";
import { AbsoluteFill, Sequence, useVideoConfig } from "remotion";
import { ScenePlaceContext, useScenePlace } from "../../design/context";
import type { CommonProps } from "../../design/fields";
import { useScene } from "../../design/scene";
import { type SlotPlaces, slotPlaces } from "../../design/slot";
import { Media } from "./Media";
import { Panel } from "./Panel";
import { tonesOf } from "./tone";

/** What stands beside a scene: a picture of the person, or the name of an object or icon. */
export type Slot = { src: string | null; name: string | null };

/** The scene in its part of the picture, drawn as in a film of that size. */
const Part = ({ places, children }: { places: SlotPlaces; children: ReactNode }) => {
	const place = useScenePlace();
	const { width, height, durationInFrames } = useVideoConfig();
	const { rest } = places;
	const inner = useMemo(
		() => ({ ...place, media: null, icon: null, margin: { x: width * 0.05, y: height * 0.05 } }),
		[place, width, height],
	);
	return (
		<div style={{ position: "absolute", left: rest.x, top: rest.y, width: rest.width, height: rest.height, overflow: "hidden" }}>
			<Sequence
				width={rest.width}
				height={rest.height}
				durationInFrames={durationInFrames}
				style={{ width: rest.width, height: rest.height }}
				showInTimeline={false}
			>
				<ScenePlaceContext value={inner}>{children}</ScenePlaceContext>
			</Sequence>
		</div>
	);
};

/**
 * A scene beside a picture or an object that it has no place of its own for: the same for every scene that does not place
 * them itself.
 */
export const Slotted = ({ slot, common, children }: { slot: Slot; common: CommonProps; children: ReactNode }) => {
	const scene = useScene(common);
	const { index } = useScenePlace();
	const { width, height } = scene;
	const places = useMemo(() => slotPlaces({ width, height }, index), [width, height, index]);
	const tones = tonesOf(scene);
	const tone = slot.src ? tones.surface : tones.accent;
	return (
		<AbsoluteFill style={{ backgroundColor: scene.palette.background }}>
			<Part places={places}>{children}</Part>
			<Panel scene={scene} rect={places.slot} fill={tone.fill} from={places.side} start={-0.5} style={{ overflow: "hidden" }}>
				<Media
					scene={scene}
					src={slot.src}
					name={slot.name}
					place={places.slot}
					tone={tone}
					start={-0.1}
					large
					fit={scene.fit ?? "auto"}
					focus={scene.focus ?? undefined}
				/>
			</Panel>
		</AbsoluteFill>
	);
};
