import { execFileSync } from "node:child_process";
import { mkdtemp, open, rm, rmdir, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A file system of its own with very little room. */
export interface SmallDisk {
	folder: string;
	/** Fills it until at most so many bytes are free. */
	fill(leaveBytes: number): Promise<void>;
	/** Takes away what `fill` wrote. */
	makeRoom(): Promise<void>;
	remove(): Promise<void>;
}

/** Null where this user may not mount one; root must be able to. */
export async function mountSmallDisk(megabytes: number): Promise<SmallDisk | null> {
	const folder = await mkdtemp(join(tmpdir(), "storydream-disk-"));
	try {
		execFileSync("/bin/mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder], { stdio: "pipe", timeout: 10_000 });
	} catch (error) {
		await rmdir(folder);
		if (process.getuid?.() === 0) throw error;
		return null;
	}
	const filler = join(folder, "filler");
	return {
		folder,
		async fill(leaveBytes) {
			const handle = await open(filler, "a");
			try {
				for (let size = 65_536; size >= 4_096; size /= 2) {
					while ((await free(folder)) - size >= leaveBytes) await handle.write(Buffer.alloc(size, 1));
				}
			} finally {
				await handle.close();
			}
		},
		makeRoom: () => rm(filler, { force: true }),
		async remove() {
			execFileSync("/bin/umount", ["-l", folder], { timeout: 10_000 });
			await rmdir(folder);
		},
	};
}

async function free(folder: string): Promise<number> {
	const { bavail, bsize } = await statfs(folder);
	return bavail * bsize;
}
