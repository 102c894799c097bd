import { z } from "zod";
import { commonDirectionOf } from "../../design/direction";
import { commonFields, line } from "../../design/fields";
import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import { type SceneLook, useScene } from "../../design/scene";
import { FittedLines, useFittedGroup, useFittedText } from "../../design/Text";
import { defineScene } from "../define";
import { HeadLines, useHead } from "../parts/Head";
import { useLayout } from "../parts/layout";

const creditsSchema = z.strictObject({
	title: line("Title", "Of the film or the list").optional(),
	lines: z
		.array(z.strictObject({ role: line("Role", "What they did").optional(), name: line("Name", "Who did it") }))
		.min(1)
		.max(40)
		.meta({ title: "Lines", description: "One to forty names" }),
	...commonFields,
});
type Props = z.infer<typeof creditsSchema>;

/** Roles and names on both sides of one line; above each other where the picture is tall. */
const useCreditLines = (scene: SceneLook, props: Props, size: number) => {
	const { u, box, voices } = scene;
	const beside = scene.ratio !== "tall";
	const gap = u(56);
	const column = beside ? (box.width - gap) / 2 : box.width;
	const roles = useFittedGroup(
		scene,
		voices.body,
		props.lines.map((one) => one.role ?? ""),
		{ width: column, height: u(size * 2), maxSize: size * 0.62, minSize: 20, maxLines: 2 },
	);
	const names = useFittedGroup(
		scene,
		voices.heading,
		props.lines.map((one) => one.name),
		{ width: column, height: u(size * 2.2), maxSize: size, minSize: 24, maxLines: 2 },
	);
	const heightOf = (index: number) => {
		const [role, name] = [roles[index]?.height ?? 0, names[index]?.height ?? 0];
		return (beside ? Math.max(role, name) : role + name) + u(size * 0.55);
	};
	return { beside, gap, column, roles, names, heightOf };
};

/** The list rolls through the picture at a steady pace, from below its foot until the last line stands in it. */
const Roll = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, motion, height } = scene;
	const { beside, gap, column, roles, names, heightOf } = useCreditLines(
		scene,
		props,
		// A few names may fill the picture.
		by({ wide: 64, tall: 68, square: 52 }) * (props.lines.length <= 3 ? 1.9 : props.lines.length <= 6 ? 1.3 : 1),
	);
	const title = useFittedText(scene, voices.heading, props.title ?? "", {
		width: box.width,
		height: box.height * 0.5,
		maxSize: by({ wide: 190, tall: 170, square: 130 }),
		minSize: 48,
	});
	const head = props.title ? title.height + u(120) : 0;
	const total = props.lines.reduce((sum, _, index) => sum + heightOf(index), head);
	// The title stands in the first frame; the last line stops in the middle.
	const from = props.title ? box.y + (box.height - title.height) * 0.62 : box.y + box.height * 0.4;
	const to = total < box.height ? box.y + (box.height - total) / 2 : box.y + box.height * 0.72 - total;
	const run = motion.enter(0, Math.max(1, motion.beats - 0.5), (share) => share);
	const y = from + (to - from) * run;
	const direction = commonDirectionOf(props.lines.map((one) => one.name));
	let at = y + head;
	return (
		<Stage
			scene={scene}
			calm
			bleed={
				<>
					{props.title ? (
						<FittedLines
							scene={scene}
							voice={voices.heading}
							fitted={title}
							color={palette.text}
							start={-0.6}
							align="left"
							style={{ position: "absolute", left: box.x, top: y, width: box.width }}
						/>
					) : null}
					{keyed(props.lines, (one) => `${one.role ?? ""}|${one.name}`).map(({ key, index }) => {
						const [role, name] = [roles[index], names[index]];
						const own = heightOf(index);
						const top = at;
						at += own;
						if (!role || !name || top > height || top + own < 0) return null;
						return (
							<div
								key={key}
								dir={direction}
								style={{
									position: "absolute",
									left: box.x,
									top,
									width: box.width,
									display: "flex",
									flexDirection: beside ? "row" : "column",
									gap: beside ? gap : 0,
									alignItems: beside ? "baseline" : "flex-start",
								}}
							>
								<FittedLines
									scene={scene}
									voice={voices.body}
									fitted={role}
									color={palette.muted}
									reveal="none"
									align="left"
									direction={direction}
									// Beside each other, roles and names meet at the middle.
									style={{ width: column, ...(beside ? { textAlign: "end" } : {}) }}
								/>
								<FittedLines
									scene={scene}
									voice={voices.heading}
									fitted={name}
									color={palette.text}
									reveal="none"
									align="left"
									direction={direction}
									style={{ width: column }}
								/>
							</div>
						);
					})}
				</>
			}
		/>
	);
};

