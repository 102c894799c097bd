import type { CSSProperties, ReactNode } from "react";
import { random } from "remotion";
import { Picture } from "../../design/Picture";
import type { SceneLook } from "../../design/scene";
import { sourceOf } from "../../design/source";
import { isShownWholeBeside, usePictureFacts } from "../../design/whole-picture";
import { Icon } from "../../icons/Icon";
import { isObject } from "../../objects";
import { Subject } from "../../objects/Subject";
import { paletteOn, type Tone } from "./tone";

/** Point of a picture that stays in view when its edges are cut, in percent from the top left. */
export type Focus = { x: number; y: number };
export type Fit = "auto" | "whole" | "fill";

type Place = { width: number; height: number };

const FILLED: CSSProperties = { position: "absolute", inset: 0, overflow: "hidden" };

/** A file of the person: fills its place, or stands whole on the tone where cutting its edges would lose something. */
const File = ({
	scene,
	src,
	place,
	tone,
	fit = "auto",
	focus = { x: 50, y: 50 },
	drift,
}: {
	scene: SceneLook;
	src: string;
	place: Place;
	tone: Tone;
	fit?: Fit | undefined;
	focus?: Focus | undefined;
	drift: number;
}) => {
	const facts = usePictureFacts(sourceOf(src));
	const whole = fit === "whole" || (fit === "auto" && isShownWholeBeside(src, facts));
	const at = `${focus.x}% ${focus.y}%`;
	if (whole) {
		const margin = Math.min(place.width, place.height) * 0.1;
		return (
			<div style={{ ...FILLED, backgroundColor: tone.fill }}>
				<div style={{ position: "absolute", inset: margin }}>
					<Picture scene={scene} src={src} style={{ objectFit: "contain" }} />
				</div>
			</div>
		);
	}
	return (
		<div style={{ ...FILLED, backgroundColor: tone.fill }}>
			<div style={{ position: "absolute", inset: 0, transform: `scale(${1 + drift})`, transformOrigin: at }}>
				<Picture scene={scene} src={src} style={{ objectPosition: at }} />
			</div>
		</div>
	);
};

/** Large plain forms in the language of the look, for a place that has neither a picture nor a thing to draw. */
const Forms = ({
	scene,
	place,
	tone,
	name,
	start,
}: {
	scene: SceneLook;
	place: Place;
	tone: Tone;
	name: string;
	start: number;
}) => {
	const { motion, form } = scene;
	const chance = (what: string) => random(`${scene.seed}/${name}/${what}`);
	const side = Math.max(place.width, place.height) * 0.62;
	const turned = motion.through * 10 + chance("turn") * 40;
	const round = form.corner === "round" || form.corner === "pill";
	const first = motion.enter(start, 1.1);
	const second = motion.enter(start + 0.2, 1.1);
	return (
		<svg width={place.width} height={place.height} role="presentation" style={{ position: "absolute", left: 0, top: 0 }}>
			<circle
				cx={place.width * (0.2 + chance("x") * 0.6)}
				cy={place.height * (0.15 + chance("y") * 0.3)}
				r={side * 0.52 * first}
				fill={tone.line}
			/>
			<g
				transform={`translate(${place.width * (0.75 - chance("x") * 0.5)} ${place.height * 0.74}) rotate(${round ? 0 : turned})`}
			>
				<rect
					x={(-side / 2) * second}
					y={(-side / 2) * second}
					width={side * second}
					height={side * second}
					rx={round ? side * 0.5 : 0}
					fill={tone.signal}
				/>
			</g>
		</svg>
	);
};

/** A drawn thing on the tone: whole in small places, cut by an edge where it is `large`. */
const Thing = ({
	scene,
	name,
	place,
	tone,
	start,
	large,
	lean,
	fallback,
}: {
	scene: SceneLook;
	name: string;
	place: Place;
	tone: Tone;
	start: number;
	large: boolean;
	lean: number;
	/** For a name that neither an object nor an icon has. */
	fallback: ReactNode;
}) => {
	const inner = { ...scene, palette: paletteOn(scene.palette, tone) };
	const size = Math.min(place.width, place.height) * (large ? 1.08 : 0.78);
	const shift = large ? { x: 0.05 * place.width, y: 0.07 * place.height } : { x: 0, y: 0 };
	const [left, top] = [(place.width - size) / 2 + shift.x, (place.height - size) / 2 + shift.y];
	return (
		<div
			style={{
				position: "absolute",
				left,
				top,
				transform: `scale(${1 + scene.motion.through * 0.05})`,
			}}
		>
			{isObject(name) ? (
				<Subject scene={inner} id={name} size={size} start={start} lean={lean} />
			) : (
				<div style={{ position: "relative", left: size * 0.14, top: size * 0.14 }}>
					<Icon
						scene={inner}
						name={name}
						size={size * 0.72}
						start={start}
						color={tone.signal}
						fallback={<div style={{ position: "absolute", left: -left - size * 0.14, top: -top - size * 0.14 }}>{fallback}</div>}
					/>
				</div>
			)}
		</div>
	);
};

/**
 * What stands in the place of a picture, never an empty box: the file, else the named object or icon on a flat tone, else
 * plain forms. Fills its parent, which is `place` large.
 */
export const Media = ({
	scene,
	src,
	name,
	place,
	tone,
	start = 0,
	large = false,
	lean = -5,
	fit,
	focus,
	drift = 0.06 * scene.motion.through,
}: {
	scene: SceneLook;
	src?: string | null | undefined;
	/** An object or an icon. */
	name?: string | null | undefined;
	place: Place;
	tone: Tone;
	/** Beat at which a drawing comes. */
	start?: number;
	/** The drawing is larger than its place. */
	large?: boolean;
	lean?: number;
	fit?: Fit | undefined;
	focus?: Focus | undefined;
	/** By how much a photo is larger than its place. */
	drift?: number;
}) => {
	if (src) return <File scene={scene} src={src} place={place} tone={tone} fit={fit} focus={focus} drift={drift} />;
	const forms = <Forms scene={scene} place={place} tone={tone} name={name ?? `${place.width}`} start={start} />;
	return (
		<div style={{ ...FILLED, backgroundColor: tone.fill }}>
			{name ? (
				<Thing scene={scene} name={name} place={place} tone={tone} start={start} large={large} lean={lean} fallback={forms} />
			) : (
				forms
			)}
		</div>
	);
};
