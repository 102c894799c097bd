import { read } from "node:fs";
import { promisify } from "node:util";

const readOnce = promisify(read);

/**
 * Bytes of a file that is open, from `start` up to `end`; fewer where it ends before. For a thread: it shares the open files of
 * its process, and no handle of them.
 * @param fd of an `OpenFile`, which stays open meanwhile
 */
export async function readDescriptor(fd: number, start: number, end: number): Promise<Buffer> {
	const buffer = Buffer.alloc(end - start);
	let filled = 0;
	while (filled < buffer.length) {
		const { bytesRead } = await readOnce(fd, buffer, filled, buffer.length - filled, start + filled);
		if (bytesRead === 0) break;
		filled += bytesRead;
	}
	return buffer.subarray(0, filled);
}
