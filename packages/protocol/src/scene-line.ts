import type { JsonSchema, SceneCatalog } from "./storyboard.ts";

type CatalogScene = Pick<SceneCatalog["scenes"][number], "scene" | "propsSchema" | "layouts">;

/** Fields that every scene takes: they are described once. */
const COMMON = new Set(["background", "accent", "align", "picture", "backdrop"]);

const isSchema = (value: unknown): value is JsonSchema => typeof value === "object" && value !== null && !Array.isArray(value);

function rangeOf(least: unknown, most: unknown): string | null {
	// A schema of whole numbers has the largest safe ones as its ends.
	return typeof least !== "number" || typeof most !== "number" || Math.abs(most) > 1e12 ? null : `${least}–${most}`;
}

function typeOf(shape: JsonSchema): string {
	if (Array.isArray(shape.enum)) return shape.enum.join(" | ");
	if (shape.type === "array" && isSchema(shape.items)) {
		const range = rangeOf(shape.minItems ?? 0, shape.maxItems);
		return `${typeOf(shape.items)}[]${range ? ` (${range})` : ""}`;
	}
	if (shape.type === "object") return `{ ${fieldsOf(shape, new Set())} }`;
	if (shape.type === "number" || shape.type === "integer") return rangeOf(shape.minimum, shape.maximum) ?? "number";
	if (shape.type === "boolean") return "true | false";
	return "string";
}

function fieldsOf({ properties, required }: JsonSchema, hidden: ReadonlySet<string>): string {
	const needed = new Set(Array.isArray(required) ? required : []);
	return Object.entries(isSchema(properties) ? properties : {})
		.filter(([name]) => !hidden.has(name))
		.map(([name, shape]) => {
			const type = isSchema(shape) ? typeOf(shape) : "string";
			return `${name}${needed.has(name) ? "" : "?"}${type === "string" ? "" : `: ${type}`}`;
		})
		.join(", ");
}

/**
 * A scene in one line: its props and the names of its layouts. Strings have no type, `?` may be left out, `(1–6)` is how many.
 *
 * @param scene an entry of a film's catalog; its schema is one as `z.toJSONSchema` makes it
 * @example sceneLine(points) // "**Points** title?, points: string[] (1–6). Layouts: ledger, aside, wall, reel"
 */
export function sceneLine({ scene, propsSchema, layouts }: CatalogScene): string {
	return `**${scene}** ${fieldsOf(propsSchema, COMMON)}${layouts ? `. Layouts: ${Object.keys(layouts).join(", ")}` : ""}`;
}
