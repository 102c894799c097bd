import { beforeEach, describe, expect, it } from "vitest";
import type { Repositories } from "../repositories.ts";
import type { RepositoriesUnderTest, StoresUnderTest } from "./under-test.ts";

/** The agent's transcripts. */
export function describeTranscripts(under: RepositoriesUnderTest): void {
	const { paths } = under;
	let stores: StoresUnderTest;
	let repositories: Repositories;
	beforeEach(() => {
		({ stores, repositories } = under);
	});

	describe("transcripts", () => {
		const read = async (session = "agent-1") => {
			const stream = await repositories.readTranscript("one", session);
			return stream && Buffer.concat(await stream.toArray()).toString();
		};

		it("grow by parts, and read as one", async () => {
			expect(await read()).toBeNull();
			expect(await repositories.transcriptBytes("one", "agent-1")).toBe(0);
			await repositories.appendTranscript("one", "agent-1", 0, Buffer.from("aaa\n"));
			await repositories.appendTranscript("one", "agent-1", 4, Buffer.from("bbb\n"));
			await repositories.appendTranscript("one", "agent-2", 0, Buffer.from("other\n"));
			expect(await read()).toBe("aaa\nbbb\n");
			expect(await repositories.transcriptBytes("one", "agent-1")).toBe(8);
			expect(await paths("repos/one/.claude/agent-1/")).toEqual(["000000000000.jsonl", "000000000004.jsonl"]);
		});

		it("take a part once however often it is sent, alone or with more", async () => {
			await repositories.appendTranscript("one", "agent-1", 0, Buffer.from("aaa\n"));
			await Promise.all(
				Array.from({ length: 3 }, () => repositories.appendTranscript("one", "agent-1", 0, Buffer.from("aaa\nbbb\n"))),
			);
			await repositories.appendTranscript("one", "agent-1", 2, Buffer.from("a\n"));
			await repositories.appendTranscript("one", "agent-1", 8, Buffer.alloc(0));
			expect(await read()).toBe("aaa\nbbb\n");
		});

		it("never have a gap: a part from beyond the end is refused, and says from where", async () => {
			await repositories.appendTranscript("one", "agent-1", 0, Buffer.from("aaa\n"));
			const gap = repositories.appendTranscript("one", "agent-1", 9, Buffer.from("x"));
			await expect(gap).rejects.toMatchObject({ code: "conflict", hint: expect.stringContaining("byte 4") });
		});

		it("are joined into one part, and go on growing", async () => {
			for (let n = 0; n < 5; n++) await repositories.appendTranscript("one", "agent-1", n * 2, Buffer.from(`${n}\n`));
			await repositories.compactTranscript("one", "agent-1");
			await repositories.compactTranscript("one", "agent-1");
			await repositories.compactTranscript("one", "agent-9");
			expect(await paths("repos/one/.claude/agent-1/")).toEqual(["000000000000.jsonl"]);
			await repositories.appendTranscript("one", "agent-1", 10, Buffer.from("5\n"));
			expect(await read()).toBe("0\n1\n2\n3\n4\n5\n");
		});

		it("read the same after joining was cut short by a crash", async () => {
			for (let n = 0; n < 3; n++) await repositories.appendTranscript("one", "agent-1", n * 2, Buffer.from(`${n}\n`));
			// What is there when the joined part is written and the others are not removed yet.
			await stores.objects.put("repos/one/.claude/agent-1/000000000000.jsonl", Buffer.from("0\n1\n2\n"), { mode: "replace" });
			expect(await read()).toBe("0\n1\n2\n");
			expect(await repositories.transcriptBytes("one", "agent-1")).toBe(6);
			await repositories.appendTranscript("one", "agent-1", 6, Buffer.from("3\n"));
			await repositories.compactTranscript("one", "agent-1");
			expect(await read()).toBe("0\n1\n2\n3\n");
		});

		it("are kept apart by names that can't leave their folder", async () => {
			for (const session of ["", "..", "a/b", ".hidden", "x".repeat(200)]) {
				const append = repositories.appendTranscript("one", session, 0, Buffer.from("x"));
				await expect(append).rejects.toMatchObject({ code: "bad_request" });
				await expect(repositories.readTranscript("one", session)).rejects.toMatchObject({ code: "bad_request" });
			}
		});
	});
}
