import { expect, test } from "vitest";
import { addTags } from "./element-tags.ts";

test("a drawn element is marked with the file, line and column it is written at", () => {
	const code = `export const A = () => (\n\t<div className="x">\n\t\t<Thing><span>é😀</span></Thing>\n\t</div>\n);\n`;
	expect(addTags(code, "src/scenes/A.tsx")).toBe(
		`export const A = () => (\n\t<div data-source="src/scenes/A.tsx:2:2" className="x">\n\t\t<Thing><span data-source="src/scenes/A.tsx:3:10">é😀</span></Thing>\n\t</div>\n);\n`,
	);
});

test("marks after letters outside of ASCII stand at the right place", () => {
	const code = `const text = "日本😀"; export const A = () => <p>{text}</p>;`;
	expect(addTags(code, "a.tsx")).toBe(`const text = "日本😀"; export const A = () => <p data-source="a.tsx:1:45">{text}</p>;`);
});

test("elements with type arguments, components and members are distinguished", () => {
	expect(addTags(`const A = () => <Foo.div><g:a /><rect width={1} /></Foo.div>;`, "a.tsx")).toBe(
		`const A = () => <Foo.div><g:a /><rect data-source="a.tsx:1:33" width={1} /></Foo.div>;`,
	);
});

test("objects of a 3D scene are left alone", () => {
	expect(addTags(`import { ThreeCanvas } from "@remotion/three"; const A = () => <line />;`, "a.tsx")).toBeNull();
	expect(addTags(`const A = () => <mesh />;`, "a.tsx")).toBeNull();
});

test("code that does not parse is left to the compiler to complain about", () => {
	expect(addTags(`const A = () => <div>{</div>;`, "a.tsx")).toBeNull();
});
