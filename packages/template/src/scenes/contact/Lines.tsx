import { keyed } from "../../design/keyed";
import type { SceneLook, Voice } from "../../design/scene";
import { FittedLines, useFittedGroup } from "../../design/Text";
import { Icon } from "../../icons/Icon";
import type { ContactLine } from "./lines";

type Ways = { line: ContactLine; fitted: ReturnType<typeof useFittedGroup>[number]; height: number }[];

/** Ways to reach somebody in one size, each beside its icon, in a box of px; sizes in design units. */
export const useWays = (
	scene: SceneLook,
	lines: ContactLine[],
	box: { width: number; height: number; size: number; gap: number; voice?: Voice },
): { ways: Ways; iconSize: number; gap: number; height: number } => {
	const gap = scene.u(box.gap);
	const each = (box.height - gap * Math.max(0, lines.length - 1)) / Math.max(1, lines.length);
	const iconSize = Math.min(scene.u(box.size), each * 0.86, box.width * 0.1);
	const fitted = useFittedGroup(
		scene,
		box.voice ?? scene.voices.strong,
		lines.map((one) => one.text),
		{ width: box.width - iconSize * 1.6, height: each, maxSize: box.size, minSize: 24, maxLines: 2 },
	);
	const ways = lines.flatMap((line, index) => {
		const text = fitted[index];
		return text ? [{ line, fitted: text, height: text.height }] : [];
	});
	const height = ways.reduce((sum, one) => sum + one.height, gap * Math.max(0, ways.length - 1));
	return { ways, iconSize, gap, height };
};

/** The largest size of ways, in design units: one way alone is what the scene is for, and as large as a title. */
export const waySize = (lines: readonly ContactLine[], size: number): number => size * ([1, 2.2, 1.6][lines.length] ?? 1);

/** The ways below each other. */
export const WayLines = ({
	scene,
	set,
	start,
	color,
	signal,
	voice = scene.voices.strong,
}: {
	scene: SceneLook;
	set: ReturnType<typeof useWays>;
	/** Beat at which the first comes. */
	start: number;
	color: string;
	signal: string;
	voice?: Voice;
}) => {
	const { motion } = scene;
	const step = motion.stagger(set.ways.length, start, 0.14);
	const size = Math.min(set.iconSize, (set.ways[0]?.fitted.fontSize ?? 0) * 1.1);
	return (
		<div style={{ display: "flex", flexDirection: "column", gap: set.gap }}>
			{keyed(set.ways, (way) => way.line.text).map(({ key, item: way, index }) => (
				<div key={key} style={{ display: "flex", alignItems: "center", gap: size * 0.55 }}>
					<div style={{ flex: "none" }}>
						<Icon scene={scene} name={way.line.icon} size={size} start={start + index * step} color={signal} />
					</div>
					<FittedLines
						scene={scene}
						voice={voice}
						fitted={way.fitted}
						color={color}
						start={start + index * step + 0.05}
						reveal="fade"
						align="left"
						style={{ width: "auto" }}
					/>
				</div>
			))}
		</div>
	);
};
