import { type GeoProjection, geoContains, geoPath } from "d3-geo";
import { useMemo } from "react";
import { mix } from "../../design/color";
import { keyed } from "../../design/keyed";
import { easeInOut } from "../../design/motion";
import { Stage } from "../../design/Stage";
import type { Rect, SceneLook } from "../../design/scene";
import { FittedLines, useFittedText } from "../../design/Text";
import { useFittedEach } from "../parts/fitted";
import { HeadLines, useHead } from "../parts/Head";
import { findCity, type Place } from "./cities";
import { type MapData, useMapData } from "./map-data";
import { outlines, projectionFor, routeLine } from "./projection";
import { RouteLine } from "./RouteLine";
import type { RouteMapProps } from "./RouteMap";
import { stopsOf } from "./stops";

type Drawn = {
	countries: { id: string; path: string }[];
	visited: Set<string>;
	route: string;
	graticule: string;
	projection: GeoProjection;
};

/** Map and route as SVG paths, worked out once and not on every frame. */
const useDrawnMap = (scene: SceneLook, data: MapData, places: Place[], area: Rect): Drawn => {
	const { width, height } = scene;
	const text = JSON.stringify([places.map((place) => place.at), area]);
	return useMemo(() => {
		const [stops, { x, y, width: wide, height: high }] = JSON.parse(text) as [[number, number][], Rect];
		const line = routeLine(stops);
		const projection = projectionFor(
			line,
			[
				[x, y],
				[x + wide, y + high],
			],
			width,
			height,
		);
		const path = geoPath(projection).digits(1);
		const visited = new Set(
			data.countries.flatMap((country, index) =>
				stops.some((stop) => geoContains(country, stop)) ? [String(country.id ?? index)] : [],
			),
		);
		const meridians = Array.from({ length: 36 }, (_, index): [number, number][] =>
			Array.from({ length: 18 }, (_unused, step) => [index * 10 - 180, step * 9 - 76]),
		);
		const parallels = Array.from({ length: 15 }, (_, index): [number, number][] =>
			Array.from({ length: 37 }, (_unused, step) => [step * 10 - 180, index * 10 - 70]),
		);
		return {
			countries: outlines(data.countries, projection),
			visited,
			route: path({ type: "LineString", coordinates: line }) ?? "",
			graticule: path({ type: "MultiLineString", coordinates: [...meridians, ...parallels] }) ?? "",
			projection,
		};
	}, [text, data, width, height]);
};

type Label = { x: number; y: number; width: number; height: number };

const overlap = (one: Label, other: Label): number =>
	Math.max(0, Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x)) *
	Math.max(0, Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y));

/** Where each name stands: beside its point, inside the safe box, off the other names, points and the title. */
const placeLabels = (
	points: { x: number; y: number }[],
	sizes: { width: number; height: number }[],
	safe: Rect,
	taken: Label[],
	gap: number,
): Label[] => {
	const placed: Label[] = [...taken, ...points.map(({ x, y }) => ({ x: x - gap / 2, y: y - gap / 2, width: gap, height: gap }))];
	return points.map((point, index) => {
		const { width, height } = sizes[index] ?? { width: 0, height: 0 };
		const candidates = [
			{ x: point.x - width / 2, y: point.y - height - gap },
			{ x: point.x + gap, y: point.y - height / 2 },
			{ x: point.x - width - gap, y: point.y - height / 2 },
			{ x: point.x - width / 2, y: point.y + gap },
			{ x: point.x + gap * 0.4, y: point.y - height - gap * 0.8 },
			{ x: point.x - width - gap * 0.4, y: point.y + gap * 0.8 },
		].map(({ x, y }) => ({
			x: Math.min(Math.max(x, safe.x), safe.x + safe.width - width),
			y: Math.min(Math.max(y, safe.y), safe.y + safe.height - height),
			width,
			height,
		}));
		const cost = (label: Label) => placed.reduce((sum, other) => sum + overlap(label, other), 0);
		const best = candidates.reduce((least, next) => (cost(next) < cost(least) - 1 ? next : least));
		placed.push(best);
		return best;
	});
};

