import { expect, test } from "vitest";
import { deleteOuterLinks } from "./outer-links.ts";

/** Counts how often a link is read. */
class Counted extends Map<string, string> {
	reads = 0;
	override get(path: string): string | undefined {
		this.reads += 1;
		return super.get(path);
	}
}

test.each<[string, Record<string, string>, string[]]>([
	["out by itself", { a: "/etc", b: "../up", c: "src" }, ["a", "b"]],
	["through one that leads out", { a: "b/x", b: "/etc" }, ["a", "b"]],
	["in a circle", { a: "b", b: "a" }, []],
])("takes away what leads %s", (_how, links, outer) => {
	expect(deleteOuterLinks(new Map(Object.entries(links))).sort()).toEqual([...outer].sort());
});

test("reads each of many links a few times, however many of them lead out", () => {
	const count = 1_000;
	const links = new Counted();
	for (let at = 0; at < count; at += 1) links.set(`in${at}`, "src");
	for (let at = 0; at < count; at += 1) links.set(`out${at}`, "/etc");
	expect(deleteOuterLinks(links)).toHaveLength(count);
	expect(links.reads).toBeLessThan(10 * count);
});
