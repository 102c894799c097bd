import { describe, expect, it } from "vitest";
import { familyOf, tokenize } from "./tokens";
import { columnsOf, lengthOf, typedPart, typeset } from "./typeset";

const kindsOf = (code: string, file?: string) =>
	tokenize(code, file)
		.flat()
		.filter(({ text }) => text.trim() !== "")
		.map(({ kind, text }) => `${kind} ${text}`);

describe("pieces of code", () => {
	it.each([
		[
			"a.ts",
			'const a = f("x"); // y',
			["keyword const", "plain a", "sign =", "call f", "sign (", 'string "x"', "sign )", "sign ;", "comment // y"],
		],
		["a.py", "def f(x): # y", ["keyword def", "call f", "sign (", "plain x", "sign )", "sign :", "comment # y"]],
		[
			"a.css",
			"a { color: #ff0055; }",
			["plain a", "sign {", "plain color", "sign :", "sign #", "plain ff0055", "sign ;", "sign }"],
		],
		["a.sql", "SELECT 1 -- all", ["keyword SELECT", "number 1", "comment -- all"]],
		["a.json", '{"a": "b"}', ["sign {", 'call "a"', "sign :", 'string "b"', "sign }"]],
		["a.html", '<p class="x">', ["sign <", "keyword p", "call class", "sign =", 'string "x"', "sign >"]],
		["a.ts", "class Äpfel {}", ["keyword class", "type Äpfel", "sign {", "sign }"]],
	])("of %s: %s", (file, code, wanted) => {
		expect(kindsOf(code, file)).toEqual(wanted);
	});

	it.each(["const a = `one\ntwo`;\n\n/* three\nfour */", 'x = "never closed\ny = 1', "日本語 = 'あ' # ん", ""])(
		"together are the code %j",
		(code) => {
			const text = tokenize(code, "a.ts").map((line) => line.map((token) => token.text).join(""));
			expect(text.join("\n")).toBe(code);
		},
	);

	it("are recognised by the code itself where no file is named", () => {
		expect(familyOf(undefined, "def f():\n  pass")).toBe("hash");
		expect(familyOf(undefined, "<div>")).toBe("markup");
		expect(familyOf(undefined, "let a = 1;")).toBe("c");
	});
});

describe("code in a box", () => {
	const box = { width: 600, height: 400, maxSize: 50, minSize: 20, lineHeight: 1.5, column: 0.6 };

	it("stands in it at a readable size, its lines whole where they can be", () => {
		const { fontSize, rows } = typeset(tokenize("const answer = 42;\nprint(answer);"), box);
		expect(rows.map(({ continued }) => continued)).toEqual([false, false]);
		expect(fontSize * 0.6 * "const answer = 42;".length).toBeLessThanOrEqual(600.01);
	});

	it("loses no sign of a line that needs several rows", () => {
		const code = `const words = "${"a word ".repeat(30)}";\n${"x".repeat(90)}`;
		const { fontSize, rows } = typeset(tokenize(code, "a.ts"), box);
		expect(rows.length * fontSize * 1.5).toBeLessThanOrEqual(400.5);
		expect(
			Math.max(...rows.map((row) => columnsOf(row.tokens.map(({ text }) => text).join("")) * fontSize * 0.6)),
		).toBeLessThanOrEqual(610);
		const written = rows.map((row) => row.tokens.map(({ text }) => text).join("")).join("");
		expect(written.replaceAll(/\s/g, "")).toBe(code.replaceAll(/\s/g, ""));
	});

	it("is divided where the typing stands", () => {
		const [tokens = []] = tokenize("let a = 1;");
		const { typed, rest } = typedPart(tokens, 5);
		expect([typed, rest].map((part) => part.map(({ text }) => text).join(""))).toEqual(["let a", " = 1;"]);
		expect(lengthOf({ tokens })).toBe(10);
	});
});
