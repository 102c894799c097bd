import { describe, expect, it } from "vitest";
import { explainFailure } from "./failure.ts";

describe("a render that failed", () => {
	it.each([
		["the system's own code", Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" })],
		["a quota that is used up", Object.assign(new Error("write"), { code: "EDQUOT" })],
		["what the encoder wrote", new Error("av_interleaved_write_frame(): No space left on device")],
	])("for want of room is told as storage_full: %s", (_how, error) => {
		expect(explainFailure(error, "/nowhere")).toMatchObject({
			code: "storage_full",
			message: "The disk is full: the film could not be written.",
		});
	});

	it("for any other reason names the frame and no stack", () => {
		const error = Object.assign(new Error("Uncaught TypeError: x is not a function"), { frame: 12 });
		const told = explainFailure(error, "/nowhere");
		expect(told).toMatchObject({ code: "export_failed", message: "Frame 12 could not be drawn: x is not a function." });
		expect(told.message).not.toContain("at ");
	});
});
