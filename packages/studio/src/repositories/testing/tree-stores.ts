import path from "node:path";
import type { TreeLimits } from "@storydream/protocol";
import { createDiskObjects } from "../../objects/disk/index.ts";
import type { Objects } from "../../objects/objects.ts";
import type { Records } from "../../records/records.ts";
import { createSqliteRecords } from "../../records/sqlite/index.ts";
import { createRepositories, type Repositories } from "../index.ts";
import { projectRecord, temporaryFolder, writeTemplate } from "./fixtures.ts";
import { type SandboxProject, sandboxProject } from "./sandbox-project.ts";

/** A studio's stores with a small template, for tests of what is saved and opened. */
export interface TreeStores {
	/** Removed at the end. */
	folder: string;
	records: Records;
	objects: Objects;
	repositories: Repositories;
	/** @returns its id */
	newProject(): Promise<string>;
	/** @param limits of its versions; default: those of the product */
	newSandbox(limits?: TreeLimits): Promise<SandboxProject>;
	close(): Promise<void>;
}

export async function openTreeStores(name: string): Promise<TreeStores> {
	const { folder, remove } = await temporaryFolder(name);
	const template = path.join(folder, "template");
	await writeTemplate(template);
	const records = createSqliteRecords({ file: path.join(folder, "storydream.db") });
	const objects = await createDiskObjects({ directory: path.join(folder, "objects") });
	const repositories = await createRepositories({ records, objects, cacheDir: path.join(folder, "cache") });
	await repositories.publishTemplate(template);
	let count = 0;
	return {
		folder,
		records,
		objects,
		repositories,
		async newProject() {
			count += 1;
			const id = `project-${count}`;
			await records.projects.create(projectRecord(id, await repositories.initialise(id)));
			return id;
		},
		newSandbox(limits) {
			count += 1;
			const stores = { records, repositories, ...(limits === undefined ? {} : { limits }) };
			return sandboxProject(path.join(folder, `sandbox-${count}`), template, stores);
		},
		async close() {
			await repositories.settled();
			await records.close();
			await remove();
		},
	};
}
