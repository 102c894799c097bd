import { StoryDreamError } from "@storydream/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseBundleHeader } from "./bundle-header.ts";

const A = "a".repeat(40);
const B = "b".repeat(40);

describe("the start of a bundle", () => {
	it("names what it builds on, what it ends at, and where the pack begins", () => {
		const start = `# v2 git bundle\n-${A} The subject – of the commit\n${B} refs/heads/main\n\n`;
		const packAt = Buffer.byteLength(start);
		expect(parseBundleHeader(Buffer.from(`${start}PACK…`))).toEqual({
			prerequisites: [A],
			refs: [{ sha: B, name: "refs/heads/main" }],
			packAt,
		});
	});

	it("may be of version 3 when its objects are named as ours are", () => {
		expect(parseBundleHeader(Buffer.from(`# v3 git bundle\n@object-format=sha1\n${B} HEAD\n\nPACK`)).refs).toEqual([
			{ sha: B, name: "HEAD" },
		]);
		for (const capability of ["@object-format=sha256", "@filter=blob:none"]) {
			expect(() => parseBundleHeader(Buffer.from(`# v3 git bundle\n${capability}\n${B} HEAD\n\nPACK`))).toThrow(StoryDreamError);
		}
	});

	it.each([`-${A} one of many`, `${B} refs/heads/one-of-many`])(
		"is refused when it names far more commits than a turn makes: git is started for each",
		(line) => {
			const header = (count: number) => Buffer.from(`# v2 git bundle\n${`${line}\n`.repeat(count)}\nPACK`);
			expect(() => parseBundleHeader(header(100))).not.toThrow();
			expect(() => parseBundleHeader(header(101))).toThrow(expect.objectContaining({ code: "bad_request" }));
		},
	);

	it("is refused when it is anything else", () => {
		for (const text of [
			"",
			"\n\n",
			"PACK\n\n",
			`# v2 git bundle\n${B} main`,
			`# v2 git bundle\n${B}\n\n`,
			`# v2 git bundle\n-${A}x\n\n`,
			"# v4 git bundle\n\n",
		]) {
			expect(() => parseBundleHeader(Buffer.from(text))).toThrow(expect.objectContaining({ code: "bad_request" }));
		}
	});

	it("never makes anything but a header or a refusal of any bytes", () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, signed) => {
				const start = Buffer.concat([Buffer.from(signed ? "# v2 git bundle\n" : ""), bytes, Buffer.from("\n\n")]);
				try {
					const header = parseBundleHeader(start);
					for (const { sha, name } of header.refs) expect(`${sha} ${name}`).toMatch(/^[0-9a-f]{40} \S+$/);
				} catch (error) {
					expect(error).toBeInstanceOf(StoryDreamError);
				}
			}),
		);
	});
});
