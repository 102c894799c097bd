import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { ExportRecord, MessageRecord, ProjectRecord } from "./records.ts";
import { ExportRecordSchema, MessageRecordSchema, ProjectRecordSchema } from "./schemas.ts";

/** A project as it is moved to another store: its record, and the position its next message gets. */
export interface ProjectCopy {
	kind: "project";
	record: ProjectRecord;
	nextPosition: number;
}

/** What belongs to a project, as it is moved. */
export type PartCopy = { kind: "message"; record: MessageRecord } | { kind: "export"; record: ExportRecord };

export type RecordCopy = ProjectCopy | PartCopy;

/** A copy as it lies in a file. */
export const RecordCopySchema: z.ZodType<RecordCopy> = z.union([
	z.object({ kind: z.literal("project"), record: ProjectRecordSchema, nextPosition: z.int().nonnegative() }),
	z.object({ kind: z.literal("message"), record: MessageRecordSchema }),
	z.object({ kind: z.literal("export"), record: ExportRecordSchema }),
]);

/**
 * How all that is known is carried from one store to another, whoever it belongs to, those projects too whose deletion
 * has begun. Sessions are not carried: they belong to sandboxes that run.
 *
 * A project is to be put last of what belongs to it: until then nothing of it can be seen.
 */
export interface RecordCopies {
	/** All projects, by id, ascending. */
	projectIds(): AsyncIterable<string>;
	project(id: string): Promise<ProjectCopy | null>;
	/** Messages and exports of a project in no certain order, also of one that is not there (yet). */
	parts(projectId: string): AsyncIterable<PartCopy>;
	/**
	 * Keeps records exactly as they are: all of them, or none. One that is there already is left as it is; throws
	 * `conflict` when that is another one. At most 50 at once. Answers how many were not there.
	 */
	put(copies: readonly RecordCopy[]): Promise<number>;
	/** Removes a project and what belongs to it, the project first. Safe to repeat, and when it is not there. */
	clear(projectId: string): Promise<void>;
}

/** Whether two records of the same kind and id are the same in every field. */
export function isSameCopy(one: RecordCopy, other: RecordCopy): boolean {
	return isDeepStrictEqual(one, other);
}
