import { transformWithOxc } from "vite";
import { expect, test } from "vitest";
import { originalPosition } from "./positions.ts";

test("a place in compiled code is found again in its source", async () => {
	const source = `import { a } from "b";\n\ninterface Gone {\n\tx: number;\n}\n\nexport const f = () => {\n\tthrow new Error("here");\n};\n`;
	const { code, map } = await transformWithOxc(source, "/film/src/f.ts", { sourcemap: true });
	const lines = code.split("\n");
	const line = lines.findIndex((text) => text.includes("throw")) + 1;
	const column = (lines[line - 1] ?? "").indexOf("new Error") + 1;
	const mappings = map && "mappings" in map ? String(map.mappings) : "";
	expect(originalPosition(mappings, line, column)).toMatchObject({ source: 0, line: 8, column: 8 });
});

test("a line without a mapping has no place", () => {
	expect(originalPosition("AAAA;;", 2, 1)).toBeNull();
	expect(originalPosition("", 5, 1)).toBeNull();
});
