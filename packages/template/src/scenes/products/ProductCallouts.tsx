import { mix } from "../../design/color";
import { easeInOut } from "../../design/motion";
import { Stage } from "../../design/Stage";
import { type Rect, type SceneLook, useScene } from "../../design/scene";
import { FittedLines, useFittedText } from "../../design/Text";
import { isObject } from "../../objects";
import { Subject } from "../../objects/Subject";
import { Media } from "../parts/Media";
import { tonesOf } from "../parts/tone";
import { useWords, WordLines, type Words } from "../parts/words";
import type { ProductProps } from "./ProductCard";
import { PriceTag, productOf } from "./ProductLayouts";

type Callout = {
	/** Of the words, px. */
	place: Rect;
	/** Where the line leaves the words, and where it meets the product. */
	from: { x: number; y: number };
	to: { x: number; y: number };
};
type Plan = { product: Rect; callouts: Callout[] };

/** Features left and right of the product. */
const beside = (scene: SceneLook, area: Rect, count: number): Plan => {
	const size = Math.min(area.height * 1.02, area.width * 0.44);
	const product = { x: area.x + (area.width - size) / 2, y: area.y + (area.height - size) / 2, width: size, height: size };
	const gap = scene.u(40);
	const column = (area.width - size) / 2 - gap * 1.6;
	const callouts = Array.from({ length: count }, (_, index): Callout => {
		const right = index % 2 === 1;
		const row = Math.floor(index / 2);
		const rows = Math.ceil((count - (right ? 1 : 0)) / 2);
		const own = area.height / rows;
		const y = area.y + row * own + own / 2;
		const x = right ? area.x + area.width - column : area.x;
		return {
			place: { x, y: y - own * 0.42, width: column, height: own * 0.84 },
			from: { x: right ? x - gap * 0.4 : x + column + gap * 0.4, y },
			to: {
				x: product.x + size * (right ? 0.7 : 0.3),
				y: product.y + size * (0.5 + (rows === 1 ? (right ? 0.1 : -0.1) : (row - 0.5) * 0.42)),
			},
		};
	});
	return { product, callouts };
};

/** Features above and below the product. */
const around = (scene: SceneLook, area: Rect, count: number): Plan => {
	const above = Math.ceil(count / 2);
	const row = area.height * 0.2;
	const gap = scene.u(30);
	const size = Math.min(area.width * 0.86, area.height - row * (count > 1 ? 2 : 1) - gap * 2);
	const product = { x: area.x + (area.width - size) / 2, y: area.y + row + gap, width: size, height: size };
	const callouts = Array.from({ length: count }, (_, index): Callout => {
		const below = index >= above;
		const [nth, inRow] = below ? [index - above, count - above] : [index, above];
		const width = (area.width - gap * (inRow - 1)) / inRow;
		const x = area.x + nth * (width + gap);
		const y = below ? product.y + size + gap : area.y;
		const at = inRow === 1 ? 0.5 : nth === 0 ? 0.3 : 0.7;
		return {
			place: { x, y, width, height: row },
			from: {
				x: product.x + size * (inRow === 1 ? 0.5 : nth === 0 ? 0.14 : 0.86),
				y: below ? y - gap * 0.3 : y + row + gap * 0.3,
			},
			to: { x: product.x + size * at, y: product.y + size * (below ? 0.74 : 0.26) },
		};
	});
	return { product, callouts };
};

/** The line from a feature to the product, with a dot at its end: it leaves along the words and bends once. */
const Leader = ({ scene, callout, start }: { scene: SceneLook; callout: Callout; start: number }) => {
	const { u, palette, motion } = scene;
	const { from, to } = callout;
	const drawn = motion.enter(start, 0.8, easeInOut);
	const dot = motion.pop(start + 0.45, 0.7);
	const flat = Math.abs(to.x - from.x) > Math.abs(to.y - from.y);
	const bend = flat ? `H${from.x + (to.x - from.x) * 0.45}` : `V${from.y + (to.y - from.y) * 0.45}`;
	return (
		<g fill="none" stroke={palette.text} strokeWidth={u(Math.max(3, scene.form.stroke))}>
			<path
				d={`M${from.x} ${from.y}${bend}L${to.x} ${to.y}`}
				pathLength={1}
				strokeDasharray={`${drawn} 2`}
				opacity={drawn > 0 ? 1 : 0}
				strokeLinejoin="round"
			/>
			<circle cx={to.x} cy={to.y} r={u(17) * dot} fill={palette.background} />
			<circle cx={to.x} cy={to.y} r={u(7) * dot} fill={palette.text} stroke="none" />
		</g>
	);
};

