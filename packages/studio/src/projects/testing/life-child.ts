import { writeSync } from "node:fs";
import { pino } from "pino";
import { z } from "zod";
import { createRepositories } from "../../repositories/index.ts";
import { makeCommit } from "../../repositories/testing/commit-bundle.ts";
import type { Sessions } from "../../sessions/sessions.ts";
import { createProjectsCore } from "../projects.ts";
import { type Death, fatalStores } from "./fatal-stores.ts";
import { openStores, type StoresAddress } from "./stores.ts";

/*
 * A studio's life with projects in small: finishes deletions, makes a project, publishes on it until its packs are
 * joined, keeps a transcript, ends a session, deletes an older project. Lives it as often as it is instructed to, each time
 * until the death that was chosen, and prints a line for everything that was acknowledged to a person. Started by
 * killed-between.integration.test.ts.
 */
const Task = z.object({
	stores: z.custom<StoresAddress>(),
	cacheDir: z.string(),
	/** One for each life; null: it is lived to its end. */
	deaths: z.array(
		z.object({ operation: z.int(), when: z.enum(["before", "after"]), how: z.enum(["kill", "freeze"]) }).nullable(),
	),
});
const task = Task.parse(JSON.parse(process.argv[2] ?? ""));
const user = { id: "anonymous", name: "A person", email: "person@example.com" };
const say = (line: string) => writeSync(1, `${line}\n`);

async function live(death: Death | null): Promise<void> {
	const opened = await openStores(task.stores);
	const { records, objects, count, died } = fatalStores(opened.records, opened.objects, death);
	const repositories = await createRepositories({ records, objects, cacheDir: task.cacheDir, maxPacks: 2, graceMs: 0 });
	// No sandbox runs here: the two verbs that projects call have nothing to do.
	const sessions = { endSession: async () => {}, broadcast: () => {} } as unknown as Sessions;
	const projects = createProjectsCore({ records, objects, repositories, sessions, logger: pino({ level: "silent" }) });
	const whole = async () => {
		await projects.resumeDeletions();
		const { id } = await projects.create(user, { name: "A film" });
		say(`created ${id}`);
		for (let round = 0; round < 4; round++) {
			const expectedHead = (await projects.record(user, id)).currentCommitSha;
			const { sha, bundle } = makeCommit({ parent: expectedHead, files: { "a.txt": `${round}`, "b.txt": "b".repeat(5_000) } });
			const result = await repositories.publish(id, { expectedHead, newHead: sha, bundle, agentSessionId: "agent" });
			if (!result.published) throw new Error("Nobody else publishes here.");
			say(`acknowledged ${id} ${sha}`);
			await repositories.appendTranscript(id, "agent", await repositories.transcriptBytes(id, "agent"), Buffer.from(`${sha}\n`));
			say(`kept ${id} ${sha}`);
			await repositories.settled();
		}
		await repositories.writeSource(id);
		await repositories.compactTranscript(id, "agent");
		const { projects: all } = await projects.list(user, { limit: 100 });
		const oldest = all.at(-1);
		if (oldest && all.length > 4) {
			say(`deleting ${oldest.id}`);
			await projects.remove(user, oldest.id);
			say(`deleted ${oldest.id}`);
		}
		say(`operations ${count()}`);
	};
	await Promise.race([whole(), died.then(() => say("died"))]);
}

for (const death of task.deaths) await live(death);
// What is frozen would keep the process from ending by itself.
process.exit(0);
