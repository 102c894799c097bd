import { stat } from "node:fs/promises";
import { Readable, Transform } from "node:stream";
import type { Objects } from "../../objects/objects.ts";

/** What was asked of a store since the counts were last emptied. */
export interface Counts {
	/** Objects whose bytes were read, by path. */
	read: string[];
	/** Objects that were written or given a second name, by path. */
	written: string[];
	/** Listings, and looks for whether something is there. */
	looked: number;
	bytesRead: number;
	bytesWritten: number;
}

const none = (): Counts => ({ read: [], written: [], looked: 0, bytesRead: 0, bytesWritten: 0 });

/** The same store, counting what is asked of it. `counts.taken()` answers and empties. */
export function countObjects(objects: Objects): { objects: Objects; taken: () => Counts } {
	let counts = none();
	const through = (count: (bytes: number) => void) =>
		new Transform({
			transform(chunk: Buffer, _, done) {
				count(chunk.length);
				done(null, chunk);
			},
		});
	const counted: Objects = {
		...objects,
		async put(path, body, options) {
			counts.written.push(path);
			if (Buffer.isBuffer(body)) {
				counts.bytesWritten += body.length;
				return objects.put(path, body, options);
			}
			const passing = through((bytes) => {
				counts.bytesWritten += bytes;
			});
			body.once("error", (error) => passing.destroy(error));
			return objects.put(path, body.pipe(passing), options);
		},
		async putFile(path, file, options) {
			counts.written.push(path);
			counts.bytesWritten += (await stat(file)).size;
			return objects.putFile(path, file, options);
		},
		copy(from, to) {
			counts.written.push(to);
			return objects.copy(from, to);
		},
		head(path) {
			counts.looked++;
			return objects.head(path);
		},
		async read(path) {
			counts.read.push(path);
			const bytes = await objects.read(path);
			counts.bytesRead += bytes?.length ?? 0;
			return bytes;
		},
		async open(path, range) {
			counts.read.push(path);
			const opened = await objects.open(path, range);
			if (!opened) return null;
			const counting = async function* () {
				for await (const chunk of opened.body) {
					counts.bytesRead += chunk.length;
					yield chunk;
				}
			};
			return { info: opened.info, body: Readable.from(counting(), { objectMode: false }) };
		},
		list(prefix) {
			counts.looked++;
			return objects.list(prefix);
		},
	};
	return {
		objects: counted,
		taken() {
			const before = counts;
			counts = none();
			return before;
		},
	};
}
