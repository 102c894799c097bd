import { directionOf } from "../../../design/direction";
import { keyed } from "../../../design/keyed";
import type { SceneLook } from "../../../design/scene";
import { FittedLines, useFittedGroup, useFittedText } from "../../../design/Text";
import { Media } from "../../parts/Media";
import { Bar, Slide, unitsOf } from "./parts";
import type { ScreenTones } from "./tones";

type PageProps = {
	scene: SceneLook;
	tones: ScreenTones;
	/** Largest words of the page; absent where they stand beside the window. */
	heading: string | undefined;
	lines: string[];
	object: string | undefined;
	/** Px. */
	width: number;
	height: number;
	start: number;
};

/** Sign, links and button at the head of a page, without words. */
const Navigation = ({ scene, tones, p, height }: Pick<PageProps, "scene" | "tones" | "height"> & { p: number }) => (
	<div style={{ height, display: "flex", alignItems: "center", gap: 34 * p, flex: "none" }}>
		<div
			style={{
				width: 34 * p,
				height: 34 * p,
				borderRadius: Math.min(scene.radius, 17 * p),
				backgroundColor: tones.ground.signal,
			}}
		/>
		<div style={{ flex: 1 }} />
		{[74, 96, 62].map((width) => (
			<Bar key={width} width={width * p} height={11 * p} color={tones.ground.line} />
		))}
		<div
			style={{ width: 124 * p, height: 42 * p, borderRadius: Math.min(scene.radius, 21 * p), backgroundColor: tones.accent.fill }}
		/>
	</div>
);

/** Lines of a page as cards side by side, or below each other on a narrow page. */
const Cards = ({
	scene,
	tones,
	lines,
	width,
	height,
	p,
	columns,
	start,
}: Omit<PageProps, "heading" | "object"> & { p: number; columns: number }) => {
	const gap = 20 * p;
	const rows = Math.ceil(lines.length / columns);
	const card = { width: (width - gap * (columns - 1)) / columns, height: Math.min((height - gap * (rows - 1)) / rows, 190 * p) };
	const flat = card.height < 110 * p;
	const sign = Math.min(44 * p, card.height * 0.5);
	const fitted = useFittedGroup(scene, { ...scene.voices.strong, lineHeight: 1.16 }, lines, {
		width: card.width - 48 * p - (flat ? sign + 18 * p : 0),
		height: card.height - (flat ? 20 * p : sign + 58 * p),
		maxSize: unitsOf(scene, 34 * p),
		minSize: unitsOf(scene, 15 * p),
		maxLines: 3,
	});
	const step = scene.motion.stagger(lines.length, start, 0.14);
	return (
		<div style={{ display: "flex", flexWrap: "wrap", gap }}>
			{keyed(lines, String).map(({ key, item, index }) => {
				const text = fitted[index];
				const first = index === 0;
				const tone = first ? tones.accent : tones.card;
				return (
					<Slide
						key={key}
						scene={scene}
						start={start + index * step}
						by={40 * p}
						style={{ width: card.width, height: card.height }}
					>
						<div
							dir={directionOf(item)}
							style={{
								height: card.height,
								boxSizing: "border-box",
								padding: flat ? `0 ${24 * p}px` : 24 * p,
								display: "flex",
								flexDirection: flat ? "row" : "column",
								alignItems: flat ? "center" : "flex-start",
								justifyContent: flat ? "flex-start" : "space-between",
								gap: 18 * p,
								borderRadius: Math.min(scene.radius, 24 * p),
								backgroundColor: tone.fill,
							}}
						>
							<div
								style={{
									width: sign,
									height: sign,
									flex: "none",
									borderRadius: index % 2 === 0 ? "50%" : Math.min(scene.radius, sign * 0.3),
									backgroundColor: first ? tone.ink : tone.signal,
								}}
							/>
							{text ? (
								<FittedLines
									scene={scene}
									voice={{ ...scene.voices.strong, lineHeight: 1.16 }}
									fitted={text}
									color={tone.ink}
									reveal="none"
									align="left"
								/>
							) : null}
						</div>
					</Slide>
				);
			})}
		</div>
	);
};

/** A page drawn from words: navigation, a large beginning with a picture, and cards. */
export const Page = ({ scene, tones, heading, lines, object, width, height, start }: PageProps) => {
	const wide = width > height * 1.05;
	const p = width / (wide ? 1240 : 700);
	const side = (wide ? 64 : 40) * p;
	const inner = width - 2 * side;
	const nav = 96 * p;
	const columns = wide ? Math.min(3, lines.length) : 1;
	const rows = lines.length === 0 ? 0 : Math.ceil(lines.length / columns);
	const free = height - nav - 40 * p;
	const cards = rows === 0 ? 0 : Math.min(free * (wide ? 0.5 : 0.56), rows * (wide ? 170 : 120) * p);
	const hero = free - cards - (rows > 0 ? 28 * p : 0);
	const picture = heading && wide ? { width: inner * 0.4, height: hero } : { width: inner, height: heading ? hero * 0.48 : hero };
	const words = { width: wide ? inner * 0.56 : inner, height: wide ? hero : hero - picture.height - 28 * p };
	const voice = { ...scene.voices.heading, lineHeight: Math.max(1.02, scene.voices.heading.lineHeight) };
	const fitted = useFittedText(scene, voice, heading ?? "", {
		...words,
		maxSize: unitsOf(scene, (wide ? 104 : 84) * p),
		minSize: unitsOf(scene, 26 * p),
	});
	return (
		<div style={{ position: "absolute", inset: 0, padding: `0 ${side}px`, backgroundColor: tones.ground.fill }}>
			<Navigation scene={scene} tones={tones} p={p} height={nav} />
			<div
				dir={directionOf(heading ?? lines[0] ?? "")}
				style={{
					height: hero,
					display: "flex",
					flexDirection: wide ? "row" : "column",
					alignItems: wide ? "center" : "stretch",
					justifyContent: "space-between",
					marginBottom: 28 * p,
				}}
			>
				{heading ? (
					<FittedLines
						scene={scene}
						voice={voice}
						fitted={fitted}
						color={tones.ground.ink}
						start={start}
						align="left"
						style={{ width: words.width }}
					/>
				) : null}
				<Slide scene={scene} start={start + 0.1} by={60 * p} style={{ ...picture, position: "relative", flex: "none" }}>
					<div style={{ position: "absolute", inset: 0, borderRadius: Math.min(scene.radius, 30 * p), overflow: "hidden" }}>
						<Media scene={scene} name={object} place={picture} tone={tones.accent} start={start + 0.25} />
					</div>
				</Slide>
			</div>
			{rows > 0 ? (
				<Cards
					scene={scene}
					tones={{ ...tones, accent: tones.card }}
					lines={lines}
					width={inner}
					height={cards}
					p={p}
					columns={columns}
					start={start + 0.35}
				/>
			) : null}
		</div>
	);
};
