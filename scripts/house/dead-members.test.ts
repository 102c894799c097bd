import { expect, it } from "vitest";
import { deadMembers, usersByArea } from "./dead-members.ts";

const file = (path: string, text: string) => ({ path, text });
const dead = (...files: { path: string; text: string }[]) => deadMembers(files, usersByArea(files)).map(({ name }) => name);

it("a member is alive when it is read by name, by destructuring or by a string", () => {
	const declared = file("packages/a/src/x.ts", "export interface X { read: 1; taken: 1; keyed: 1; dead: 1 }");
	const reader = file(
		"packages/a/src/y.ts",
		'const { taken, other = x.read } = x; pick(x, "keyed"); x.dead = 1; make({ dead: 1 });',
	);
	expect(dead(declared, reader)).toEqual(["dead"]);
});

it("a field of a zod schema is a member", () => {
	expect(dead(file("packages/a/src/x.ts", "export const X = z.object({ shown: z.string(), dead: z.int() }); x.shown;"))).toEqual([
		"dead",
	]);
});

it("another package counts as a reader only when it imports from the one that declares", () => {
	const declared = file("packages/a/src/x.ts", "export interface X { one: 1 }");
	const stranger = file("packages/b/src/x.ts", "y.one;");
	const user = file("packages/c/src/x.ts", 'import { X } from "@storydream/a"; x.one;');
	expect(dead(declared, stranger)).toEqual(["one"]);
	expect(dead(declared, stranger, user)).toEqual([]);
});

it("a test is no reader", () => {
	expect(dead(file("packages/a/src/x.ts", "interface X { one: 1 }"), file("packages/a/src/x.test.ts", "x.one;"))).toEqual([
		"one",
	]);
});