const Product = ({ scene, props, rect }: { scene: SceneLook; props: ProductProps; rect: Rect }) => {
	const { motion, palette } = scene;
	const { src, name } = productOf(scene, props);
	const size = rect.width;
	const grown = motion.enter(-0.3, 1);
	if (src) {
		return (
			<div
				style={{
					position: "absolute",
					left: rect.x,
					top: rect.y,
					width: size,
					height: size,
					borderRadius: Math.min(scene.radius * 1.4, size * 0.2),
					overflow: "hidden",
					transform: `scale(${0.8 + 0.2 * grown})`,
					opacity: Math.min(1, grown * 2) * (1 - motion.exit),
				}}
			>
				<Media scene={scene} src={src} place={{ width: size, height: size }} tone={tonesOf(scene).surface} />
			</div>
		);
	}
	return (
		<div style={{ position: "absolute", left: rect.x, top: rect.y, width: size, height: size, opacity: 1 - motion.exit }}>
			<div
				style={{
					position: "absolute",
					inset: size * 0.06,
					borderRadius:
						scene.form.corner === "round" || scene.form.corner === "pill" ? "50%" : Math.min(scene.radius, size * 0.2),
					backgroundColor: mix(palette.background, palette.accent, 0.17),
					transform: `scale(${grown})`,
				}}
			/>
			<div style={{ position: "absolute", left: size * 0.08, top: size * 0.08 }}>
				{isObject(name) ? (
					<Subject scene={scene} id={name} size={size * 0.84} start={0} lean={-4} />
				) : (
					<div style={{ position: "relative", width: size * 0.84, height: size * 0.84, borderRadius: "50%", overflow: "hidden" }}>
						<Media scene={scene} name={name} place={{ width: size * 0.84, height: size * 0.84 }} tone={tonesOf(scene).accent} />
					</div>
				)}
			</div>
		</div>
	);
};

const Feature = ({
	scene,
	words,
	callout,
	start,
	end,
}: {
	scene: SceneLook;
	words: Words;
	callout: Callout;
	start: number;
	end: "top" | "middle" | "bottom";
}) => {
	const { place } = callout;
	const top = end === "middle" ? (place.height - words.height) / 2 : end === "bottom" ? place.height - words.height : 0;
	return (
		<div style={{ position: "absolute", left: place.x - scene.box.x, top: place.y - scene.box.y + top, width: place.width }}>
			<WordLines scene={scene} words={words} start={start} />
		</div>
	);
};

/** The product in the middle, and a line from it to each feature. */
export const Callouts = ({ props }: { props: ProductProps }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, motion, width, height, aspect } = scene;
	const sides = aspect > 0.95;
	const tag = props.price ? u(by({ wide: 86, tall: 100, square: 70 })) : 0;
	const name = useFittedText(scene, voices.heading, props.name, {
		width: box.width - (props.price ? tag * 3.4 : 0),
		height: box.height * by({ wide: 0.2, tall: 0.14, square: 0.15 }),
		maxSize: by({ wide: 104, tall: 108, square: 76 }),
		minSize: 32,
	});
	const text = useFittedText(scene, voices.body, props.text ?? "", {
		width: Math.min(box.width, u(1200)),
		height: box.height * 0.09,
		maxSize: 36,
		minSize: 20,
		maxLines: 2,
	});
	const head = Math.max(name.height, tag) + (props.text ? text.height + u(12) : 0) + u(26);
	const area = { x: box.x, y: box.y + head, width: box.width, height: box.height - head };
	const plan = sides ? beside(scene, area, props.features.length) : around(scene, area, props.features.length);
	const [first] = plan.callouts;
	const words = useWords(
		scene,
		props.features.map(({ text: title, note }) => ({ title, note })),
		{
			width: Math.min(...plan.callouts.map(({ place }) => place.width)),
			height: Math.min(...plan.callouts.map(({ place }) => place.height)),
			size: by({ wide: 64, tall: 64, square: 44 }),
			noteSize: by({ wide: 36, tall: 38, square: 28 }),
			voice: { ...voices.heading, lineHeight: 1.08 },
		},
	);
	const step = motion.stagger(plan.callouts.length, 0.4, 0.3);
	const above = Math.ceil(props.features.length / 2);
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start" }}
			bleed={
				<>
					<Product scene={scene} props={props} rect={plan.product} />
					<svg
						width={width}
						height={height}
						role="presentation"
						style={{ position: "absolute", left: 0, top: 0, opacity: 1 - motion.exit }}
					>
						{plan.callouts.map((callout, index) => (
							<Leader key={`${callout.place.x}-${callout.place.y}`} scene={scene} callout={callout} start={0.3 + index * step} />
						))}
					</svg>
				</>
			}
		>
			<div style={{ display: "flex", alignItems: "center", justifyContent: "space-between", alignSelf: "stretch" }}>
				<FittedLines scene={scene} voice={voices.heading} fitted={name} color={palette.text} start={0} align="left" />
				{props.price ? <PriceTag scene={scene} price={props.price} size={tag} most={tag * 3} start={0.5} /> : null}
			</div>
			{props.text ? (
				<FittedLines
					scene={scene}
					voice={voices.body}
					fitted={text}
					color={palette.muted}
					start={0.2}
					reveal="fade"
					align="left"
					style={{ marginTop: u(12) }}
				/>
			) : null}
			{first
				? plan.callouts.map((callout, index) => {
						const own = words[index];
						return own ? (
							<Feature
								key={`${callout.place.x}-${callout.place.y}`}
								scene={scene}
								words={own}
								callout={callout}
								start={0.45 + index * step}
								end={sides ? "middle" : index < above ? "bottom" : "top"}
							/>
						) : null;
					})
				: null}
		</Stage>
	);
};
