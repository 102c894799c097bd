import { expect, test } from "vitest";
import { loudnessFilter } from "./sound.ts";

const MEASURED = { input_i: -23, input_tp: -6, input_lra: 4, input_thresh: -33, target_offset: 0.1 };

test("a film that is too quiet is brought to -16 LUFS by what was measured", () => {
	const filter = loudnessFilter(MEASURED, { targetLufs: -16, raises: true }) ?? "";
	expect(filter).toContain("I=-16:TP=-1:");
	expect(filter).toContain("measured_I=-23");
	expect(filter).toMatch(/,aresample=48000$/);
});

test("a film that is near enough, or silent, is left as it is", () => {
	expect(loudnessFilter({ ...MEASURED, input_i: -16.3 }, { targetLufs: -16, raises: true })).toBeNull();
	expect(loudnessFilter({ ...MEASURED, input_i: Number.NEGATIVE_INFINITY }, { targetLufs: -16, raises: true })).toBeNull();
	expect(loudnessFilter({ ...MEASURED, input_i: -70 }, { targetLufs: -16, raises: true })).toBeNull();
	expect(loudnessFilter(null, { targetLufs: -16, raises: true })).toBeNull();
});

test("peaks over -1 dB are limited, also where the loudness is right", () => {
	expect(loudnessFilter({ ...MEASURED, input_i: -16, input_tp: 0.2 }, { targetLufs: -16, raises: true })).not.toBeNull();
});

test("music of ours that was turned down stays so, but nothing clips", () => {
	expect(loudnessFilter(MEASURED, { targetLufs: -16, raises: false })).toBeNull();
	expect(loudnessFilter({ ...MEASURED, input_tp: 0.2 }, { targetLufs: -16, raises: false })).not.toBeNull();
	expect(loudnessFilter({ ...MEASURED, input_i: -9 }, { targetLufs: -16, raises: false })).not.toBeNull();
});
