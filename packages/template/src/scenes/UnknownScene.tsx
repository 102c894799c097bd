import { useEffect } from "react";
import { Stage } from "../design/Stage";
import { useScene } from "../design/scene";
import { Text } from "../design/Text";

/** Stands where the storyboard names a scene that does not exist, and says so: the rest of the film goes on. */
export const UnknownScene = ({ id, scene: name, known }: { id: string; scene: string; known: string[] }) => {
	const scene = useScene({});
	const { u, box, palette, voices } = scene;
	useEffect(() => {
		console.error(`Scene "${id}" wants a scene named "${name}", which is not in src/scenes/index.ts.`);
	}, [id, name]);
	return (
		<Stage scene={scene} style={{ gap: u(40) }}>
			<Text
				scene={scene}
				voice={voices.heading}
				text={`There is no scene “${name}”`}
				box={{ width: box.width, height: box.height * 0.4, maxSize: 100, minSize: 44 }}
				color={palette.accent}
				reveal="none"
			/>
			<Text
				scene={scene}
				voice={voices.body}
				text={`“${id}” in the storyboard asks for it. Scenes that exist: ${known.join(", ")}.`}
				box={{ width: Math.min(box.width, u(1300)), height: box.height * 0.4, maxSize: 42, minSize: 26 }}
				color={palette.muted}
				reveal="none"
			/>
		</Stage>
	);
};
