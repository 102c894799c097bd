import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { cityTable } from "./city-table.ts";

it("the list of cities is what its npm package gives", () => {
	const file = readFileSync(new URL("../packages/template/public/maps/cities.tsv", import.meta.url), "utf8");
	expect(file === cityTable(), "run `node scripts/make-cities.ts`").toBe(true);
});
