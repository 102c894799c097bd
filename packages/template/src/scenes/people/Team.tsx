import type { ReactNode } from "react";
import { z } from "zod";
import { mix } from "../../design/color";
import { commonFields, line } from "../../design/fields";
import { keyed } from "../../design/keyed";
import { Picture } from "../../design/Picture";
import { Stage } from "../../design/Stage";
import { type Rect, type SceneLook, useScene } from "../../design/scene";
import { voiceStyle } from "../../design/Text";
import { defineScene } from "../define";
import { HeadLines, useHead } from "../parts/Head";
import { useLayout } from "../parts/layout";
import { Panel } from "../parts/Panel";
import { ReelStage } from "../parts/ReelStage";
import { Rule } from "../parts/Rule";
import { innerOf, tilesOf } from "../parts/tiles";
import { type Tone, toneAt, toneCycle } from "../parts/tone";
import { useWords, WordLines } from "../parts/words";

const teamSchema = z.strictObject({
	title: line("Title", "Who they are").optional(),
	people: z
		.array(
			z.strictObject({
				name: line("Name", "Of one person"),
				role: line("Role", "What they do").optional(),
				picture: z.string().max(300).optional().meta({ title: "Picture", description: "A file below public/" }),
			}),
		)
		.min(1)
		.max(12)
		.meta({ title: "People", description: "One to twelve" }),
	...commonFields,
});
type Props = z.infer<typeof teamSchema>;
type Person = Props["people"][number];

/** First letters of the first and the last word of a name. */
const initialsOf = (name: string): string => {
	const words = name.split(/\s+/).filter(Boolean);
	const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
	return letters.map((word) => [...(word ?? "")][0] ?? "").join("");
};

/** A tile with the person's picture, or their initials cut by its edge. */
const PersonTile = ({
	scene,
	person,
	rect,
	tone,
	start,
	from,
	words,
}: {
	scene: SceneLook;
	person: Person;
	rect: Rect;
	tone: Tone;
	start: number;
	from: "left" | "bottom";
	words: ReactNode;
}) => {
	const { u, voices, motion } = scene;
	const size = Math.min(rect.height * 0.9, rect.width * 0.62);
	const shown = motion.enter(start + 0.2, 1.2);
	return (
		<Panel scene={scene} rect={rect} fill={tone.fill} from={from} start={start} style={{ overflow: "hidden" }}>
			{person.picture ? (
				<>
					<Picture scene={scene} src={person.picture} />
					<div
						style={{ position: "absolute", inset: 0, background: `linear-gradient(0deg, ${tone.fill} 8%, transparent 60%)` }}
					/>
				</>
			) : (
				<div
					aria-hidden
					style={{
						...voiceStyle({ ...voices.heading, lineHeight: 0.8, letterSpacing: -0.06 }, size),
						position: "absolute",
						right: -size * 0.08,
						top: -size * 0.04 + (1 - shown) * u(90),
						color: mix(tone.fill, tone.ink, 0.13),
					}}
				>
					{initialsOf(person.name)}
				</div>
			)}
			{words}
		</Panel>
	);
};

const Wall = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { u, box, by, motion, ratio, width, height } = scene;
	const tones = toneCycle(scene);
	const head = useHead(scene, props.title, { size: by({ wide: 88, tall: 108, square: 76 }), gap: 0, share: 0.18 });
	const top = head.height === 0 ? 0 : box.y * (ratio === "tall" ? 1 : 0.7) + head.height + u(40);
	const tiles = tilesOf(props.people.length, { width, height: height - top }).map((tile) => ({ ...tile, y: tile.y + top }));
	const inners = tiles.map((tile) => innerOf(tile, box, u(40)));
	const words = useWords(
		scene,
		props.people.map(({ name, role }) => ({ title: name, note: role })),
		{
			width: Math.min(...inners.map((inner) => inner.width)),
			height: Math.min(...inners.map((inner) => inner.height)) * 0.7,
			size: by({ wide: 68, tall: 64, square: 52 }),
			noteSize: by({ wide: 34, tall: 34, square: 28 }),
		},
	);
	const step = motion.stagger(props.people.length, 0, 0.22);
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start", top: ratio === "tall" ? box.y : box.y * 0.7 }}
			bleed={keyed(props.people, (person) => person.name).map(({ key, item: person, index }) => {
				const [tile, inner, word] = [tiles[index], inners[index], words[index]];
				if (!tile || !inner || !word) return null;
				const tone = toneAt(tones, index);
				const start = -0.35 + index * step;
				return (
					<PersonTile
						key={key}
						scene={scene}
						person={person}
						rect={tile}
						tone={tone}
						start={start}
						from={index % 2 === 0 ? "bottom" : "left"}
						words={
							<WordLines
								scene={scene}
								words={word}
								start={start + 0.4}
								color={tone.ink}
								quiet={tone.quiet}
								style={{
									position: "absolute",
									left: inner.x - tile.x,
									top: inner.y - tile.y + inner.height - word.height,
									width: inner.width,
								}}
							/>
						}
					/>
				);
			})}
		>
			<HeadLines scene={scene} head={head} />
		</Stage>
	);
};

