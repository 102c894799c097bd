import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";

export interface MadeCommit {
	sha: string;
	tree: string;
	/** A git bundle of this one commit on its parent. */
	bundle: Buffer;
}

export interface CommitPlan {
	parent: string;
	/** All files of the tree, at its root. */
	files: Record<string, string | Buffer>;
	message?: string;
	/** Name of the branch in the bundle. */
	ref?: string;
}

const TYPES = { commit: 1, tree: 2, blob: 3 } as const;

/**
 * A commit and its bundle, made without git: races and kills need hundreds of them. What git itself makes of a work tree
 * is tested with the Writer.
 */
export function makeCommit({ parent, files, message = "Change it", ref = "refs/heads/main" }: CommitPlan): MadeCommit {
	const objects: { type: keyof typeof TYPES; content: Buffer; id: string }[] = [];
	const add = (type: keyof typeof TYPES, content: Buffer) => {
		const id = createHash("sha1").update(`${type} ${content.length}\0`).update(content).digest("hex");
		if (!objects.some((known) => known.id === id)) objects.push({ type, content, id });
		return id;
	};
	const entries = Object.keys(files)
		.sort()
		.map((name) => {
			const id = add("blob", Buffer.from(files[name] ?? ""));
			return Buffer.concat([Buffer.from(`100644 ${name}\0`), Buffer.from(id, "hex")]);
		});
	const tree = add("tree", Buffer.concat(entries));
	const author = "A person <person@example.com> 1800000000 +0000";
	const sha = add("commit", Buffer.from(`tree ${tree}\nparent ${parent}\nauthor ${author}\ncommitter ${author}\n\n${message}\n`));
	const header = Buffer.alloc(12);
	header.write("PACK");
	header.writeUInt32BE(2, 4);
	header.writeUInt32BE(objects.length, 8);
	const packed = objects.flatMap(({ type, content }) => [sizeOf(TYPES[type], content.length), deflateSync(content)]);
	const pack = Buffer.concat([header, ...packed]);
	const sum = createHash("sha1").update(pack).digest();
	return { sha, tree, bundle: Buffer.concat([Buffer.from(`# v2 git bundle\n-${parent} \n${sha} ${ref}\n\n`), pack, sum]) };
}

/** Type and length of an object as a pack writes them: four bits of the length, then seven a byte. */
function sizeOf(type: number, length: number): Buffer {
	const bytes = [];
	let byte = (type << 4) | (length & 15);
	let rest = length >>> 4;
	while (rest > 0) {
		bytes.push(byte | 0x80);
		byte = rest & 0x7f;
		rest >>>= 7;
	}
	return Buffer.from([...bytes, byte]);
}
