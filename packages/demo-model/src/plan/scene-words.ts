import { type StoryboardScene, sceneWords } from "@storydream/protocol";
import { shortened } from "../reading/spans.ts";

/** The words a scene is known by: a number as it is, a text in quotation marks. */
export function headline({ scene, props }: StoryboardScene): string {
	if (scene === "Outro" && typeof props.action === "string")
		return `“${shortened(String(props.title), 40)}”, “${shortened(props.action, 40)}”`;
	const words =
		scene === "Ring" && props.shown === undefined ? `${Number(props.value)}% ${props.label ?? ""}`.trim() : sceneWords(props);
	if ("value" in props || "shown" in props || words === "") return words;
	return `“${shortened(words, 60)}${words.length > 60 ? "…" : ""}”`;
}

/** A scene's kind as a person would say it. */
export function spoken(kind: string): string {
	const names: Record<string, string> = {
		Title: "title",
		KineticText: "moving words",
		Points: "points",
		BigNumber: "big number",
		Ring: "percentage",
		IconArray: "count",
		Donut: "shares",
		BarChart: "bar chart",
		LineChart: "line chart",
		Quote: "quote",
		Comparison: "comparison",
		Steps: "steps",
		ImagePan: "picture",
		BrowserFrame: "browser window",
		Logo: "logo",
		Outro: "ending",
		Odometer: "rolling number",
		ColumnRace: "race",
		BeforeAfter: "before and after",
		RouteMap: "route",
	};
	return names[kind] ?? kind.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}
