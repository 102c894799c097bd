import type { RouteMapProps } from "./RouteMap";

/** All stops of a route in order. */
export const stopsOf = ({ from, via = [], to }: RouteMapProps): string[] => [from, ...via, to];
