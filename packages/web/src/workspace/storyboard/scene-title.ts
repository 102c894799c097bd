import type { SceneCatalog } from "@storydream/protocol";

/** Names of the template's kinds of scenes, for films whose catalog is not known yet. */
export const TITLES: Record<string, string> = {
	Outro: "Ending",
	KineticText: "Moving words",
	ImagePan: "Picture",
	BrowserFrame: "Browser window",
	IconList: "Icon list",
	IconArray: "Count",
	Odometer: "Rolling number",
	Ring: "Percentage",
	Donut: "Shares",
	ColumnRace: "Race",
	RouteMap: "Route",
	BeforeAfter: "Before and after",
	PriceList: "Price list",
	OpeningHours: "Opening hours",
};

/**
 * A sentence of the studio about scenes, such as `scene 2 ("title-1", Title): …`, with the names that the page uses and
 * without ids.
 */
export const withSceneNames = (sentence: string, catalog: SceneCatalog | null): string =>
	sentence.replace(/\bscene (\d+) \("[^"]*"(?:, (\w+))?\)/g, (_all, number: string, kind: string | undefined) =>
		kind === undefined ? `scene ${number}` : `scene ${number} (${sceneTitle(kind, catalog)})`,
	);

/** What a kind of scene is called everywhere on the page: its title in the film's catalog, else its name in words. */
export function sceneTitle(kind: string, catalog: SceneCatalog | null): string {
	const title = catalog?.scenes.find((one) => one.scene === kind)?.title ?? TITLES[kind];
	if (title) return title;
	const words = kind.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
	return words.charAt(0).toUpperCase() + words.slice(1);
}
