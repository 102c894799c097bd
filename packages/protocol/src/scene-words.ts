/** Fields that may hold the words a scene is known by, the most telling first. */
const WORDED = ["title", "text", "quote", "heading", "name", "label", "caption"];
/** Lists whose first entry stands for a scene without such a field. */
const LISTED = ["points", "steps", "lines"];

const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";

/** The words a scene is known by: a number with what it counts, or its first text; empty where it has none. */
export function sceneWords(props: Record<string, unknown>): string {
	const number = numberOf(props);
	if (number !== "") return `${number} ${isText(props.label) ? props.label : ""}`.trim();
	const text = WORDED.map((key) => props[key]).find(isText);
	return text ?? LISTED.map((key) => firstOf(props[key])).find(isText) ?? "";
}

/** The scene's number as the film shows it; empty: it has none. */
function numberOf({ value, shown, prefix, suffix, count, total }: Record<string, unknown>): string {
	if (isText(shown)) return shown;
	if (isText(value)) return value;
	if (typeof count === "number" && typeof total === "number") return `${count} of ${total}`;
	if (typeof value !== "number") return "";
	return `${isText(prefix) ? prefix : ""}${value.toLocaleString("en-US")}${isText(suffix) ? suffix : ""}`;
}

function firstOf(list: unknown): unknown {
	const [first] = Array.isArray(list) ? list : [];
	return typeof first === "object" && first !== null ? Reflect.get(first, "title") : first;
}
