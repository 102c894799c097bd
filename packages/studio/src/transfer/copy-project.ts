import { isSameCopy, type ProjectCopy } from "../records/records.ts";
import { folderOf, missing, namedObjects, restless, type Stores, Trouble } from "./installation.ts";
import { type MirrorOptions, mirror } from "./mirror.ts";
import { batches, digestOf, digestsOf, keyOf } from "./target-records.ts";

export interface ProjectOptions {
	from: Stores;
	to: Stores;
	/** A project that is there already, and differs, gives way to the source's. */
	replace: boolean;
	compare: MirrorOptions["compare"];
	signal?: AbortSignal | undefined;
	onBytes: (count: number) => void;
}

export interface ProjectCopied {
	objects: { copied: number; bytes: number; same: number };
	records: number;
}

/** A project that changes while it is read is read again so often. */
const PASSES = 6;

/**
 * Copies one project: objects, then what belongs to it, then the project itself, so that it can be seen when it is whole.
 * It is done when a pass over both sides found them the same. Throws Trouble where that can't be reached; then an
 * unfinished project is not to be seen in the target.
 */
export async function copyProject(id: string, options: ProjectOptions): Promise<ProjectCopied> {
	const { from, to, replace, compare, signal, onBytes } = options;
	const shared = { records: from.records === to.records, objects: from.objects === to.objects };
	const source = from.records.copies;
	const target = to.records.copies;
	const known = new Map<string, string>();
	const done: ProjectCopied = { objects: { copied: 0, bytes: 0, same: 0 }, records: 0 };
	/** Whether what stands in the target is our own unfinished work. */
	let ours = false;
	let last: ProjectCopy | null = null;

	for (let pass = 0; pass < PASSES; pass++) {
		signal?.throwIfAborted();
		const before = await source.project(id);
		if (before === null) {
			// Deleted meanwhile: what we made of it goes too.
			if (ours && !shared.records) await target.clear(id);
			if (ours && !shared.objects && last !== null) await to.objects.removeAll(folderOf(last.record));
			return done;
		}
		last = before;
		const there = shared.records ? null : await target.project(id);
		if (!shared.records && there === null) ours = true;
		const mayReplace = replace || ours;
		if (there !== null && !isSameCopy(there, before)) {
			if (!mayReplace) throw other(before);
			if (!shared.objects) await lookFor(from, before);
			await target.clear(id);
			ours = true;
			continue;
		}
		let wrote = false;

		if (!shared.objects) {
			const needed = new Set(namedObjects(before.record));
			// Before anything of the target gives way: the source may be the older one.
			if (replace) await lookFor(from, before);
			const first = pass === 0;
			const count = (bytes: number) => first && onBytes(bytes);
			const mirrorOptions = { from: from.objects, to: to.objects, mayReplace, compare, known, signal, onBytes: count };
			const mirrored = await mirror(folderOf(before.record), mirrorOptions, needed);
			done.objects.copied += mirrored.copied;
			done.objects.bytes += mirrored.bytes;
			if (first) done.objects.same = mirrored.same;
			const after = await source.project(id);
			if (mirrored.moved || after === null || !isSameCopy(before, after)) continue;
			const [lost] = needed;
			if (lost !== undefined) throw missing(before.record, lost);
			wrote = mirrored.copied > 0;
		}
		if (!shared.records) {
			const parts = await copyParts(before, options, there !== null);
			if (parts === "differs") {
				if (!mayReplace) throw other(before);
				await target.clear(id);
				ours = true;
				continue;
			}
			done.records += parts;
			const after = await source.project(id);
			if (after === null || !isSameCopy(before, after)) continue;
			if (there === null) done.records += await target.put([before]);
			wrote ||= parts > 0 || there === null;
		}
		if (!wrote) return done;
	}
	if (ours && !shared.records) await target.clear(id);
	throw last === null ? new Trouble(`The project ${id} kept changing.`, "Stop the studio.") : restless(last.record);
}

/** Throws Trouble when the source has not got what the project's record names. */
async function lookFor({ objects }: Stores, { record }: ProjectCopy): Promise<void> {
	for (const path of namedObjects(record)) if ((await objects.head(path)) === null) throw missing(record, path);
}

/** Puts the messages and exports that the target has not. Answers how many, or that it holds others. */
async function copyParts(project: ProjectCopy, options: ProjectOptions, finished: boolean): Promise<number | "differs"> {
	const { from, to, replace, signal } = options;
	const { id } = project.record;
	const there = await digestsOf(to.records.copies, id);
	const batch = batches(to.records.copies);
	let count = 0;
	for await (const copy of from.records.copies.parts(id)) {
		signal?.throwIfAborted();
		const digest = there.get(keyOf(copy));
		there.delete(keyOf(copy));
		if (digest === digestOf(copy)) continue;
		// A project that can be seen is never changed in place.
		if (digest !== undefined || (finished && !replace)) return "differs";
		await batch.put(copy);
		count++;
	}
	if (there.size > 0) return "differs";
	await batch.flush();
	return count;
}

function other({ record }: ProjectCopy): Trouble {
	return new Trouble(
		`“${record.name}” (${record.id}) is in the target already, and is not the same there.`,
		"It was left as it is. Give --replace to put the source's in its place.",
	);
}
