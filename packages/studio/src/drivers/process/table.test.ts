import { describe, expect, it } from "vitest";
import { findProcess, parsePs, parseStat } from "./table.ts";

describe("reading the table of processes", () => {
	it("reads a process whose name holds spaces and parentheses", () => {
		const fields = "S 10 42 42 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 11 0 987654 1 2 3";
		expect(parseStat(`4242 (a ) (b) c) ${fields}`)).toEqual({
			pid: 4242,
			parent: 10,
			group: 42,
			session: 42,
			startTime: "987654",
			zombie: false,
			terminal: false,
		});
	});

	it("knows a zombie, and refuses what is no stat", () => {
		expect(parseStat(`1 (x) Z 1 1 1 34816 ${"0 ".repeat(14)}77`)).toMatchObject({
			zombie: true,
			terminal: true,
			startTime: "77",
		});
		expect(parseStat("")).toBeNull();
		expect(parseStat("nonsense")).toBeNull();
	});

	it("reads a line of ps", () => {
		expect(parsePs("  501   1   501 0 Ss   ??  Mon Mar  2 10:11:12 2026  ")).toEqual({
			pid: 501,
			parent: 1,
			group: 501,
			session: 0,
			startTime: "Mon Mar  2 10:11:12 2026",
			zombie: false,
			terminal: false,
		});
		expect(parsePs("")).toBeNull();
	});

	it("finds this very process, and none under a pid that can't be", async () => {
		expect(await findProcess(process.pid)).toMatchObject({ pid: process.pid, parent: process.ppid, zombie: false });
		expect(await findProcess(2 ** 30)).toBeNull();
	});
});
