import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, open, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeObjects } from "../contract/objects.contract.ts";
import { createDiskObjects, type DiskFiles } from "./objects.ts";

describeObjects("disk", async () => {
	const folder = await mkdtemp(join(tmpdir(), "storydream-objects-"));
	const directory = join(folder, "objects");
	return {
		objects: await createDiskObjects({ directory }),
		reopen: () => createDiskObjects({ directory }),
		close: () => rm(folder, { recursive: true, force: true }),
	};
});

describeObjects("disk without hard links", async () => {
	const folder = await mkdtemp(join(tmpdir(), "storydream-objects-"));
	const directory = join(folder, "objects");
	const files = { link: async () => Promise.reject(Object.assign(new Error("no links here"), { code: "EPERM" })) };
	return {
		objects: await createDiskObjects({ directory, files }),
		reopen: () => createDiskObjects({ directory, files }),
		close: () => rm(folder, { recursive: true, force: true }),
	};
});

/** Runs out of room after so many bytes, counted over all files. */
function smallDisk(room: number): Partial<DiskFiles> {
	let left = room;
	return {
		open: async (...args) => {
			const handle = await open(...args);
			const write = handle.write.bind(handle);
			// The one signature the store uses.
			const limited = async (bytes: Buffer, offset = 0) => {
				if (bytes.length - offset > left) {
					await write(bytes, offset, left);
					left = 0;
					throw Object.assign(new Error("no room"), { code: "ENOSPC" });
				}
				left -= bytes.length - offset;
				return write(bytes, offset);
			};
			Reflect.set(handle, "write", limited);
			return handle;
		},
	};
}

describe("objects on a disk", () => {
	let folder: string;
	let directory: string;
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), "storydream-objects-"));
		directory = join(folder, "objects");
	});
	afterEach(() => rm(folder, { recursive: true, force: true }));

	it("are files of their paths, so that a person finds them", async () => {
		const objects = await createDiskObjects({ directory });
		await objects.put("repos/abc/packs/x.bundle", Buffer.from("pack"));
		expect(await readFile(join(directory, "repos/abc/packs/x.bundle"), "utf8")).toBe("pack");
	});

	it("that were half written when a process died are swept at the next start", async () => {
		await createDiskObjects({ directory });
		// No process has this pid: it is above the highest there can be.
		await writeFile(join(directory, "~incoming", "99999999-x-1"), "half");
		await writeFile(join(directory, "~incoming", `${process.pid}-other-1`), "half");
		await writeFile(join(directory, "~incoming", "1-x-1"), "somebody's");
		await createDiskObjects({ directory });
		expect(await readdir(join(directory, "~incoming"))).toEqual(["1-x-1"]);
	});

	it("on a full disk say `storage_full`, leave nothing half, and keep what was there", async () => {
		const objects = await createDiskObjects({ directory, files: smallDisk(10_000) });
		await objects.put("kept", Buffer.alloc(6000, "k"));
		await expect(objects.put("more", Buffer.alloc(6000))).rejects.toMatchObject({ code: "storage_full" });
		await expect(objects.put("more", Readable.from([Buffer.alloc(6000)]))).rejects.toMatchObject({ code: "storage_full" });
		await expect(objects.put("kept", Buffer.alloc(6001), { mode: "replace" })).rejects.toMatchObject({ code: "storage_full" });
		await expect(objects.check()).rejects.toMatchObject({ code: "storage_full" });
		expect(await objects.head("more")).toBeNull();
		expect(await objects.read("kept")).toEqual(Buffer.alloc(6000, "k"));
		expect(await readdir(join(directory, "~incoming"))).toEqual([]);
	});

	it("on a disk that is really full do the same", async ({ skip }) => {
		const mount = join(folder, "small");
		await mkdir(mount);
		try {
			execFileSync("/bin/mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", mount], { stdio: "ignore", timeout: 10_000 });
		} catch {
			skip("only root can make a small disk");
		}
		try {
			const objects = await createDiskObjects({ directory: join(mount, "objects") });
			await objects.put("kept", Buffer.alloc(600_000, "k"));
			await expect(objects.put("more", Buffer.alloc(600_000))).rejects.toMatchObject({ code: "storage_full" });
			const file = join(folder, "film.mp4");
			await writeFile(file, Buffer.alloc(600_000));
			await expect(objects.putFile("more", file)).rejects.toMatchObject({ code: "storage_full" });
			expect((await readFile(file)).length).toBe(600_000);
			expect((await objects.read("kept"))?.length).toBe(600_000);
			await objects.remove("kept");
			// From another file system: copied, then removed there.
			await objects.putFile("more", file);
			expect((await objects.head("more"))?.bytes).toBe(600_000);
			await expect(readFile(file)).rejects.toMatchObject({ code: "ENOENT" });
			expect(await readdir(join(mount, "objects", "~incoming"))).toEqual([]);
		} finally {
			execFileSync("/bin/umount", [mount], { timeout: 10_000 });
		}
	});

	it("never follow a link, to a file or through a folder", async () => {
		const objects = await createDiskObjects({ directory });
		await objects.put("a/real", Buffer.from("x"));
		const secret = join(folder, "outside");
		await mkdir(secret);
		await writeFile(join(secret, "secret"), "secret");
		await symlink(join(secret, "secret"), join(directory, "a", "link"));
		await symlink(secret, join(directory, "b"));
		for (const path of ["a/link", "b/secret"]) {
			expect(await objects.read(path)).toBeNull();
			expect(await objects.open(path)).toBeNull();
			expect(await objects.head(path)).toBeNull();
			expect(await objects.copy(path, "copy")).toBeNull();
			await objects.remove(path);
		}
		await expect(objects.put("a/link", Buffer.from("over"))).rejects.toMatchObject({ code: "conflict" });
		await expect(objects.put("b/new", Buffer.from("over"))).rejects.toMatchObject({ code: "conflict" });
		await expect(objects.putFile("c", join(directory, "a", "link"))).rejects.toMatchObject({ code: "storage_failed" });
		await objects.removeAll("b/");
		await objects.removeAll("a/");
		expect(await readdir(secret)).toEqual(["secret"]);
		expect(await readFile(join(secret, "secret"), "utf8")).toBe("secret");
	});

	it("can't be an object and a folder of objects at once", async () => {
		const objects = await createDiskObjects({ directory });
		await objects.put("a", Buffer.from("x"));
		await objects.put("b/c", Buffer.from("x"));
		await expect(objects.put("a/b", Buffer.from("x"))).rejects.toMatchObject({ code: "conflict" });
		await expect(objects.put("b", Buffer.from("x"))).rejects.toMatchObject({ code: "conflict" });
		await expect(objects.put("b", Buffer.from("x"), { mode: "replace" })).rejects.toMatchObject({ code: "conflict" });
	});

	it("say where the trouble is when the folder can't be used", async () => {
		await writeFile(join(folder, "file"), "");
		await expect(createDiskObjects({ directory: join(folder, "file") })).rejects.toMatchObject({
			code: "storage_failed",
			message: expect.stringContaining("file"),
		});
	});
});
