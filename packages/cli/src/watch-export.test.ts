import { StoryDreamError } from "@storydream/protocol";
import { expect, test, vi } from "vitest";
import { exportEachVersion } from "./watch-export.ts";

/** A project whose versions come by hand, and exports that end by hand. */
function watched() {
	const lines: string[] = [];
	const ends: PromiseWithResolvers<void>[] = [];
	const controller = new AbortController();
	const close = vi.fn();
	let onVersion = () => {};
	const parts = {
		followVersions: (listener: () => void) => {
			onVersion = listener;
			return { close };
		},
		exportNow: () => {
			const end = Promise.withResolvers<void>();
			ends.push(end);
			return end.promise;
		},
		print: (line: string) => void lines.push(line),
	};
	const over = exportEachVersion(parts, controller.signal);
	return { lines, ends, close, over, version: () => onVersion(), abort: () => controller.abort() };
}

const exportsStarted = (ends: unknown[], count: number) => expect.poll(() => ends.length).toBe(count);

test("a film is exported at once, and again after each version", async () => {
	const { ends, lines, close, over, version, abort } = watched();
	ends[0]?.resolve();
	await expect.poll(() => lines).toEqual(["Waiting for the next version. Ctrl-C ends it."]);
	version();
	await exportsStarted(ends, 2);
	ends[1]?.resolve();
	await expect.poll(() => lines).toHaveLength(2);
	abort();
	await over;
	expect(close).toHaveBeenCalledOnce();
});

test("versions that come while an export is under way have one export after it", async () => {
	const { ends, lines, over, version, abort } = watched();
	version();
	version();
	version();
	ends[0]?.resolve();
	await exportsStarted(ends, 2);
	ends[1]?.resolve();
	await expect.poll(() => lines).toHaveLength(1);
	abort();
	await over;
	expect(ends).toHaveLength(2);
});

test("an export that fails is reported with its hint, and the next version is tried", async () => {
	const { ends, lines, over, version, abort } = watched();
	ends[0]?.reject(new StoryDreamError("export_failed", "Frame 3 could not be drawn.", { hint: "Mend the scene." }));
	await expect.poll(() => lines[0]).toBe("! Frame 3 could not be drawn. Mend the scene.");
	version();
	await exportsStarted(ends, 2);
	abort();
	ends[1]?.reject(new Error("it was cancelled"));
	await over;
	expect(lines.filter((line) => line.startsWith("!"))).toHaveLength(1);
});
