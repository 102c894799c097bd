import { join } from "node:path";
import { afterEach, beforeEach, expect } from "vitest";
import type { Objects } from "../../objects/objects.ts";
import type { Records } from "../../records/records.ts";
import { createRepositories, type RepositoriesOptions } from "../index.ts";
import type { Repositories } from "../repositories.ts";
import { makeCommit } from "../testing/commit-bundle.ts";
import { projectRecord, temporaryFolder, writeTemplate } from "../testing/fixtures.ts";
import { runGit, Writer } from "../testing/writer.ts";

/** The stores the histories are kept in, empty, and ended by `close`. Both are what several studios share. */
export interface StoresUnderTest {
	records: Records;
	objects: Objects;
	close: () => Promise<void>;
}

/** Histories on stores of their own for each case, and what the cases do with them. */
export interface RepositoriesUnderTest {
	stores: StoresUnderTest;
	/** Everything of this case on the disk; the template is below it in `template`. */
	folder: string;
	/** What the verbs below use unless they are given another. */
	repositories: Repositories;
	/** All that were opened in this case. */
	opened: Repositories[];
	/** What was written, by verb, since it was last emptied. */
	writes: string[];
	/** Histories with a cache of their own, as another studio on the same stores has them. */
	openRepositories: (cache: string, more?: Partial<RepositoriesOptions>) => Promise<Repositories>;
	/** Makes a project of the template, and answers its first commit. */
	newProject: (id: string, from?: Repositories) => Promise<string>;
	head: (id: string) => Promise<string>;
	/** Publishes a commit that holds `a.txt` alone, and answers it. */
	publishOne: (id: string, text: string, message?: string, from?: Repositories) => Promise<string>;
	openWriter: (id: string, name?: string, from?: Repositories) => Promise<Writer>;
	/** Git finds nothing wrong with the clone. */
	fsck: (id: string, from?: Repositories) => Promise<void>;
	/** What objects there are below a prefix, without it. */
	paths: (prefix: string) => Promise<string[]>;
}

/** Opens histories on empty stores before every case of the `describe` it is called in, and ends them after. */
export function useRepositories(open: () => Promise<StoresUnderTest>): RepositoriesUnderTest {
	let stores: StoresUnderTest;
	let folder: string;
	let removeFolder: () => Promise<void>;
	let repositories: Repositories;
	let opened: Repositories[];
	let writes: string[];

	beforeEach(async () => {
		stores = await open();
		({ folder, remove: removeFolder } = await temporaryFolder("repositories"));
		opened = [];
		writes = [];
		repositories = await openRepositories("a");
		await writeTemplate(join(folder, "template"));
	});
	afterEach(async () => {
		for (const one of opened) await one.settled();
		await stores.close();
		await removeFolder();
	});

	async function openRepositories(cache: string, more: Partial<RepositoriesOptions> = {}): Promise<Repositories> {
		const one = await createRepositories({
			records: stores.records,
			objects: counted(stores.objects, writes),
			cacheDir: join(folder, `cache-${cache}`),
			...more,
		});
		opened.push(one);
		return one;
	}

	async function newProject(id: string, from = repositories): Promise<string> {
		await from.publishTemplate(join(folder, "template"));
		const made = await from.initialise(id);
		await stores.records.projects.create(projectRecord(id, made));
		return made.currentCommitSha;
	}

	async function head(id: string): Promise<string> {
		const project = await stores.records.projects.get(id);
		if (!project) throw new Error(`there is no project ${id}`);
		return project.currentCommitSha;
	}

	async function publishOne(id: string, text: string, message = "Change it", from = repositories): Promise<string> {
		const expectedHead = await head(id);
		const { sha, bundle } = makeCommit({ parent: expectedHead, files: { "a.txt": text }, message });
		expect(await from.publish(id, { expectedHead, newHead: sha, bundle })).toMatchObject({ published: true });
		return sha;
	}

	return {
		get stores() {
			return stores;
		},
		get folder() {
			return folder;
		},
		get repositories() {
			return repositories;
		},
		set repositories(other) {
			repositories = other;
		},
		get opened() {
			return opened;
		},
		get writes() {
			return writes;
		},
		openRepositories,
		newProject,
		head,
		publishOne,
		openWriter: (id, name = "writer", from = repositories) => Writer.open(from, id, join(folder, name)),
		fsck: async (id, from = repositories) =>
			expect(await runGit(await from.clone(id), ["fsck", "--strict", "--full", "--no-dangling"])).toBe(""),
		paths: async (prefix) => {
			const found: string[] = [];
			for await (const { path } of stores.objects.list(prefix)) found.push(path.slice(prefix.length));
			return found;
		},
	};
}

/** The same store, telling each write by its verb and path. */
function counted(objects: Objects, writes: string[]): Objects {
	return {
		...objects,
		put: (path, body, options) => {
			writes.push(`put ${path}`);
			return objects.put(path, body, options);
		},
		putFile: (path, file, options) => {
			writes.push(`putFile ${path}`);
			return objects.putFile(path, file, options);
		},
		copy: (from, to) => {
			writes.push(`copy ${to}`);
			return objects.copy(from, to);
		},
	};
}
