import { StoryDreamError } from "@storydream/protocol";
import { isSameCopy, type PartCopy, type ProjectCopy, RecordCopySchema } from "../records/records.ts";
import { unreadable } from "./backup-format.ts";
import { drain, type Entry, parsed, proveBackup, readBackup } from "./backup-read.ts";
import { hashOf, putProved } from "./bytes.ts";
import { folderOf, hashInName, type Stores, type TransferProgress } from "./installation.ts";
import { batches, digestOf, digestsOf, keyOf } from "./target-records.ts";

export interface RestoreOptions {
	/** A backup that `writeBackup` made. */
	file: string;
	to: Stores;
	/** Restore also where something is kept already: projects of the backup take the place of those with the same id. */
	replace?: boolean;
	onProgress?: (progress: TransferProgress) => void;
	/** Ends it; restoring the same file again goes on. */
	signal?: AbortSignal;
}

export interface RestoreReport {
	projects: number;
	objects: number;
	records: number;
	/** When the backup was made, ISO 8601. */
	madeAt: string;
}

/** Says which backup is being restored here: so a restore that was killed may be repeated. */
const MARKS = "restoring/";

/**
 * Restores a backup. All of the file is read and proved before anything is written, and a project is seen when it is
 * whole. Throws `bad_request` for a file that is no whole backup, and `conflict` where something is kept already; then
 * nothing was changed.
 */
export async function restoreBackup(options: RestoreOptions): Promise<RestoreReport> {
	const { file, to, replace = false, signal, onProgress } = options;
	const progress: TransferProgress = { step: "checking", projects: { done: 0, total: 0 }, bytes: { done: 0, total: 0 } };
	const tell = () => onProgress?.(structuredClone(progress));
	const onBytes = (count: number) => {
		progress.bytes.done += count;
		tell();
	};
	tell();
	const { head, end, whole } = await proveBackup(file, { signal, onBytes });
	const mark = `${MARKS}${head.id}`;
	const repeated = (await to.objects.head(mark)) !== null;
	if (!repeated && !replace && !(await isEmpty(to))) {
		throw new StoryDreamError("conflict", "Something is kept there already: a backup is restored into an empty installation.", {
			hint: "Name another place, or give --replace: then projects of the backup take the place of those with the same id.",
		});
	}
	await to.objects.put(mark, Buffer.from(`${JSON.stringify(head)}\n`), { mode: "replace" });

	const report: RestoreReport = { projects: 0, objects: 0, records: 0, madeAt: head.createdAt };
	progress.step = "copying";
	progress.projects.total = end.projects;
	progress.bytes = { done: 0, total: end.bytes };
	tell();
	const hasTemplate = (await to.objects.head("templates/default/template.json")) !== null;
	let section: Section | null = null;

	async function see(entry: Entry): Promise<void> {
		const { name, text, body, size } = entry;
		if (name.kind === "object" && name.section === null) {
			const own = name.path.startsWith("templates/") && hasTemplate;
			if (own || (!replace && (await to.objects.head(name.path)) !== null)) return drain(body);
			if (await standsWhole(to, name.path, size, signal)) return drain(body);
			await putProved(to.objects, name.path, body, { mode: "replace", signal });
			report.objects++;
			return;
		}
		if (!("section" in name) || name.section === null || !whole.has(name.section)) return drain(body);
		if (name.kind === "project") {
			const copy = parsed(file, RecordCopySchema, await text());
			if (copy.kind !== "project") throw unreadable(file, "it is damaged");
			section = await openSection(to, copy, { repeated, signal });
			return;
		}
		if (section === null) throw unreadable(file, "it is damaged");
		if (name.kind === "object") return section.putObject(name.path, body, size);
		if (name.kind === "records") {
			for (const line of (await text()).split("\n").filter((one) => one !== "")) {
				const copy = parsed(file, RecordCopySchema, line);
				if (copy.kind === "project") throw unreadable(file, "it is damaged");
				await section.putPart(copy);
			}
			return;
		}
		await drain(body);
		const done = await section.finish();
		report.projects++;
		report.objects += done.objects;
		report.records += done.records;
		section = null;
		progress.projects.done++;
		tell();
	}

	const again = await readBackup(file, see, { signal, onBytes });
	if (again.sha256 !== end.sha256) throw unreadable(file, "it was changed while it was restored");
	await to.objects.remove(mark);
	return report;
}

/** Whether an object that is named after its hash is there with just these bytes: a disk may have changed them since. */
async function standsWhole({ objects }: Stores, path: string, size: number, signal?: AbortSignal): Promise<boolean> {
	const named = hashInName(path);
	if (named === null || (await objects.head(path))?.bytes !== size) return false;
	return (await hashOf(objects, path, signal)) === named;
}

/** Nothing that a person made; a template may be there. */
async function isEmpty({ records, objects }: Stores): Promise<boolean> {
	for await (const _ of records.copies.projectIds()) return false;
	for await (const _ of objects.list("repos/")) return false;
	return true;
}

interface Section {
	putObject(path: string, body: Entry["body"], size: number): Promise<void>;
	putPart(copy: PartCopy): Promise<void>;
	/** Shows the project. */
	finish(): Promise<{ objects: number; records: number }>;
}

/** Begins to restore one project: what stands in its place is cleared away, unless it is what a restore of this file finished. */
async function openSection(
	to: Stores,
	project: ProjectCopy,
	{ repeated, signal }: { repeated: boolean; signal: AbortSignal | undefined },
): Promise<Section> {
	const { id } = project.record;
	const { copies } = to.records;
	const folder = folderOf(project.record);
	const there = await copies.project(id);
	if (repeated && there !== null && isSameCopy(there, project)) {
		return { putObject: (_, body) => drain(body), putPart: async () => {}, finish: async () => ({ objects: 0, records: 0 }) };
	}
	await copies.clear(id);
	const batch = batches(copies);
	const paths = new Set<string>();
	const digests = new Map<string, string>();
	let objects = 0;
	return {
		async putObject(path, body, size) {
			if (!path.startsWith(folder)) throw new StoryDreamError("bad_request", `The backup puts ${path} where it does not belong.`);
			paths.add(path);
			if (await standsWhole(to, path, size, signal)) return drain(body);
			await putProved(to.objects, path, body, { mode: "replace", signal });
			objects++;
		},
		async putPart(copy) {
			if (copy.record.projectId !== id)
				throw new StoryDreamError("bad_request", "The backup holds a message of another project.");
			digests.set(keyOf(copy), digestOf(copy));
			await batch.put(copy);
		},
		async finish() {
			await batch.flush();
			for await (const { path } of to.objects.list(folder)) if (!paths.has(path)) await to.objects.remove(path);
			const kept = await digestsOf(copies, id);
			for (const [key, digest] of digests) if (kept.get(key) !== digest) throw notKept(project);
			if (kept.size !== digests.size) throw notKept(project);
			await copies.put([project]);
			return { objects, records: digests.size + 1 };
		},
	};
}

function notKept({ record }: ProjectCopy): StoryDreamError {
	return new StoryDreamError("storage_failed", `What was stored of “${record.name}” (${record.id}) is not what is read back.`, {
		hint: "See that nothing else works with this installation, then restore the same file again.",
	});
}
