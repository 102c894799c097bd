import { routeMap } from "./RouteMap";

export const places = { RouteMap: routeMap };
