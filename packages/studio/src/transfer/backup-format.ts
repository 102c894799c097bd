import { createHash } from "node:crypto";
import { StoryDreamError } from "@storydream/protocol";
import { z } from "zod";

/*
 * A backup is a tar, compressed with zstd:
 *
 *   backup.json                        what it is, and when it was made
 *   projects/{n}/project.json          a project's record; all of one number belongs to it
 *   projects/{n}/objects/{path}        its objects, under their whole paths
 *   projects/{n}/records/{m}.ndjson    its messages and exports, one a line
 *   projects/{n}/end.json              whether it held still while it was read; else it follows again under another number
 *   objects/{path}                     objects of no project
 *   end.json                           the hash of all of it
 */

export const FORMAT = 1;

export const Head = z.object({ format: z.literal(FORMAT), id: z.string().regex(/^[a-z2-7]{20}$/), createdAt: z.string() });
export type Head = z.infer<typeof Head>;

export const SectionEnd = z.object({ whole: z.boolean() });

export const End = z.object({
	projects: z.int().nonnegative(),
	/** Of all entries. */
	bytes: z.int().nonnegative(),
	sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type End = z.infer<typeof End>;

export type EntryName =
	| { kind: "head" }
	| { kind: "project"; section: number }
	| { kind: "object"; section: number | null; path: string }
	| { kind: "records"; section: number }
	| { kind: "section-end"; section: number }
	| { kind: "end" };

/** What an entry is, by its name; null: nothing that a backup has. */
export function parseEntryName(name: string): EntryName | null {
	if (name === "backup.json") return { kind: "head" };
	if (name === "end.json") return { kind: "end" };
	const [, number, rest = ""] = /^projects\/(\d{1,9})\/(.+)$/.exec(name) ?? [];
	if (number === undefined) return name.startsWith("objects/") ? { kind: "object", section: null, path: name.slice(8) } : null;
	const section = Number(number);
	if (rest === "project.json") return { kind: "project", section };
	if (rest === "end.json") return { kind: "section-end", section };
	if (/^records\/\d{1,9}\.ndjson$/.test(rest)) return { kind: "records", section };
	return rest.startsWith("objects/") ? { kind: "object", section, path: rest.slice(8) } : null;
}

/** One hash over the entries in their order: names, lengths and bytes. */
export class Chain {
	readonly #hash = createHash("sha256");
	bytes = 0;

	begin(name: string, size: number): void {
		this.#hash.update(`${name}\n${size}\n`);
		this.bytes += size;
	}

	add(chunk: Buffer): void {
		this.#hash.update(chunk);
	}

	digest(): string {
		return this.#hash.copy().digest("hex");
	}
}

export function unreadable(file: string, why: string, cause?: unknown): StoryDreamError {
	return new StoryDreamError("bad_request", `${file} can't be restored: ${why}.`, {
		hint: "Use another backup. Nothing was restored from this one.",
		...(cause === undefined ? {} : { cause }),
	});
}
