import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { leftoverName } from "../leftovers.ts";
import { type Context, findProject } from "./context.ts";
import { git } from "./git.ts";
import { publish } from "./publish.ts";
import type { PublishResult } from "./repositories.ts";

const IDENTITY = { NAME: "StoryDream", EMAIL: "studio@storydream.local" };

/** See Repositories.revert. The project's lock is held. */
export async function revert(
	context: Context,
	projectId: string,
	{ from, to, title }: { from: string; to: string; title: string },
): Promise<PublishResult> {
	const gitDir = await context.clones.ensure(await findProject(context, projectId));
	const env = Object.fromEntries(
		["AUTHOR", "COMMITTER"].flatMap((role) => Object.entries(IDENTITY).map(([key, value]) => [`GIT_${role}_${key}`, value])),
	);
	const input = `${title}\n\nStoryDream-Kind: restore\n`;
	const made = await git(gitDir, ["commit-tree", `${to}^{tree}`, "-p", from], { input, env });
	const newHead = made.stdout.toString("utf8").trim();
	// A bundle holds what a ref names.
	const ref = `refs/storydream/${leftoverName()}`;
	const bundle = context.clones.temporary();
	try {
		await git(gitDir, ["update-ref", ref, newHead]);
		await git(gitDir, ["bundle", "create", "--quiet", bundle, ref, `^${from}`]);
		return await publish(context, projectId, { expectedHead: from, newHead, bundle: createReadStream(bundle) });
	} finally {
		await git(gitDir, ["update-ref", "-d", ref], { okCodes: [1, 128] });
		await rm(bundle, { force: true });
	}
}