/** Names as large lines, what they do at the end of each. */
const List = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, motion, ratio } = scene;
	const count = props.people.length;
	const head = useHead(scene, props.title, { size: by({ wide: 60, tall: 72, square: 52 }), gap: 36, share: 0.14 });
	const columns = ratio === "wide" && count > 6 ? 2 : 1;
	const rows = Math.ceil(count / columns);
	const gap = u(80);
	const width = (box.width - gap * (columns - 1)) / columns;
	const row = Math.min((box.height - head.height) / rows, u(by({ wide: 240, tall: 260, square: 200 })));
	const beside = ratio === "wide" && columns === 1;
	const words = useWords(
		scene,
		props.people.map(({ name, role }) => ({ title: name, note: beside ? undefined : role })),
		{
			width: beside ? width * 0.62 : width,
			height: row - u(26),
			size: by({ wide: 112, tall: 92, square: 72 }),
			noteSize: by({ wide: 34, tall: 40, square: 32 }),
		},
	);
	const roles = useWords(
		scene,
		props.people.map(({ role }) => ({ title: role ?? "" })),
		{ width: width * 0.34, height: row - u(26), size: 46, noteSize: 24, voice: voices.body },
	);
	const step = motion.stagger(count, 0.1, 0.26);
	return (
		<Stage scene={scene} calm style={{ justifyContent: "center", alignItems: "flex-start" }}>
			<HeadLines scene={scene} head={head} color={palette.muted} />
			<div style={{ position: "relative", width: box.width, height: row * rows }}>
				{keyed(props.people, (person) => person.name).map(({ key, index }) => {
					const [word, role] = [words[index], roles[index]];
					const start = 0.1 + index * step;
					if (!word || !role) return null;
					return (
						<div
							key={key}
							style={{
								position: "absolute",
								left: Math.floor(index / rows) * (width + gap),
								top: (index % rows) * row,
								width,
								height: row,
							}}
						>
							<Rule scene={scene} width={columns === 1 ? scene.width : width} start={start - 0.1} color={palette.line} />
							<div style={{ display: "flex", alignItems: "center", justifyContent: "space-between", height: row - u(3) }}>
								<WordLines scene={scene} words={word} start={start} quiet={palette.accent} />
								{beside && role.title.lines.join("") !== "" ? (
									<WordLines
										scene={scene}
										words={role}
										voice={voices.body}
										start={start + 0.15}
										color={palette.accent}
										style={{ width: width * 0.34 }}
									/>
								) : null}
							</div>
						</div>
					);
				})}
			</div>
		</Stage>
	);
};

const TeamReel = ({ props }: { props: Props }) => (
	<ReelStage
		scene={useScene(props)}
		title={props.title}
		items={props.people.map(({ name, role }) => ({ text: name, mark: role }))}
	/>
);

const Team = (props: Props) => {
	const layout = useLayout(["wall", "list", "reel"], "wall");
	if (layout === "list") return <List props={props} />;
	if (layout === "reel") return <TeamReel props={props} />;
	return <Wall props={props} />;
};

export const team = defineScene({
	component: Team,
	schema: teamSchema,
	title: "Team",
	description: "One to twelve people with what they do, with pictures or without",
	family: "people",
	layouts: {
		wall: "A tile for each, with a picture or large initials",
		list: "Names as large lines, what they do at the end of each",
		reel: "One person after the other, very large",
	},
	defaultProps: {
		title: "The kitchen",
		people: [
			{ name: "Amara Diallo", role: "Head chef" },
			{ name: "Tom Brandt", role: "Bread and pastry" },
			{ name: "Yuki Mori", role: "Fish" },
			{ name: "Elif Kaya", role: "Front of house" },
		],
	},
	defaultDurationInFrames: 135,
});
