import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import type { SceneLook } from "../../design/scene";
import { FittedLines, useFittedGroup, useFittedText } from "../../design/Text";
import { HeadLines, useHead } from "../parts/Head";
import { Rule } from "../parts/Rule";
import { type Tone, tonesOf } from "../parts/tone";
import type { RecipeProps } from "./Recipe";

type Place = { width: number; height: number };

/** Amounts in a column of their own, and what they are of. */
const Ingredients = ({
	scene,
	ingredients,
	place,
	tone,
}: {
	scene: SceneLook;
	ingredients: RecipeProps["ingredients"];
	place: Place;
	tone: Tone;
}) => {
	const { u, by, voices, motion } = scene;
	const row = Math.min(place.height / ingredients.length, u(by({ wide: 150, tall: 130, square: 110 })));
	const size = by({ wide: 62, tall: 60, square: 48 });
	const amounts = useFittedGroup(
		scene,
		voices.number,
		ingredients.map((one) => one.amount ?? ""),
		{ width: place.width * 0.4, height: row * 0.86, maxSize: size, minSize: 22, maxLines: 1 },
	);
	const column = Math.max(...amounts.map((one) => one.width)) + u(36);
	const names = useFittedGroup(
		scene,
		voices.body,
		ingredients.map((one) => one.name),
		{ width: place.width - column, height: row * 0.9, maxSize: size * 0.86, minSize: 22, maxLines: 2 },
	);
	const step = motion.stagger(ingredients.length, 0.1, 0.18);
	return (
		<div style={{ width: place.width }}>
			{keyed(ingredients, (one) => one.name).map(({ key, index }) => {
				const [amount, name] = [amounts[index], names[index]];
				const start = index * step - 0.25;
				if (!amount || !name) return null;
				return (
					<div key={key} style={{ height: row }}>
						{index > 0 ? (
							<Rule scene={scene} width={place.width} start={start - 0.1} color={tone.line} />
						) : (
							<div style={{ height: Math.max(1, u(3)) }} />
						)}
						<div style={{ height: row - u(3), display: "flex", alignItems: "center" }}>
							<FittedLines
								scene={scene}
								voice={voices.number}
								fitted={amount}
								color={tone.signal}
								start={start}
								align="left"
								style={{ width: column, flex: "none" }}
							/>
							<FittedLines
								scene={scene}
								voice={voices.body}
								fitted={name}
								color={tone.ink}
								start={start + 0.06}
								reveal="fade"
								align="left"
							/>
						</div>
					</div>
				);
			})}
		</div>
	);
};

const StepLines = ({ scene, steps, place }: { scene: SceneLook; steps: string[]; place: Place }) => {
	const { u, by, palette, voices, motion } = scene;
	const row = Math.min(place.height / steps.length, u(by({ wide: 240, tall: 190, square: 150 })));
	const gutter = Math.min(row * 0.62, u(110));
	const texts = useFittedGroup(scene, voices.strong, steps, {
		width: place.width - gutter,
		height: row - u(22),
		maxSize: by({ wide: 56, tall: 54, square: 42 }),
		minSize: 22,
	});
	const number = { ...voices.heading, lineHeight: 1.05 };
	const digit = useFittedText(scene, number, "8", { width: gutter, height: row * 0.8, maxSize: 120, minSize: 24, maxLines: 1 });
	const step = motion.stagger(steps.length, 0.5, 0.4);
	return (
		<div style={{ width: place.width }}>
			{keyed(texts, (text) => text.lines.join(" ")).map(({ key, item: text, index }) => (
				<div key={key} style={{ minHeight: row, display: "flex", alignItems: "center" }}>
					<FittedLines
						scene={scene}
						voice={number}
						fitted={{ ...digit, lines: [String(index + 1)] }}
						color={palette.accent}
						start={0.5 + index * step}
						align="left"
						style={{ width: gutter, flex: "none" }}
					/>
					<FittedLines
						scene={scene}
						voice={voices.strong}
						fitted={text}
						color={palette.text}
						start={0.55 + index * step}
						reveal="fade"
						align="left"
					/>
				</div>
			))}
		</div>
	);
};

/** The ingredients on a card that lies aslant and is cut by the picture; the title and the steps beside or below it. */
export const RecipeCard = ({ scene, title, ingredients, steps }: { scene: SceneLook } & RecipeProps) => {
	const { u, box, by, motion, ratio, width, height, radius } = scene;
	const tone = tonesOf(scene).surface;
	const beside = ratio === "wide" || ratio === "square";
	const alone = steps.length === 0;
	const gap = u(by({ wide: 110, tall: 56, square: 60 }));
	const cardWidth = beside ? box.width * by({ wide: 0.42, tall: 1, square: 0.46 }) : box.width;
	const other = beside ? box.width - cardWidth - gap : box.width;
	const head = useHead(scene, title, {
		width: other,
		size: by({ wide: 130, tall: 132, square: 84 }),
		gap: by({ wide: 50, tall: 36, square: 36 }),
		share: alone && beside ? 0.9 : by({ wide: 0.34, tall: 0.16, square: 0.26 }),
	});
	const bodyHeight = box.height - (beside ? 0 : head.height);
	const listHeight = beside
		? box.height
		: alone
			? bodyHeight
			: bodyHeight * (ingredients.length / (ingredients.length + steps.length * 1.3));
	const stepsPlace = {
		width: other,
		height: (beside ? box.height - head.height : bodyHeight - listHeight) - gap * (beside ? 0 : 1),
	};
	const shown = motion.enter(-0.4, 1.1);
	// Beside the text the card leaves the picture at the foot and on the right; above the steps, on the right.
	const card = beside
		? { left: box.x + other + gap - u(64), top: -u(40), right: -u(80), bottom: -u(80) }
		: { left: box.x - u(56), top: box.y + head.height - u(24), right: -u(80), height: listHeight + u(40) };
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start" }}
			bleed={
				<div style={{ position: "absolute", inset: 0, width, height }}>
					<div
						style={{
							position: "absolute",
							...card,
							backgroundColor: tone.fill,
							borderRadius: radius,
							transform: beside
								? `translateX(${(1 - shown) * width * 0.5}px) rotate(${1.6 + (1 - shown) * 5}deg)`
								: `translateX(${(1 - shown) * width}px) rotate(${-1 - (1 - shown) * 3}deg)`,
						}}
					/>
				</div>
			}
		>
			<HeadLines scene={scene} head={head} />
			<div
				style={
					beside
						? { position: "absolute", left: other + gap, top: 0, height: box.height, display: "flex", alignItems: "center" }
						: { height: listHeight, marginBottom: gap, display: "flex", alignItems: "center" }
				}
			>
				<Ingredients scene={scene} ingredients={ingredients} place={{ width: cardWidth, height: listHeight }} tone={tone} />
			</div>
			{alone ? null : <StepLines scene={scene} steps={steps} place={stepsPlace} />}
		</Stage>
	);
};
