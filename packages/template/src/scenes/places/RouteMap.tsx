import { z } from "zod";
import { commonFields, line } from "../../design/fields";
import { useScene } from "../../design/scene";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { RouteLine } from "./RouteLine";
import { RouteOnMap } from "./RouteOnMap";
import { RouteTicket } from "./RouteTicket";

const routeMapSchema = z.strictObject({
	title: line("Title", "What the journey is").optional(),
	from: line("From", "Where it begins: a city, or any place"),
	to: line("To", "Where it ends"),
	via: z
		.array(line("Stop", "A place on the way"))
		.max(5)
		.optional()
		.meta({ title: "Via", description: "Up to five places on the way" }),
	note: line("Note", "Like the distance or the time, shown as written").optional(),
	...commonFields,
});
export type RouteMapProps = z.infer<typeof routeMapSchema>;

const RouteMap = (props: RouteMapProps) => {
	const scene = useScene(props);
	const layout = useLayout(["map", "ticket", "line"], "map");
	if (layout === "ticket") return <RouteTicket scene={scene} {...props} />;
	if (layout === "line") return <RouteLine scene={scene} {...props} />;
	return <RouteOnMap scene={scene} {...props} />;
};

export const routeMap = defineScene({
	component: RouteMap,
	schema: routeMapSchema,
	title: "Route",
	description: "A journey from one place to another, on a map where the cities are known",
	family: "places",
	layouts: {
		map: "A map that the picture cuts, with the route drawn on it; places that no map knows stand on a line",
		ticket: "A ticket with both names as large as it allows",
		line: "A line from edge to edge with a stop for each place",
	},
	defaultProps: { title: "The slow way south", from: "Hamburg", to: "Lisbon", via: ["Paris"], note: "2,840 km by rail" },
	defaultDurationInFrames: 150,
});
