import { once } from "node:events";
import type { Readable } from "node:stream";
import { rulesOf, Storyboard, StoryDreamError, storyboardIssues, storyboardSentence } from "@storydream/protocol";
import { readTextOrNull, writeInside } from "../files/index.ts";
import type { Git } from "./git.ts";
import { writeObject } from "./loose-objects.ts";
import { indentOf, STORYBOARD_PATH, writeStoryboardText } from "./storyboard.ts";
import { checkStoryboardEdit } from "./storyboard-rules.ts";
import type { Tree, TreeEntry } from "./tree-objects.ts";

/** The storyboard that stands before the archive in a request's body; the archive stays to be read. */
export async function takeFilm(body: Readable, bytes: number): Promise<Storyboard> {
	const given = parseJson(await takeBytes(body, bytes));
	const parsed = Storyboard.safeParse(given);
	if (parsed.success) return parsed.data;
	const [issue] = storyboardIssues(given, rulesOf(null));
	throw new StoryDreamError("storyboard_invalid", issue ? storyboardSentence(issue, given) : "The storyboard can't be read.");
}

function parseJson(text: Buffer): unknown {
	try {
		return JSON.parse(text.toString("utf8"));
	} catch {
		throw new StoryDreamError("bad_request", "The storyboard before the archive is no JSON.");
	}
}

async function takeBytes(body: Readable, bytes: number): Promise<Buffer> {
	for (;;) {
		const read: Buffer | null = body.read(bytes);
		if (read?.length === bytes) return read;
		if (read !== null || body.readableEnded || body.destroyed) {
			throw new StoryDreamError("bad_request", "The body ends before the storyboard does.");
		}
		await Promise.race([once(body, "readable"), once(body, "end")]);
	}
}

/**
 * Writes a storyboard into the files of a version that are not in place yet, checked against that version's own sources.
 * @returns the version's tree with it
 * @throws StoryDreamError storyboard_invalid
 */
export async function withFilm(
	git: Git,
	version: { folder: string; tmp: string; tree: Tree },
	film: Storyboard,
): Promise<Map<string, TreeEntry>> {
	const { folder, tmp, tree } = version;
	await checkStoryboardEdit(film, { projectDir: folder, catalog: null, askCatalog: async () => null });
	const text = writeStoryboardText(film, indentOf(await readTextOrNull(folder, STORYBOARD_PATH)));
	await writeInside(folder, STORYBOARD_PATH, text, tmp);
	const mode = tree.get(STORYBOARD_PATH)?.mode === "100755" ? "100755" : "100644";
	return new Map([...tree, [STORYBOARD_PATH, { mode, id: await writeObject(git, "blob", Buffer.from(text)) }]]);
}
