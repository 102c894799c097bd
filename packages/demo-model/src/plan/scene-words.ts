import type { StoryboardScene } from "@storydream/protocol";
import { shortened } from "../reading/spans.ts";

/** The words a scene is known by. */
export function headline(scene: StoryboardScene): string {
	const props = scene.props;
	if (typeof props.shown === "string") return `${props.shown} ${String(props.label ?? "")}`.trim();
	if (scene.scene === "Ring") return `${Number(props.value)}% ${String(props.label ?? "")}`.trim();
	if (scene.scene === "BigNumber")
		return `${props.prefix ?? ""}${Number(props.value).toLocaleString("en-US")}${props.suffix ?? ""} ${String(props.label ?? "")}`.trim();
	const points = Array.isArray(props.points) ? props.points.filter((point): point is string => typeof point === "string") : [];
	if (scene.scene === "Outro" && typeof props.action === "string")
		return `“${shortened(String(props.title), 40)}”, “${shortened(props.action, 40)}”`;
	const text = [props.title, props.text, props.quote, props.name, props.heading, props.caption, points[0]].find(
		(value): value is string => typeof value === "string" && value !== "",
	);
	return text ? `“${shortened(text, 60)}${text.length > 60 ? "…" : ""}”` : "";
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
