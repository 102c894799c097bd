import { writeSync } from "node:fs";
import { join } from "node:path";
import { createDiskObjects } from "../../objects/disk/index.ts";
import { createSqliteRecords } from "../../records/sqlite/index.ts";
import { createRepositories } from "../index.ts";
import { makeCommit } from "./commit-bundle.ts";

/*
 * Publishes commits on the project `one` until it is killed, and prints a line for each one that was acknowledged. Started
 * by kill.integration.test.ts with the folder of the stores.
 */
const folder = process.argv[2] ?? "";
const records = createSqliteRecords({ file: join(folder, "storydream.db") });
const objects = await createDiskObjects({ directory: join(folder, "objects") });
// Joins packs and removes old ones all the time, so that the kill meets that, too.
const repositories = await createRepositories({ records, objects, cacheDir: join(folder, "cache"), maxPacks: 3, graceMs: 0 });
const say = (line: string) => writeSync(1, `${line}\n`);

say("ready");
for (let round = 0; ; round++) {
	const expectedHead = (await records.projects.get("one"))?.currentCommitSha ?? "";
	const { sha, bundle } = makeCommit({
		parent: expectedHead,
		files: { "a.txt": `${process.pid} ${round}`, "b.txt": "b".repeat(round * 100) },
	});
	const result = await repositories.publish("one", { expectedHead, newHead: sha, bundle });
	if (!result.published) throw new Error("somebody else published");
	say(`acknowledged ${sha}`);
	const offset = await repositories.transcriptBytes("one", "agent");
	await repositories.appendTranscript("one", "agent", offset, Buffer.from(`${sha}\n`));
	say(`kept ${sha}`);
	if (round % 4 === 3) await repositories.writeSource("one");
	if (round % 5 === 4) await repositories.compactTranscript("one", "agent");
}