const MapWithRoute = ({
	scene,
	data,
	places,
	...props
}: { scene: SceneLook; data: MapData; places: Place[] } & RouteMapProps) => {
	const { u, box, by, palette, voices, motion, width, height } = scene;
	const stops = stopsOf(props);
	const head = useHead(scene, props.title, {
		width: box.width * by({ wide: 0.6, tall: 1, square: 0.9 }),
		size: by({ wide: 88, tall: 108, square: 72 }),
		gap: 30,
		share: 0.2,
	});
	const note = useFittedText(scene, voices.strong, props.note ?? "", {
		width: box.width * 0.8,
		height: u(80),
		maxSize: by({ wide: 48, tall: 54, square: 42 }),
		minSize: 24,
		maxLines: 1,
	});
	const top = box.y + head.height + u(150);
	const area = {
		x: box.x + box.width * by({ wide: 0.2, tall: 0.12, square: 0.14 }),
		y: top,
		width: box.width * by({ wide: 0.6, tall: 0.76, square: 0.72 }),
		height: Math.max(u(200), box.y + box.height - top - u(props.note ? 190 : 120)),
	};
	const map = useDrawnMap(scene, data, places, area);
	const names = useFittedEach(scene, { ...voices.heading, lineHeight: 1.08 }, stops, {
		width: box.width * 0.46,
		height: u(150),
		maxSize: by({ wide: 92, tall: 84, square: 68 }),
		minSize: 30,
		maxLines: 2,
	});
	const points = places.map((place) => {
		const [x, y] = map.projection(place.at) ?? [0, 0];
		return { x, y };
	});
	const taken = [
		{ x: box.x, y: box.y, width: head.fitted.width, height: head.height },
		{ x: box.x, y: box.y + box.height - u(90), width: props.note ? note.width : 0, height: u(90) },
	];
	const labels = placeLabels(points, names, box, taken, u(46));
	const land = mix(palette.background, palette.text, 0.11);
	const drawn = motion.enter(0.1, Math.min(1.9, motion.beats * 0.6), easeInOut);
	const camera = 1.1 - 0.1 * motion.enter(-0.5, 2.2, easeInOut) + motion.through * 0.02;
	const share = stops.length > 1 ? 1 / (stops.length - 1) : 1;
	const target = points.at(-1) ?? { x: width / 2, y: height / 2 };
	// The camera moves about the route's end: names keep their distance from their points.
	const toScreen = ({ x, y }: { x: number; y: number }) => ({
		x: target.x + (x - target.x) * camera,
		y: target.y + (y - target.y) * camera,
	});
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start" }}
			bleed={
				<>
					<svg width={width} height={height} role="presentation" style={{ position: "absolute" }}>
						<rect width={width} height={height} fill={palette.background} />
						<g transform={`translate(${target.x * (1 - camera)} ${target.y * (1 - camera)}) scale(${camera})`}>
							<path d={map.graticule} fill="none" stroke={palette.line} strokeWidth={u(2)} strokeOpacity={0.6} />
							{map.countries.map((country) => (
								<path
									key={country.id}
									d={country.path}
									fill={map.visited.has(country.id) ? mix(land, palette.accent, 0.28) : land}
									stroke={palette.background}
									strokeWidth={u(2.5)}
									strokeLinejoin="round"
								/>
							))}
							<path
								d={map.route}
								fill="none"
								stroke={palette.accent}
								strokeWidth={u(12)}
								strokeLinecap="round"
								strokeOpacity={0.25}
								strokeDasharray={`${u(2)} ${u(22)}`}
							/>
							<path
								d={map.route}
								fill="none"
								stroke={palette.accent}
								strokeWidth={u(12)}
								strokeLinecap="round"
								pathLength={1}
								strokeDasharray={`${drawn} 2`}
								opacity={drawn > 0 ? 1 : 0}
							/>
						</g>
						{keyed(points, (point) => `${point.x}`).map(({ key, item: point, index }) => {
							const at = toScreen(point);
							const start = 0.1 + index * share * Math.min(1.9, motion.beats * 0.6) * 0.8 - 0.3;
							const shown = motion.pop(start, 0.8);
							const end = index === 0 || index === points.length - 1;
							return (
								<g key={key} transform={`translate(${at.x} ${at.y}) scale(${shown})`}>
									<circle r={u(end ? 30 : 20)} fill={palette.background} />
									<circle r={u(end ? 22 : 13)} fill={end ? palette.text : palette.accent} />
								</g>
							);
						})}
					</svg>
					{keyed(stops, String).map(({ key, index }) => {
						const [name, label, point] = [names[index], labels[index], points[index]];
						if (!name || !label || !point) return null;
						const at = toScreen(point);
						const start = 0.1 + index * share * Math.min(1.9, motion.beats * 0.6) * 0.8 - 0.2;
						return (
							<FittedLines
								key={key}
								scene={scene}
								voice={{ ...voices.heading, lineHeight: 1.08 }}
								fitted={name}
								color={palette.text}
								start={start}
								align="left"
								style={{ position: "absolute", left: label.x + at.x - point.x, top: label.y + at.y - point.y }}
							/>
						);
					})}
				</>
			}
		>
			<HeadLines scene={scene} head={head} />
			{props.note ? (
				<FittedLines
					scene={scene}
					voice={voices.strong}
					fitted={note}
					color={palette.accent}
					start={0.7}
					align="left"
					style={{ position: "absolute", left: 0, bottom: 0 }}
				/>
			) : null}
		</Stage>
	);
};

/** The route on a map, or on a line where a place is on no list. */
export const RouteOnMap = ({ scene, ...props }: { scene: SceneLook } & RouteMapProps) => {
	const data = useMapData();
	if (!data) return <Stage scene={scene} calm />;
	const places = stopsOf(props).map((stop) => findCity(data.cities, stop));
	const known = places.filter((place) => place !== null);
	const apart = new Set(known.map((place) => place.at.join())).size === known.length;
	if (known.length < places.length || !apart) return <RouteLine scene={scene} {...props} />;
	return <MapWithRoute scene={scene} data={data} places={known} {...props} />;
};
