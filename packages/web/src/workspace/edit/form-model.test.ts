import { describe, expect, test } from "vitest";
import { z } from "zod";
import { formOf, humanLabel, initialOf, putValue, validateForm } from "./form-model.ts";

const hex = z.string().regex(/^#[0-9a-fA-F]{6}$/);
const schema = z.toJSONSchema(
	z.strictObject({
		title: z.string().min(1).max(80),
		quote: z.string().max(300).optional(),
		value: z.number(),
		decimals: z.int().min(0).max(3).optional(),
		background: hex.optional(),
		align: z.enum(["left", "center"]).optional(),
		loud: z.boolean().default(false),
		src: z.string().optional(),
		points: z.array(z.string().min(1)).min(1).max(3),
		bars: z
			.array(z.object({ label: z.string(), value: z.number() }))
			.max(8)
			.optional(),
		left: z.object({ title: z.string(), points: z.array(z.string()) }).optional(),
		mark: z.union([z.literal("spark"), z.literal("orbit")]).optional(),
		anything: z.record(z.string(), z.number()).optional(),
	}),
);
const form = formOf(schema);
const field = (key: string) => {
	const found = form.find((one) => one.key === key);
	if (!found) throw new Error(`no field ${key}`);
	return found.field;
};
const good = { title: "Hello", value: 3, points: ["one"] };

describe("the form of a schema", () => {
	test.each([
		["title", "text"],
		["quote", "long"],
		["value", "number"],
		["decimals", "number"],
		["background", "color"],
		["align", "choice"],
		["loud", "switch"],
		["src", "asset"],
		["points", "list"],
		["bars", "list"],
		["left", "group"],
		["mark", "choice"],
		["anything", "json"],
	])("%s is shown as %s", (key, kind) => expect(field(key).kind).toBe(kind));

	test("keeps the schema's order", () => expect(form.map((one) => one.key).slice(0, 3)).toEqual(["title", "quote", "value"]));

	test("knows what must be there: not what is optional, nor what has a default", () => {
		expect(field("title").required).toBe(true);
		expect(field("quote").required).toBe(false);
		expect(field("loud").required).toBe(false);
	});

	test("takes no limit where zod only wrote the safe integers", () => {
		const [count] = formOf(z.toJSONSchema(z.object({ count: z.int() })));
		expect(count?.field).toMatchObject({ kind: "number", min: null, max: null, integer: true });
	});

	test("follows references and the real branch of a nullable", () => {
		const [a, b] = formOf({
			type: "object",
			properties: { a: { $ref: "#/$defs/name" }, b: { anyOf: [{ type: "number" }, { type: "null" }] } },
			$defs: { name: { type: "string", maxLength: 10 } },
		});
		expect(a?.field).toMatchObject({ kind: "text", maxLength: 10 });
		expect(b?.field.kind).toBe("number");
	});

	test.each([
		["bars", "Bar"],
		["emphasis", "Emphasis"],
		["press", "Press"],
	])("an item of %s is called %s", (key, label) => {
		const [list] = formOf({ type: "object", properties: { [key]: { type: "array", items: { type: "string" } } } });
		expect(list?.field.kind === "list" && list.field.item.label).toBe(label);
	});

	test("a reference that goes round in circles ends", () => {
		const [a] = formOf({ type: "object", properties: { a: { $ref: "#/$defs/a" } }, $defs: { a: { $ref: "#/$defs/a" } } });
		expect(a?.field.kind).toBe("json");
	});
});

describe("what is wrong is said at its field", () => {
	test("nothing, when all is well", () => expect(validateForm(form, good)).toEqual({}));

	test.each([
		[{ ...good, title: "" }, "title", "Title is needed."],
		[{ ...good, title: "x".repeat(81) }, "title", "At most 80 characters; this has 81."],
		[{ value: 3, points: ["one"] }, "title", "Title is needed."],
		[{ ...good, decimals: 1.5 }, "decimals", "Write a whole number."],
		[{ ...good, decimals: 4 }, "decimals", "At most 3."],
		[{ ...good, background: "red" }, "background", "Write a colour like #1a2b3c."],
		[{ ...good, align: "right" }, "align", "Choose one of left, center."],
		[{ ...good, points: [] }, "points", "At least 1 here."],
		[{ ...good, points: ["a", "b", "c", "d"] }, "points", "At most 3 here."],
		[{ ...good, points: ["a", ""] }, "points.1", "Point is needed."],
		[{ ...good, bars: [{ label: "a", value: Number.NaN }] }, "bars.0.value", "Write a number."],
		[{ ...good, left: { title: "", points: [] } }, "left.title", "Title is needed."],
	])("case %#", (value, path, message) => expect(validateForm(form, value)).toEqual({ [path]: message }));
});

describe("values", () => {
	test("an emptied optional field leaves the props, a needed one stays", () => {
		expect(putValue({ ...good, quote: "x" }, "quote", field("quote"), "")).toEqual(good);
		expect(putValue(good, "title", field("title"), "")).toEqual({ ...good, title: "" });
	});

	test("a new item of a list is something the list accepts", () => {
		const bars = field("bars");
		if (bars.kind !== "list") throw new Error("bars is a list");
		expect(validateForm(form, { ...good, bars: [initialOf(bars.item)] })).toEqual({});
	});

	test.each([
		["fromValue", "From value"],
		["accent2", "Accent2"],
		["call_to_action", "Call to action"],
	])("%s is called %s", (key, label) => expect(humanLabel(key)).toBe(label));
});
