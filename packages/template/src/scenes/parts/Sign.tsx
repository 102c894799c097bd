import type { SceneLook } from "../../design/scene";
import { Icon } from "../../icons/Icon";
import { objects } from "../../objects";
import { Subject } from "../../objects/Subject";
import { glyphs } from "./glyphs";

/** Plain shapes for things that no object stands for, one after the other. */
const PLAIN = ["dot", "drop", "square", "star", "heart"] as const;

/** A small picture of `size` px: the object or else the icon with this name, or a plain shape where there is none. */
export const Sign = ({
	scene,
	name,
	index,
	size,
	start,
	color,
}: {
	scene: SceneLook;
	name: string | undefined;
	/** Of the thing in its list: neighbours get different shapes. */
	index: number;
	size: number;
	/** Beat at which it comes. */
	start: number;
	/** Of a plain shape. */
	color: string;
}) => {
	if (name !== undefined && Object.hasOwn(objects, name)) return <Subject scene={scene} id={name} size={size} start={start} />;
	const plain = <PlainShape scene={scene} index={index} size={size} start={start} color={color} />;
	if (name === undefined) return plain;
	return <Icon scene={scene} name={name} size={size * 0.8} start={start} color={color} fallback={plain} />;
};

type PlainShapeProps = { scene: SceneLook; index: number; size: number; start: number; color: string };

const PlainShape = ({ scene, index, size, start, color }: PlainShapeProps) => {
	const shape = PLAIN[index % PLAIN.length] ?? "dot";
	const shown = scene.motion.pop(start, 0.9);
	return (
		<svg width={size} height={size} viewBox="0 0 100 100" role="presentation" style={{ display: "block", overflow: "visible" }}>
			<path
				d={glyphs[shape]}
				fill={color}
				transform={`translate(50 50) scale(${shown * 0.72}) rotate(${(1 - shown) * -40}) translate(-50 -50)`}
			/>
		</svg>
	);
};
