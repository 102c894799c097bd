import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const text = readFileSync(join(root, "docs/failures.md"), "utf8");
const rows = text.split("\n").filter((line) => line.startsWith("| ") && !line.includes("| tests |"));
const cited = rows.flatMap((row) =>
	[...row.matchAll(/`((?:packages|e2e|scripts)\/[^`]+\.tsx?)` “([^”]+)”/g)].map(([, file = "", title = ""]) => ({ file, title })),
);

describe("docs/failures.md", () => {
	it("cites a test in every row", () => {
		expect(rows.length).toBeGreaterThan(40);
		for (const row of rows) expect(row).toMatch(/`[^`]+` “[^”]+” \|$|`[^`]+` “[^”]+”(?:, `[^`]+` “[^”]+”)* \|$/);
	});

	it.each(cited)("cites a test that exists: $file “$title”", ({ file, title }) => {
		expect(readFileSync(join(root, file), "utf8")).toContain(title);
	});
});
