import { expect, test } from "vitest";
import { readWorkspaceSearch } from "./index.ts";

test.each([
	[
		{ panel: "export", scene: "title-1" },
		{ panel: "export", scene: "title-1" },
	],
	[{ panel: "nothing", scene: "title-1" }, { scene: "title-1" }],
	[{ panel: "versions", scene: '"><script>' }, { panel: "versions" }],
	[{ scene: 5, other: "x" }, {}],
	[{ panel: "__proto__" }, {}],
])("of the address %j the workspace takes %j", (search, taken) => expect(readWorkspaceSearch(search)).toEqual(taken));
