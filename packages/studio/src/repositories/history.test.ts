import fc from "fast-check";
import { expect, it } from "vitest";
import { withoutPassedAutosaves } from "./history.ts";

type Entry = { kind: "autosave" | "turn" | "edit"; runId: string | null };
const entries = fc.array(
	fc.record<Entry>({ kind: fc.constantFrom("autosave", "turn", "edit"), runId: fc.constantFrom("r1", "r2", null) }),
	{ maxLength: 12 },
);

it("leaves out exactly the autosaves whose run has a newer commit, and keeps the order of the rest", () => {
	fc.assert(
		fc.property(entries, (list) => {
			const expected = list.filter(
				(entry, at) =>
					entry.kind !== "autosave" || entry.runId === null || !list.slice(0, at).some((newer) => newer.runId === entry.runId),
			);
			expect(withoutPassedAutosaves(list)).toEqual(expected);
		}),
	);
});

it("never hides the newest version, so that a project's head is always shown", () => {
	fc.assert(fc.property(entries, (list) => withoutPassedAutosaves(list)[0] === list[0]));
});
