import { copyProject } from "./copy-project.ts";
import { type Stores, type TransferProblem, type TransferProgress, Trouble } from "./installation.ts";
import { type MirrorOptions, mirror } from "./mirror.ts";
import { eachAtOnce } from "./parallel.ts";

export interface CopyOptions {
	from: Stores;
	to: Stores;
	/** A project that is in the target already, and differs, gives way to the source's. Default: it is reported as a problem. */
	replace?: boolean;
	/** How objects that are there already are compared; default by their hashes, for which both are read. */
	compare?: MirrorOptions["compare"];
	onProgress?: (progress: TransferProgress) => void;
	/** Ends it between two operations; what was copied stays, and the next copy goes on from there. */
	signal?: AbortSignal;
}

export interface CopyReport {
	/** Projects that are now whole and the same in the target. */
	projects: number;
	objects: { copied: number; bytes: number; same: number };
	/** Records that were put. */
	records: number;
	/** What was not copied, and why. */
	problems: TransferProblem[];
}

const PROJECTS_AT_ONCE = 3;
const TEMPLATE = "templates/default/template.json";

/**
 * Copies all that an installation keeps to other stores, and reads back what it wrote. Nothing of the source is changed.
 * Can be ended at any moment and done again: then only the rest is copied. What the target has besides is left there.
 *
 * Throws StoryDreamErrors for what stops all of it (a store that does not answer, a full disk), and what `signal` is
 * aborted with.
 */
export async function copyInstallation(options: CopyOptions): Promise<CopyReport> {
	const { from, to, signal, replace = false, compare = "hash" } = options;
	const report: CopyReport = { projects: 0, objects: { copied: 0, bytes: 0, same: 0 }, records: 0, problems: [] };
	const progress: TransferProgress = { step: "counting", projects: { done: 0, total: 0 }, bytes: { done: 0, total: 0 } };
	const tell = () => options.onProgress?.(structuredClone(progress));
	const onBytes = (count: number) => {
		progress.bytes.done += count;
		tell();
	};
	const troubled = async (projectId: string | null, work: () => Promise<void>) => {
		try {
			await work();
		} catch (error) {
			if (!(error instanceof Trouble)) throw error;
			report.problems.push({ projectId, message: error.message, hint: error.hint });
		}
	};
	const addObjects = (more: CopyReport["objects"]) => {
		report.objects.copied += more.copied;
		report.objects.bytes += more.bytes;
		report.objects.same += more.same;
	};

	tell();
	const seen = new Set<string>();
	for await (const id of from.records.copies.projectIds()) seen.add(id);
	progress.projects.total = seen.size;
	if (from.objects !== to.objects) {
		for await (const { bytes } of from.objects.list("")) {
			signal?.throwIfAborted();
			progress.bytes.total += bytes;
		}
	}
	progress.step = "copying";
	tell();

	const copyOne = (id: string) =>
		troubled(id, async () => {
			signal?.throwIfAborted();
			const copied = await copyProject(id, { from, to, replace, compare, signal, onBytes });
			addObjects(copied.objects);
			report.records += copied.records;
			report.projects++;
		}).finally(() => {
			progress.projects.done++;
			tell();
		});
	for (let round: Iterable<string> = [...seen]; ; ) {
		await eachAtOnce(round, PROJECTS_AT_ONCE, copyOne);
		const fresh: string[] = [];
		for await (const id of from.records.copies.projectIds()) if (!seen.has(id)) fresh.push(id);
		if (fresh.length === 0) break;
		for (const id of fresh) seen.add(id);
		progress.projects.total = seen.size;
		round = fresh;
	}

	if (from.objects !== to.objects) {
		// What belongs to no project: the template, unless a studio has put its own there, and what a broken-off beginning left.
		const hasTemplate = (await to.objects.head(TEMPLATE)) !== null;
		const skip = (path: string) => {
			const [room, id = ""] = path.split("/");
			return room === "repos" ? seen.has(id) : room !== "templates" || hasTemplate;
		};
		await troubled(null, async () => {
			const { objects: source } = from;
			addObjects(
				await mirror("", { from: source, to: to.objects, mayReplace: false, compare, known: new Map(), skip, signal, onBytes }),
			);
		});
	}
	return report;
}
