import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as protocol from "@storydream/protocol";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { exportsOf, isDocumented } from "./house/documented.ts";
import { listFiles } from "./house/sources.ts";

const root = join(import.meta.dirname, "..");
const exported = exportsOf(
	listFiles(root, /^packages\/protocol\/src\/[^/]+\.ts$/)
		.filter((path) => !path.includes(".test."))
		.map((path) => ({ path, text: readFileSync(join(root, path), "utf8") })),
);
const schemas = new Map(
	Object.entries(protocol).flatMap(([name, value]) => (value instanceof z.ZodType ? [[name, value] as const] : [])),
);

/** The example of a doc comment, as a value. It is our own text, so it may be run. */
function exampleOf(comment: string): unknown {
	const text = /@example\s+([\s\S]*?)\*\//.exec(comment)?.[1] ?? "";
	const code = text.replaceAll(/^\s*\*( |$)/gm, "");
	return new Function(`return (${code});`)();
}

describe("the comments of the protocol", () => {
	it("say of each export what it means, with an example", () => {
		expect(exported.filter((one) => !isDocumented(one)).map(({ name, place }) => `${place} ${name}`)).toEqual([]);
	});

	it.each(exported.filter(({ name }) => schemas.has(name)).map(({ name, comment }) => [name, comment] as const))(
		"show an example of %s that its schema takes",
		(name, comment) => {
			expect(schemas.get(name)?.safeParse(exampleOf(comment)).error).toBeUndefined();
		},
	);
});