/** A few names at a time, one page after the other. */
const Pages = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, motion } = scene;
	const perPage = by({ wide: 4, tall: 5, square: 4 });
	const pages = Math.ceil(props.lines.length / perPage);
	const head = useHead(scene, props.title, { size: by({ wide: 60, tall: 72, square: 52 }), gap: 40, share: 0.16 });
	const row = (box.height - head.height) / Math.min(perPage, props.lines.length);
	const names = useFittedGroup(
		scene,
		voices.heading,
		props.lines.map((one) => one.name),
		{ width: box.width, height: row * 0.56, maxSize: by({ wide: 132, tall: 112, square: 92 }), minSize: 28, maxLines: 2 },
	);
	const roles = useFittedGroup(
		scene,
		voices.body,
		props.lines.map((one) => one.role ?? ""),
		{ width: box.width, height: row * 0.26, maxSize: by({ wide: 40, tall: 44, square: 36 }), minSize: 20, maxLines: 1 },
	);
	const share = motion.beats / pages;
	return (
		<Stage scene={scene} calm style={{ justifyContent: "flex-start", alignItems: "flex-start" }}>
			<HeadLines scene={scene} head={head} color={palette.accent} />
			{keyed(props.lines, (one) => `${one.role ?? ""}|${one.name}`).map(({ key, index }) => {
				const page = Math.floor(index / perPage);
				const start = page * share - (page === 0 ? 0.4 : 0) + (index % perPage) * 0.08;
				const gone = page === pages - 1 ? 0 : motion.enter((page + 1) * share - 0.25, 0.25);
				const [name, role] = [names[index], roles[index]];
				if (!name || !role || gone >= 1 || motion.enter(start, 0.1) <= 0) return null;
				return (
					<div
						key={key}
						style={{
							position: "absolute",
							left: 0,
							width: box.width,
							top: head.height + (index % perPage) * row,
							opacity: 1 - gone,
							transform: `translateY(${-gone * u(50)}px)`,
						}}
					>
						<FittedLines
							scene={scene}
							voice={voices.body}
							fitted={role}
							color={palette.muted}
							start={start}
							reveal="fade"
							align="left"
						/>
						<FittedLines scene={scene} voice={voices.heading} fitted={name} color={palette.text} start={start} align="left" />
					</div>
				);
			})}
		</Stage>
	);
};

const Credits = (props: Props) =>
	useLayout(["roll", "pages"], "roll") === "pages" ? <Pages props={props} /> : <Roll props={props} />;

export const credits = defineScene({
	component: Credits,
	schema: creditsSchema,
	title: "Credits",
	description: "Who did what: up to forty names",
	family: "people",
	layouts: { roll: "A list that rolls through the picture", pages: "A few large names at a time" },
	defaultProps: {
		title: "The Long Harbour",
		lines: [
			{ role: "Directed by", name: "Marta Lindqvist" },
			{ role: "Written by", name: "Jon Abara" },
			{ role: "Music", name: "Hana Sato" },
			{ role: "Camera", name: "Luis Prado" },
			{ role: "With thanks to", name: "the town of Veld" },
		],
	},
	defaultDurationInFrames: 180,
});
