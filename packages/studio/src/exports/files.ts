import { EXPORT_FORMATS, type Export, StoryDreamError } from "@storydream/protocol";
import type { ExportRecord } from "../records/records.ts";

/** Media type of an export's file, for browsers and object stores. */
export function mediaTypeOf({ settings }: Pick<ExportRecord, "settings">): string {
	return EXPORT_FORMATS[settings.codec].mediaType;
}

/** A finished film. */
export interface ExportFile {
	fileName: string;
	mediaType: string;
	bytes: number;
	/** Both ends included. */
	open(range?: { start: number; end: number }): Promise<NodeJS.ReadableStream>;
}

/** Where a film is kept among the objects. */
export function filePath(record: Pick<ExportRecord, "id" | "projectId" | "settings">): string {
	return `repos/${record.projectId}/exports/${record.id}.${record.settings.codec}`;
}

/** What the API says of an export. An error is one only when it has failed. */
export function toExport(record: ExportRecord): Export {
	const { ownerId: _owner, tokenHash: _token, ...shown } = record;
	return {
		...shown,
		error: record.state === "failed" ? record.error : null,
		fileUrl: record.state === "done" ? `/api/exports/${record.id}/file` : null,
	};
}

export function notThere(): StoryDreamError {
	return new StoryDreamError("not_found", "There is no such export.", { hint: "Load the list of exports again." });
}
