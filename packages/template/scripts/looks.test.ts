import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";

it("the looks load in Node as they are, for programs that plan films", () => {
	const file = new URL("../src/looks/index.ts", import.meta.url).href;
	const code = `import { chooseLook } from ${JSON.stringify(file)}; console.log(chooseLook(["neon"], "x").look)`;
	expect(execFileSync(process.execPath, ["--input-type=module", "-e", code], { encoding: "utf8" }).trim()).toBe("neon");
});
