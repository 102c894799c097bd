import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Finding } from "./doctor-finding.ts";

const run = promisify(execFile);
const DEADLINE_MS = 10_000;

/** Scripts that people write films in, each by a letter that its fonts have. */
const SCRIPTS: Record<string, number> = {
	Japanese: 0x3042,
	Chinese: 0x4e2d,
	Korean: 0xd55c,
	"Devanagari (Hindi)": 0x0928,
	Bengali: 0x0995,
	Tamil: 0x0ba4,
	Thai: 0x0e44,
	Arabic: 0x0639,
	Hebrew: 0x05e9,
	Greek: 0x03a9,
	Cyrillic: 0x0416,
	emoji: 0x1f469,
};

/** Whether a font of this machine has a letter. Throws where the fonts can't be listed. */
async function hasLetter(codePoint: number): Promise<boolean> {
	const { stdout } = await run("fc-list", [`:charset=${codePoint.toString(16)}`], { timeout: DEADLINE_MS });
	return stdout.trim() !== "";
}

/** Names the scripts that films of this machine would show as boxes. */
export async function checkFonts(has: (codePoint: number) => Promise<boolean> = hasLetter): Promise<Finding> {
	const missing: string[] = [];
	try {
		for (const [script, codePoint] of Object.entries(SCRIPTS)) if (!(await has(codePoint))) missing.push(script);
	} catch {
		return {
			what: "Fonts",
			state: "limited",
			detail: "the fonts of this machine can't be listed",
			next: "Install fontconfig to see which scripts films can show.",
		};
	}
	if (missing.length === 0) return { what: "Fonts", state: "ok", detail: "films can show every script that is looked for" };
	return {
		what: "Fonts",
		state: "limited",
		detail: `no font for ${missing.join(", ")}: films show these as boxes`,
		next: "Install fonts that have them, for example `apt install fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji`.",
	};
}
