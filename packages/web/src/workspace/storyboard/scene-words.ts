/** Fields that may hold the words a scene is known by, the most telling first. */
const WORDED = ["title", "text", "quote", "heading", "name", "label", "caption"];

/** The words a scene is known by: a number with what it counts, or its first text; empty where it has none. */
export function sceneWords(props: Record<string, unknown>): string {
	const texts = WORDED.map((key) => props[key]).filter((value) => typeof value === "string" && value.trim() !== "");
	const [text = ""] = texts as string[];
	if (typeof props.value !== "number") return text;
	const part = (key: string) => (typeof props[key] === "string" ? props[key] : "");
	return `${part("prefix")}${props.value.toLocaleString("en-US")}${part("suffix")} ${part("label")}`.trim();
}
