import { createHash } from "node:crypto";
import type { PartCopy, RecordCopies } from "../records/records.ts";

/** So many records are put at once, and so many bytes of them: a request must not grow too large. */
const AT_ONCE = 40;
const BYTES_AT_ONCE = 1_000_000;

/** Stands for a record: the same for the same record, whichever store it was read from. */
export function digestOf(copy: PartCopy): string {
	return createHash("sha256").update(JSON.stringify(copy)).digest("base64");
}

export const keyOf = ({ kind, record }: PartCopy): string => `${kind} ${record.id}`;

/** The records of a project by their keys, as digests. */
export async function digestsOf(copies: RecordCopies, projectId: string): Promise<Map<string, string>> {
	const digests = new Map<string, string>();
	for await (const copy of copies.parts(projectId)) digests.set(keyOf(copy), digestOf(copy));
	return digests;
}

/** Puts records a batch at a time. `flush` puts the last ones. */
export function batches(copies: RecordCopies): { put(copy: PartCopy): Promise<void>; flush(): Promise<void> } {
	let waiting: PartCopy[] = [];
	let bytes = 0;
	const flush = async () => {
		if (waiting.length > 0) await copies.put(waiting);
		waiting = [];
		bytes = 0;
	};
	return {
		async put(copy) {
			waiting.push(copy);
			bytes += JSON.stringify(copy).length;
			if (waiting.length >= AT_ONCE || bytes >= BYTES_AT_ONCE) await flush();
		},
		flush,
	};
}
