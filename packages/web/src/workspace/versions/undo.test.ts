import type { Version } from "@storydream/protocol";
import { describe, expect, test } from "vitest";
import { previousOf } from "./undo.ts";

const sha = (name: string) => name.repeat(40).slice(0, 40);
const version = (name: string, parent: string | null, kind: Version["kind"] = "turn", current = false): Version => ({
	sha: sha(name),
	parentSha: parent ? sha(parent) : null,
	title: name,
	author: "a",
	createdAt: "2026-01-01T00:00:00.000Z",
	runId: null,
	outcome: null,
	kind,
	pictureUrl: null,
	current,
});

describe("undo", () => {
	test("goes to the version before the newest", () => {
		expect(previousOf([version("c", "b", "edit", true), version("b", "a"), version("a", null, "start")], new Map())?.title).toBe(
			"b",
		);
	});

	test("a second undo goes one further instead of taking the first one back", () => {
		const list = [version("d", "c", "restore", true), version("c", "b"), version("b", "a"), version("a", null, "start")];
		expect(previousOf(list, new Map([[sha("d"), sha("b")]]))?.title).toBe("a");
	});

	test("an edit after an undo is undone to what the undo had brought back", () => {
		const list = [
			version("e", "d", "edit", true),
			version("d", "c", "restore"),
			version("c", "b"),
			version("b", "a"),
			version("a", null),
		];
		expect(previousOf(list, new Map([[sha("d"), sha("b")]]))?.title).toBe("b");
	});

	test("passes over the autosaves of a turn", () => {
		const list = [version("c", "b", "turn", true), version("b", "a", "autosave"), version("a", null, "start")];
		expect(previousOf(list, new Map())?.title).toBe("a");
	});

	test("there is nothing before the start", () => expect(previousOf([version("a", null, "start", true)], new Map())).toBeNull());
	test("an empty list has nothing to undo", () => expect(previousOf([], new Map())).toBeNull());
});
