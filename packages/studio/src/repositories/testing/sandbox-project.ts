import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { TreeLimits } from "@storydream/protocol";
import { layoutOf } from "../../../../sandbox/src/config.ts";
import { Project, readAndRemove } from "../../../../sandbox/src/project/index.ts";
import type { Records } from "../../records/records.ts";
import { type OpenedVersion, type OpeningClient, openNewestVersion } from "../../sessions/sandbox/open-version.ts";
import { createTestLogger } from "../../sessions/testing/test-logger.ts";
import type { Repositories } from "../repositories.ts";

/** A sandbox's part of a project, without the process around it: what is saved and opened is done by the real code. */
export interface SandboxProject {
	project: Project;
	/** The work tree. */
	folder: string;
	/** Puts the newest version that opens in place, as a session does. */
	open(projectId: string): Promise<OpenedVersion>;
	/** Commits the folder and stores it. Answers what was left out. */
	save(projectId: string): Promise<{ head: string | null; leftOut: { path: string; reason: string }[] }>;
}

/** @param template a folder with the files of a new project; dependencies are made beside it */
export async function sandboxProject(
	dir: string,
	template: string,
	stores: { records: Pick<Records, "projects">; repositories: Repositories; limits?: TreeLimits },
): Promise<SandboxProject> {
	const { records, repositories } = stores;
	await mkdir(path.join(template, "../node_modules/remotion"), { recursive: true });
	await writeFile(path.join(template, "../node_modules/remotion/package.json"), "{}");
	const layout = layoutOf({ dir, agentTmp: undefined });
	await mkdir(layout.tmp, { recursive: true });
	const project = new Project(layout, template, stores.limits);
	await (await project.prepare())();
	const client: OpeningClient = {
		openProject: (query, source) => project.open(query.sha, source ?? Readable.from([])),
		addBundle: (bundle) => project.addBundle(bundle),
	};
	return {
		project,
		folder: layout.project,
		async open(projectId) {
			const record = await records.projects.get(projectId);
			if (!record) throw new Error("no such project");
			const query = { projectId, sha: record.currentCommitSha, userName: "Ada", userEmail: "ada@example.org" };
			return openNewestVersion(client, record, query, { repositories, logger: createTestLogger() });
		},
		async save(projectId) {
			const expectedHead = project.head;
			const { head, leftOut } = await project.save({ title: "Change it", kind: "turn" });
			const bundle = await project.bundleSince(expectedHead);
			if (head !== null && bundle) {
				const bytes = await buffer(readAndRemove(bundle.file));
				const result = await repositories.publish(projectId, { expectedHead, newHead: head, bundle: bytes });
				if (!result.published) throw new Error("somebody else published");
			}
			return { head, leftOut: leftOut.paths };
		},
	};
}
