import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDiskObjects } from "../../objects/disk/index.ts";
import type { Objects } from "../../objects/objects.ts";
import { film, message, moment, project, sha } from "../../records/contract/samples.ts";
import type { ProjectRecord, Records } from "../../records/records.ts";
import { createSqliteRecords } from "../../records/sqlite/index.ts";
import type { Stores } from "../installation.ts";

/** Stores for one test, closed and removed together. */
export function openings() {
	const closings: (() => Promise<void>)[] = [];
	return {
		/** SQLite and a disk, in a folder of their own. */
		async local(): Promise<Stores & { folder: string }> {
			const folder = await mkdtemp(join(tmpdir(), "storydream-transfer-"));
			const records = createSqliteRecords({ file: join(folder, "records.db") });
			closings.push(async () => {
				await records.close();
				await rm(folder, { recursive: true, force: true });
			});
			return { records, objects: await createDiskObjects({ directory: join(folder, "objects") }), folder };
		},
		later: (close: () => Promise<void>) => closings.push(close),
		async closeAll(): Promise<void> {
			for (const close of closings.splice(0).reverse()) await close();
		},
	};
}

export const hashed = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

/** Makes a project with a history, a transcript, media, a film, messages in every state. Answers its record. */
export async function makeProject({ records, objects }: Stores, id: string, weight = 1): Promise<ProjectRecord> {
	const put = async (rest: string, bytes: Buffer) => {
		await objects.put(`repos/${id}/${rest}`, bytes, { mode: "replace" });
		return { sha256: hashed(bytes), bytes: bytes.length, head: sha(weight) };
	};
	const bytes = (what: string, count: number) => Buffer.alloc(count, `${what} of ${id} `);
	const packs = [];
	for (let n = 0; n < weight; n++) {
		const content = bytes(`pack ${n}`, 3_000 + n);
		packs.push(await put(`packs/${hashed(content)}.bundle`, content));
	}
	await put(`src/${sha(weight)}.tar.zst`, bytes("sources", 5_000));
	await put(".claude/agent-1/000000000000.jsonl", bytes("transcript", 2_000));
	const media = bytes("media", 300_000 * weight);
	await put(`assets/${hashed(media)}.mp4`, media);
	// Named by the original that it stands for.
	await put(`proxies/${hashed(media)}.mp4`, bytes("proxy", 4_000));
	await put(`pictures/${sha(weight)}.jpg`, bytes("picture", 500));
	await put("exports/film.mp4", Buffer.alloc(0));
	const record = project(id, { packs, currentCommitSha: sha(weight), sourceSha: sha(weight), agentSessionId: "agent-1" });
	await records.projects.create(record);
	for (let n = 0; n < weight * 15; n++) {
		const state = n === weight * 15 - 1 ? ("running" as const) : ("done" as const);
		const sent = message(id, `message-${n}`, { state, content: `Message ${n}, “ä” 🎬`, createdAt: moment(n) });
		await records.messages.add({ ...sent, context: { frame: n } });
	}
	await records.messages.add(message(id, "message-waiting"));
	await records.exports.create(film(`film-of-${id}`, id, { state: "rendering", framesTotal: 30, speed: 12.5 }));
	return record;
}

/** A few projects of two people, one of them being deleted, and what belongs to none. */
export async function fill(stores: Stores): Promise<void> {
	await makeProject(stores, "prj-one", 3);
	await makeProject(stores, "prj-two");
	await makeProject(stores, "prj-going");
	await stores.records.projects.beginDelete("prj-going");
	await stores.objects.remove(`repos/prj-going/pictures/${sha(1)}.jpg`);
	await stores.objects.put("templates/default/template.json", Buffer.from("{}"));
	await stores.objects.put("repos/never-begun/assets/note.txt", Buffer.from("left over"));
}

/** All that is kept, to be compared: paths with hashes, and records. */
export async function contents({ records, objects }: Stores) {
	const found = { objects: new Map<string, string>(), records: [] as string[] };
	for await (const { path } of objects.list("")) found.objects.set(path, hashed((await objects.read(path)) ?? Buffer.from("?")));
	for await (const id of records.copies.projectIds()) {
		found.records.push(JSON.stringify(await records.copies.project(id)));
		for await (const part of records.copies.parts(id)) found.records.push(JSON.stringify(part));
	}
	found.records.sort();
	return found;
}

/** Every file below a folder with its bytes. */
export async function filesBelow(folder: string): Promise<Map<string, string>> {
	const files = new Map<string, string>();
	for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
		const path = join(entry.parentPath, entry.name);
		files.set(path, entry.isFile() ? hashed(await readFile(path)) : "folder");
	}
	return new Map([...files].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The same stores, which fail at the `n`th operation from now on and at every later one: as if the process were gone. */
export function failingAfter(stores: Stores, n: number): Stores & { operations: () => number; puts: () => number } {
	let operations = 0;
	let puts = 0;
	const counted = <T extends object>(target: T): T =>
		new Proxy(target, {
			get(object, name, receiver) {
				const value: unknown = Reflect.get(object, name, receiver);
				if (typeof value !== "function") return value;
				return (...args: unknown[]) => {
					if (++operations > n) throw new Killed();
					if (name === "put") puts++;
					return Reflect.apply(value, object, args);
				};
			},
		});
	const records: Records = { ...stores.records, copies: counted(stores.records.copies) };
	const objects: Objects = counted(stores.objects);
	return { records, objects, operations: () => operations, puts: () => puts };
}

export class Killed extends Error {}
