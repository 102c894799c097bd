import { expect, test } from "vitest";
import { checkFonts } from "./doctor-fonts.ts";

test("glyphs-missing: the doctor names the scripts that no font of this machine has", async () => {
	const latin = await checkFonts(async (codePoint) => codePoint < 0x600);
	expect(latin).toMatchObject({ what: "Fonts", state: "limited" });
	expect(latin.detail).toContain("Japanese, Chinese, Korean, Devanagari (Hindi)");
	expect(latin.detail).not.toMatch(/Greek|Cyrillic|Hebrew/);
	expect(latin.next).toContain("apt install");
	expect((await checkFonts(async () => true)).state).toBe("ok");
});

test("where fonts can't be listed the doctor says so", async () => {
	const finding = await checkFonts(async () => {
		throw new Error("spawn fc-list ENOENT");
	});
	expect(finding).toMatchObject({ state: "limited", detail: expect.stringContaining("can't be listed") });
});
