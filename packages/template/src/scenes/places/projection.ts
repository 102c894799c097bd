import { type GeoProjection, type GeoStream, geoBounds, geoEqualEarth, geoInterpolate, geoMercator, geoPath } from "d3-geo";
import type { Countries } from "./map-data";

export type LonLat = [longitude: number, latitude: number];

/** Points along the great circle through all stops. */
export const routeLine = (stops: LonLat[]): LonLat[] => {
	const line: LonLat[] = stops.slice(0, 1);
	for (const [index, to] of stops.entries()) {
		const from = stops[index - 1];
		if (!from) continue;
		const between = geoInterpolate(from, to);
		for (let step = 1; step <= 48; step++) line.push(between(step / 48));
	}
	return line;
};

/** Degrees of longitude and latitude that a route spans. */
const spanOf = (line: LonLat[]): { wide: number; middle: number; north: number; south: number } => {
	const [[west, south], [east, north]] = geoBounds({ type: "LineString", coordinates: line });
	const wide = east >= west ? east - west : east - west + 360;
	return { wide, middle: west + wide / 2, north, south };
};

/** A projection in which the route fills `extent` (px), for pictures of `width` by `height` px. */
export const projectionFor = (
	line: LonLat[],
	extent: [[number, number], [number, number]],
	width: number,
	height: number,
): GeoProjection => {
	const { wide, middle, north, south } = spanOf(line);
	// Mercator keeps shapes; far north, or around the world, it would swell.
	const local = wide < 70 && north < 68 && south > -60;
	const projection = (local ? geoMercator() : geoEqualEarth()).rotate([-middle, 0]);
	projection.fitExtent(extent, { type: "LineString", coordinates: line });
	// Neighbouring stops are not shown closer than about 350 km a picture's width.
	const most = local ? (width / 350) * 6371 : projection.scale();
	if (projection.scale() > most) {
		const [x, y] = [(extent[0][0] + extent[1][0]) / 2, (extent[0][1] + extent[1][1]) / 2];
		projection.scale(most).translate([0, 0]);
		const at = projection([middle, (north + south) / 2]) ?? [0, 0];
		projection.translate([x - at[0], y - at[1]]);
	}
	return projection.clipExtent([
		[-60, -60],
		[width + 60, height + 60],
	]);
};

/** Px between two points of an outline: what lies closer can't be distinguished. */
const CLOSE = 1.4;

/** Leaves out points that lie within a px or so of the one before: at a small scale that is most of them. */
const thinned = (next: GeoStream): GeoStream => {
	let last: [number, number] | null = null;
	return {
		point: (x, y) => {
			if (last && Math.abs(x - last[0]) < CLOSE && Math.abs(y - last[1]) < CLOSE) return;
			last = [x, y];
			next.point(x, y);
		},
		lineStart: () => {
			last = null;
			next.lineStart();
		},
		lineEnd: () => next.lineEnd(),
		polygonStart: () => next.polygonStart(),
		polygonEnd: () => next.polygonEnd(),
		sphere: () => next.sphere?.(),
	};
};

/** Outlines of the countries that are in the picture, as SVG paths. */
export const outlines = (countries: Countries, projection: GeoProjection): { id: string; path: string }[] => {
	const path = geoPath({ stream: (next) => projection.stream(thinned(next)) }).digits(1);
	return countries.flatMap((country, index) => {
		const drawn = path(country);
		return drawn ? [{ id: String(country.id ?? index), path: drawn }] : [];
	});
};
