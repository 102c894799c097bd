import { open } from "node:fs/promises";
import { StoryDreamError } from "@storydream/protocol";

export interface BundleHeader {
	/** Commits a repository must have before it can take the bundle in. */
	prerequisites: string[];
	refs: { sha: string; name: string }[];
	/** Where the pack begins, in bytes. */
	packAt: number;
}

/** A header names a branch and a few commits: this is far more than one needs. Git is started for each of them. */
const MAX_HEADER = 256_000;
const MAX_NAMED = 100;

/** Reads the text at the start of a git bundle. Throws `bad_request` when the file is none we understand. */
export async function readBundleHeader(file: string): Promise<BundleHeader> {
	const handle = await open(file, "r");
	try {
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(MAX_HEADER), 0, MAX_HEADER, 0);
		return parseBundleHeader(buffer.subarray(0, bytesRead));
	} finally {
		await handle.close();
	}
}

/** The same, from the first bytes of a bundle. */
export function parseBundleHeader(start: Buffer): BundleHeader {
	const end = start.indexOf("\n\n");
	if (end < 0) throw broken();
	const [signature, ...lines] = start.subarray(0, end).toString("utf8").split("\n");
	if (lines.length > MAX_NAMED) throw broken();
	if (signature !== "# v2 git bundle" && signature !== "# v3 git bundle") throw broken();
	const header: BundleHeader = { prerequisites: [], refs: [], packAt: end + 2 };
	for (const line of lines) {
		if (line.startsWith("@")) {
			// The only capability we can take: anything else changes what the pack means.
			if (line !== "@object-format=sha1") throw broken();
			continue;
		}
		const prerequisite = /^-([0-9a-f]{40})( |$)/.exec(line)?.[1];
		const [, sha, name] = /^([0-9a-f]{40}) (\S+)$/.exec(line) ?? [];
		if (prerequisite !== undefined) header.prerequisites.push(prerequisite);
		else if (sha !== undefined && name !== undefined) header.refs.push({ sha, name });
		else throw broken();
	}
	return header;
}

function broken(): StoryDreamError {
	return new StoryDreamError("bad_request", "This is not a git bundle the studio can read.");
}
