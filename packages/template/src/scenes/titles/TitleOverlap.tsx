import type { CSSProperties } from "react";
import { directionOf } from "../../design/direction";
import { sizeForFew } from "../../design/optical";
import { Stage } from "../../design/Stage";
import { type Rect, type SceneLook, useScene } from "../../design/scene";
import { FittedLines, useFittedText } from "../../design/Text";
import { BleedSubject } from "../../objects/BleedSubject";
import { titleSquare } from "../../objects/place";
import { type Figure, FigureIn, figureOf } from "../parts/Figure";
import { useOpening } from "../parts/opening";
import { Kicker, Subtitle } from "./SmallWords";
import type { TitleProps } from "./title-fields";

type Place = { /** Of the figure, px. */ figure: Rect /** Of the words. */; words: Rect };

/** The figure runs off the picture, the words stand over a part of it. */
const placeOf = (scene: SceneLook, kind: Figure["kind"], leftward: boolean): Place => {
	const { width, height, box, ratio, u } = scene;
	const square = titleSquare(scene, kind !== "picture" && leftward && ratio !== "wide");
	if (ratio === "wide") {
		const size = kind === "picture" ? Math.min(width * 0.46, height * 0.98) : square.size;
		const x = kind === "picture" ? width - size : square.x;
		const over = size * (kind === "picture" ? 0.1 : 0.2);
		const figure = { x, y: kind === "picture" ? 0 : square.y, width: size, height: kind === "picture" ? height : size };
		const words = { ...box, width: x + over - box.x };
		if (!leftward) return { figure, words };
		return { figure: { ...figure, x: width - x - size }, words: { ...words, x: width - box.x - words.width } };
	}
	const size = kind === "picture" ? width : square.size;
	const { y } = square;
	return {
		figure: {
			x: kind === "picture" ? 0 : square.x,
			y,
			width: size,
			height: kind === "picture" ? height - y : size,
		},
		words: { ...box, height: y + u(kind === "picture" ? 70 : 40) - box.y },
	};
};

/** An edge in the colour of the background around letters that stand over a figure. */
const cutOut = (color: string): CSSProperties => ({
	WebkitTextStroke: `0.14em ${color}`,
	paintOrder: "stroke fill",
	strokeLinejoin: "round",
});

/** Large words at the foot and small ones at the head of the picture; with a figure, over the edge of it. */
export const TitleOverlap = ({ props }: { props: TitleProps }) => {
	const scene = useScene({ ...props, picture: undefined });
	const { u, by, palette, voices, box, ratio, align } = scene;
	const figure = scene.backdrop ? null : figureOf(scene, props.picture);
	const leftward = directionOf(props.title) === "rtl";
	const place = figure ? placeOf(scene, figure.kind, leftward) : null;
	const words = place?.words ?? box;
	const centered = align === "center" && (!figure || ratio !== "wide");
	const side = centered ? "center" : "left";
	const small = (props.kicker ? u(70) : 0) + (props.subtitle ? u(by({ wide: 150, tall: 190, square: 130 })) : 0);
	const title = useFittedText(scene, voices.heading, props.title, {
		width: words.width,
		height: (words.height - small) * (figure && ratio !== "wide" ? 0.96 : 0.86),
		maxSize: sizeForFew(
			props.title,
			figure ? by({ wide: 210, tall: 186, square: 148 }) : by({ wide: 250, tall: 216, square: 180 }),
		),
		minSize: 52,
		maxLines: by({ wide: 4, tall: 7, square: 5 }),
	});
	const start = useOpening();
	const low = ratio === "wide" || !figure;
	// The foot of a backdrop is often drawn: without a figure small words stand at the head.
	const above = !figure && !centered;
	const subtitle = (
		<Subtitle
			scene={scene}
			text={props.subtitle}
			width={figure && ratio === "wide" ? words.width * 0.78 : words.width * (above && ratio === "wide" ? 0.6 : 1)}
			height={u(by({ wide: 124, tall: 160, square: 100 }))}
			color={palette.muted}
			align={side}
			style={above ? {} : { marginTop: u(28) }}
		/>
	);
	return (
		<Stage
			scene={scene}
			calm={figure !== null}
			direction={leftward ? "rtl" : "ltr"}
			bleed={
				figure && place ? (
					figure.kind === "object" ? (
						<BleedSubject
							scene={scene}
							id={figure.id}
							side={leftward ? "left" : "right"}
							place={{ square: { x: place.figure.x, y: place.figure.y, size: place.figure.width }, words }}
						/>
					) : (
						<FigureIn
							scene={scene}
							figure={figure}
							rect={place.figure}
							grow={0.7}
							from={ratio === "wide" ? (leftward ? "left" : "right") : "bottom"}
						/>
					)
				) : null
			}
			style={{
				left: words.x,
				top: words.y,
				width: words.width,
				height: words.height,
				justifyContent:
					centered && low
						? "center"
						: low && (props.kicker || (above && props.subtitle))
							? "space-between"
							: low
								? "flex-end"
								: "flex-start",
				alignItems: centered ? "center" : "flex-start",
				gap: u(34),
			}}
		>
			<div
				style={{
					alignSelf: "stretch",
					display: "flex",
					flexDirection: "column",
					alignItems: centered ? "center" : "flex-start",
					gap: u(28),
				}}
			>
				<Kicker scene={scene} text={props.kicker} width={words.width} height={u(90)} color={palette.accent} align={side} />
				{above ? subtitle : null}
			</div>
			<div
				style={{ alignSelf: "stretch", display: "flex", flexDirection: "column", alignItems: centered ? "center" : "flex-start" }}
			>
				<FittedLines
					scene={scene}
					voice={voices.heading}
					fitted={title}
					color={palette.text}
					start={start}
					align={side}
					style={figure ? cutOut(palette.background) : undefined}
				/>
				{above ? null : subtitle}
			</div>
		</Stage>
	);
};
