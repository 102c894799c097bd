import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { SOURCES } from "./walls.ts";

const packages = path.join(import.meta.dirname, "../../../..");
const Manifest = z.object({ dependencies: z.record(z.string(), z.string()).default({}) });

/** The packages of this checkout that one of them needs, with all that those need. */
async function neededBy(name: string, seen = new Set<string>()): Promise<Set<string>> {
	if (seen.has(name)) return seen;
	seen.add(name);
	const { dependencies } = Manifest.parse(JSON.parse(await readFile(path.join(packages, name, "package.json"), "utf8")));
	const own = Object.keys(dependencies).flatMap((each) => /^@storydream\/(.+)$/.exec(each)?.[1] ?? []);
	for (const each of own) await neededBy(each, seen);
	return seen;
}

it("the walls show a sandbox every package of this checkout that it needs, and the template", async () => {
	expect([...SOURCES].sort()).toEqual([...(await neededBy("sandbox")), "template"].sort());
});

it.each(["sandbox", "studio"])("the image of the %s has every package of this checkout that it needs", async (name) => {
	const recipe = await readFile(path.join(packages, "../deploy/docker", `${name}.Dockerfile`), "utf8");
	for (const each of await neededBy(name)) {
		expect(recipe).toMatch(new RegExp(`^COPY packages/${each} packages/${each}$`, "m"));
		expect(recipe).toMatch(new RegExp(`^COPY packages/${each}/package.json packages/${each}/$`, "m"));
	}
});
