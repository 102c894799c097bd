import { expect, test } from "vitest";
import { restOf } from "./stable-exports.ts";

const scene = (body: string, schema = "z.object({ title: z.string() })") =>
	`import { z } from "zod";\nconst SIZE = 5;\nexport const titleSchema = ${schema};\nexport const Title = ({ title }) => {\n\t${body}\n};\nfunction Helper() {\n\treturn <p>${body}</p>;\n}\n`;

test("an edit inside of components leaves the rest of the module as it was", () => {
	const before = restOf(scene("return <h1>{title}</h1>;"), "a.tsx");
	expect(before).toEqual(restOf(scene("return <h2>{title}!</h2>;"), "a.tsx"));
	expect(before?.names).toEqual(["titleSchema"]);
});

test("an edit of a schema, a constant or an import changes the rest", () => {
	const before = restOf(scene("return null;"), "a.tsx");
	expect(restOf(scene("return null;", "z.object({})"), "a.tsx")?.text).not.toBe(before?.text);
	expect(restOf(scene("return null;").replace("= 5", "= 6"), "a.tsx")?.text).not.toBe(before?.text);
	expect(restOf(scene("return null;").replace('"zod"', '"zod/v4"'), "a.tsx")?.text).not.toBe(before?.text);
});

test("a module whose exports are not known one by one is left to the refresh", () => {
	expect(restOf(`export * from "./other.ts";`, "a.tsx")).toBeNull();
	expect(restOf("export default () => null;", "a.tsx")).toBeNull();
	expect(restOf("const A = 1; export { A };", "a.tsx")).toBeNull();
	expect(restOf("export const Film = (;", "a.tsx")).toBeNull();
});
