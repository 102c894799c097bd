import { z } from "zod";
import type { SceneDefinition } from "./define";

/** Parts of JSON Schema that the schemas of scenes use. */
type Shape = {
	type?: string;
	enum?: string[];
	items?: Shape;
	properties?: Record<string, Shape>;
	required?: string[];
	minItems?: number;
	maxItems?: number;
	minimum?: number;
	maximum?: number;
};

/** Fields that every scene takes: they are described once. */
const COMMON = new Set(["background", "accent", "align", "picture", "backdrop"]);

const rangeOf = (least: number | undefined, most: number | undefined): string | null =>
	least === undefined || most === undefined || Math.abs(most) > 1e12 ? null : `${least}–${most}`;

const typeOf = (shape: Shape): string => {
	if (shape.enum) return shape.enum.join(" | ");
	if (shape.type === "array" && shape.items) {
		const range = rangeOf(shape.minItems ?? 0, shape.maxItems);
		return `${typeOf(shape.items)}[]${range ? ` (${range})` : ""}`;
	}
	if (shape.type === "object") return `{ ${fieldsOf(shape, new Set())} }`;
	if (shape.type === "number" || shape.type === "integer") return rangeOf(shape.minimum, shape.maximum) ?? "number";
	return "string";
};

const fieldsOf = ({ properties = {}, required = [] }: Shape, hidden: ReadonlySet<string>): string =>
	Object.entries(properties)
		.filter(([name]) => !hidden.has(name))
		.map(([name, shape]) => {
			const type = typeOf(shape);
			return `${name}${required.includes(name) ? "" : "?"}${type === "string" ? "" : `: ${type}`}`;
		})
		.join(", ");

/**
 * A scene in one line: its props and its layouts. Strings have no type, `?` may be left out, `(1–6)` is how many.
 *
 * @example describeScene("Points", scenes.Points) // "**Points** title?, points: string[] (1–6). Layouts: ledger, aside, wall, reel"
 */
export const describeScene = (name: string, { schema, layouts }: Pick<SceneDefinition, "schema" | "layouts">): string => {
	const props = fieldsOf(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Shape, COMMON);
	return `**${name}** ${props}${layouts ? `. Layouts: ${Object.keys(layouts).join(", ")}` : ""}`;
};
