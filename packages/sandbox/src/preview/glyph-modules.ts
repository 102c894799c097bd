import { readFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";

const NAMES = ["glyphs.ts", "letters.ts"];

/**
 * The check for letters without a font as JavaScript, for a page that is not the preview's: modules by the name under which
 * they import each other. `glyphs.ts` exports `missingLetters`.
 */
export async function glyphModules(): Promise<Map<string, string>> {
	const sources = await Promise.all(
		NAMES.map(async (name) => stripTypeScriptTypes(await readFile(new URL(`./page/${name}`, import.meta.url), "utf8"))),
	);
	return new Map(NAMES.map((name, index) => [name, sources[index] ?? ""]));
}
