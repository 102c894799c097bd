import { StoryDreamError } from "@storydream/protocol";
import type { ObjectInfo, Objects } from "../objects/objects.ts";
import { hashOf, putProved } from "./bytes.ts";
import { damaged, hashInName, Trouble } from "./installation.ts";
import { eachAtOnce } from "./parallel.ts";

export interface MirrorOptions {
	from: Objects;
	to: Objects;
	/** What stands in the target may be overwritten, and what the source has not may be removed. */
	mayReplace: boolean;
	/** How what is there already is compared. */
	compare: "hash" | "length";
	/** Objects known to be the same, with the moment they were stored in the source; added to. */
	known: Map<string, string>;
	/** Objects that are nobody's business here, in either store. */
	skip?: (path: string) => boolean;
	signal?: AbortSignal | undefined;
	onBytes: (count: number) => void;
}

export interface Mirrored {
	/** Objects that were put. */
	copied: number;
	bytes: number;
	/** Objects that were there already, and are the same. */
	same: number;
	/** An object went away while it was about to be copied. */
	moved: boolean;
}

const AT_ONCE = 6;

/**
 * Makes what lies below a prefix in the target the same as in the source. What is there already is left as it is. Throws
 * Trouble for what differs and may not be replaced, and for what is damaged in the source.
 */
export async function mirror(prefix: string, options: MirrorOptions, needed: Set<string> = new Set()): Promise<Mirrored> {
	const { from, to, mayReplace, compare, known, signal, onBytes, skip = () => false } = options;
	const result: Mirrored = { copied: 0, bytes: 0, same: 0, moved: false };

	async function copy({ path, createdAt }: ObjectInfo, there: ObjectInfo | null): Promise<void> {
		const opened = await from.open(path);
		if (opened === null) {
			result.moved = true;
			return;
		}
		const mode = mayReplace && there !== null ? "replace" : "write-once";
		const hash = await putProved(to, path, opened.body, { mode, signal, onBytes }).catch((error: unknown) => {
			throw error instanceof StoryDreamError && error.code === "conflict" ? differs(path) : error;
		});
		const named = hashInName(path);
		if (named !== null && named !== hash) {
			await to.remove(path);
			throw damaged(path);
		}
		result.copied++;
		result.bytes += opened.info.bytes;
		known.set(path, createdAt);
	}

	async function isSame(source: ObjectInfo, target: ObjectInfo): Promise<boolean> {
		if (source.bytes !== target.bytes) return false;
		if (compare === "length" || known.get(source.path) === source.createdAt) return true;
		const [one, other] = await Promise.all([hashOf(from, source.path, signal), hashOf(to, target.path, signal)]);
		return one !== null && one === other;
	}

	await eachAtOnce(pairs(from.list(prefix), to.list(prefix)), AT_ONCE, async ([source, target]) => {
		signal?.throwIfAborted();
		if (skip((source ?? target)?.path ?? "")) return;
		if (source === null) {
			if (target !== null && mayReplace && !known.has(target.path)) await to.remove(target.path);
			return;
		}
		needed.delete(source.path);
		if (target === null) return copy(source, null);
		if (await isSame(source, target)) {
			result.same++;
			known.set(source.path, source.createdAt);
			onBytes(source.bytes);
			return;
		}
		if (!mayReplace) throw differs(source.path);
		await copy(source, target);
	});
	return result;
}

function differs(path: string): Trouble {
	return new Trouble(
		`${path} is in the target already, with another content.`,
		"It was left as it is. Give --replace to put the source's in its place.",
	);
}

/** Two lists in the order of their paths, side by side. */
async function* pairs(
	sources: AsyncIterable<ObjectInfo>,
	targets: AsyncIterable<ObjectInfo>,
): AsyncGenerator<[ObjectInfo | null, ObjectInfo | null]> {
	const [left, right] = [sources[Symbol.asyncIterator](), targets[Symbol.asyncIterator]()];
	const next = async (list: AsyncIterator<ObjectInfo>): Promise<ObjectInfo | null> => {
		const step = await list.next();
		return step.done ? null : step.value;
	};
	try {
		let [source, target] = [await next(left), await next(right)];
		while (source !== null || target !== null) {
			if (source !== null && (target === null || source.path < target.path)) {
				yield [source, null];
				source = await next(left);
			} else if (target !== null && (source === null || target.path < source.path)) {
				yield [null, target];
				target = await next(right);
			} else {
				yield [source, target];
				[source, target] = [await next(left), await next(right)];
			}
		}
	} finally {
		await Promise.all([left.return?.(), right.return?.()]);
	}
}
