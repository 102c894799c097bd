import { Readable } from "node:stream";
import { createZstdCompress } from "node:zlib";
import { git, gitOutput } from "./git.ts";

const BLOCK = 512;
/** For a big project's tree and a slow reader. */
const DEADLINE_MS = 10 * 60_000;

/**
 * The tree of a commit as tar.zst, as a stream: `.storydream/commit` (the raw commit object) first, then `.storydream/tree`
 * (the tree as `git ls-tree -r -z` lists it, only where a tar can't say all of it), then every file as git holds it, byte
 * for byte. The stream fails with a GitFailure when git does.
 */
export function sourceArchive(gitDir: string, sha: string): Readable {
	const tar = Readable.from(sourceTar(gitDir, sha), { objectMode: false });
	const archive = createZstdCompress();
	tar.on("error", (error) => archive.destroy(error));
	archive.on("close", () => tar.destroy());
	return tar.pipe(archive);
}

async function* sourceTar(gitDir: string, sha: string): AsyncGenerator<Buffer> {
	const { stdout: commit } = await git(gitDir, ["cat-file", "commit", sha], { maxOutput: 1_000_000 });
	yield tarEntry(".storydream/commit", commit);
	const { stdout: listing } = await git(gitDir, ["ls-tree", "-r", "-z", "--full-tree", sha]);
	if (!isListed(listing)) yield tarEntry(".storydream/tree", listing);
	// Attributes of the project can't leave out or change files here: info/attributes of the clone stands above them.
	yield* gitOutput(gitDir, ["archive", "--format=tar", sha], { deadlineMs: DEADLINE_MS });
}

/** Whether a tar says all of a listing: versions of earlier releases hold other repositories, and names that are not text. */
function isListed(listing: Buffer): boolean {
	const text = listing.toString("utf8");
	return Buffer.from(text).equals(listing) && !/(^|\0)(?!(100644|100755|120000) )[0-7]{6} /.test(text);
}

/** One file of a tar (ustar), without the archive's end: another tar may follow. */
function tarEntry(name: string, content: Buffer): Buffer {
	const header = Buffer.alloc(BLOCK);
	const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, "0")}\0`;
	header.write(name, 0);
	header.write(octal(0o644, 7), 100);
	header.write(octal(0, 7), 108);
	header.write(octal(0, 7), 116);
	header.write(octal(content.length, 11), 124);
	header.write(octal(0, 11), 136);
	header.write("        0", 148);
	header.write("ustar\x0000", 257);
	const sum = header.reduce((total, byte) => total + byte, 0);
	header.write(`${octal(sum, 6)} `, 148);
	const padding = Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK);
	return Buffer.concat([header, content, padding]);
}
