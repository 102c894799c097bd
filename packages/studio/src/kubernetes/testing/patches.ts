import { z } from "zod";
import { Refusal } from "./objects.ts";

const Operation = z.object({
	op: z.enum(["add", "remove", "replace", "test", "copy", "move"]),
	path: z.string(),
	from: z.string().optional(),
	value: z.unknown().optional(),
});

/**
 * A JSON patch (RFC 6902) applied to a copy: all of it, or none. What does not fit, a `test` included, is the 422 that
 * Kubernetes answers.
 */
export function jsonPatch(target: object, patch: unknown): object {
	const operations = z.array(Operation).safeParse(patch);
	if (!operations.success) throw new Refusal(400, "BadRequest", "error decoding patch: it is no JSON patch");
	const root: { document: unknown } = { document: structuredClone(target) };
	for (const { op, path, from = "", value } of operations.data) {
		switch (op) {
			case "test":
				if (!same(read(root, path), value)) throw unfit(`testing value ${path} failed`);
				break;
			case "add":
				write(root, path, value, true);
				break;
			case "replace":
				if (read(root, path) === undefined) throw unfit(`replace operation does not apply: doc is missing key: ${path}`);
				write(root, path, value, false);
				break;
			case "remove":
				remove(root, path);
				break;
			case "copy":
				write(root, path, structuredClone(read(root, from)), true);
				break;
			case "move": {
				const moved = read(root, from);
				remove(root, from);
				write(root, path, moved, true);
			}
		}
	}
	return asObject(root.document);
}

/** A merge patch (RFC 7386) applied to a copy: null removes, objects are merged, anything else is put in place. */
export function mergePatch(target: unknown, patch: unknown): unknown {
	if (!isRecord(patch)) return patch;
	const merged: Record<string, unknown> = isRecord(target) ? { ...target } : {};
	for (const [key, value] of Object.entries(patch)) {
		if (value === null) delete merged[key];
		else merged[key] = mergePatch(merged[key], value);
	}
	return merged;
}

function unfit(why: string): Refusal {
	return new Refusal(422, "Invalid", `the server rejected our request due to an error in our request: ${why}`);
}

function partsOf(path: string): string[] {
	if (!path.startsWith("/")) throw unfit(`${path} is no path`);
	return ["document", ...path.slice(1).split("/")].map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** What holds the last part of a path, and that part. */
function place(root: object, path: string): { holder: Record<string, unknown> | unknown[]; key: string } {
	const parts = partsOf(path);
	const key = parts.pop() ?? "";
	let at: unknown = root;
	for (const part of parts) at = Array.isArray(at) ? at[Number(part)] : isRecord(at) ? at[part] : undefined;
	if (!Array.isArray(at) && !isRecord(at)) throw unfit(`doc is missing path: ${path}`);
	return { holder: at, key };
}

function read(root: object, path: string): unknown {
	const { holder, key } = place(root, path);
	return Array.isArray(holder) ? holder[Number(key)] : Object.hasOwn(holder, key) ? holder[key] : undefined;
}

function write(root: object, path: string, value: unknown, insert: boolean): void {
	const { holder, key } = place(root, path);
	if (!Array.isArray(holder)) {
		holder[key] = value;
		return;
	}
	const index = key === "-" ? holder.length : Number(key);
	if (!Number.isInteger(index) || index < 0 || index > holder.length) throw unfit(`${path} is out of bounds`);
	holder.splice(index, insert ? 0 : 1, value);
}

function remove(root: object, path: string): void {
	if (read(root, path) === undefined) throw unfit(`remove operation does not apply: doc is missing key: ${path}`);
	const { holder, key } = place(root, path);
	if (Array.isArray(holder)) holder.splice(Number(key), 1);
	else delete holder[key];
}

function same(one: unknown, other: unknown): boolean {
	if (isRecord(one) && isRecord(other)) {
		const keys = Object.keys(one);
		return keys.length === Object.keys(other).length && keys.every((key) => same(one[key], other[key]));
	}
	if (Array.isArray(one) && Array.isArray(other)) {
		return one.length === other.length && one.every((item, index) => same(item, other[index]));
	}
	return one === other;
}

function asObject(value: unknown): object {
	if (!isRecord(value)) throw unfit("nothing is left of the object");
	return value;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
