import { StoryDreamError } from "@storydream/protocol";
import type { z } from "zod";

/**
 * Where a page ended: the sorting fields of its last record, not a count, so that what is added or removed meanwhile
 * neither repeats nor hides anything. Opaque to callers.
 */
export function toCursor(fields: readonly (string | number)[]): string {
	return Buffer.from(JSON.stringify(fields)).toString("base64url");
}

/** Throws `bad_request` for anything `toCursor` did not make for this list. */
export function fromCursor<T extends z.ZodType>(cursor: string, schema: T): z.infer<T> {
	try {
		return schema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
	} catch (cause) {
		throw new StoryDreamError("bad_request", "The cursor of the list is not one this studio gave.", {
			hint: "Load the list again from its start.",
			cause,
		});
	}
}
