/** Fields that may hold the words a scene is known by, the most telling first. */
const WORDED = ["title", "text", "quote", "heading", "name", "label", "caption"];
/** Fields of an entry of a list that may stand for the scene. */
const ENTRY_WORDED = [...WORDED, "date", "day"];

const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";

/**
 * The words a scene is known by in the timeline, in lists and in answers: a number with what it counts, its most telling
 * text, or the first entry of a list; "" where it has none.
 *
 * @param props of a scene of a storyboard, whatever its kind
 * @example sceneWords({ shown: "75%", label: "of crops need them" }) // "75% of crops need them"
 * @example sceneWords({ items: [{ text: "Find a flower" }] }) // "Find a flower"
 */
export function sceneWords(props: Record<string, unknown>): string {
	const number = numberOf(props);
	if (number !== "") return `${number} ${isText(props.label) ? props.label : ""}`.trim();
	const text = WORDED.map((key) => props[key]).find(isText);
	return text ?? Object.values(props).map(firstOf).find(isText) ?? "";
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
	if (typeof first !== "object" || first === null) return first;
	return ENTRY_WORDED.map((key): unknown => Reflect.get(first, key)).find(isText);
}
