import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { contrast } from "../design/color";
import { presets } from "../theme";
import type { Part } from "./drawing";
import { objectGroups, objects } from "./index";
import { poseAt } from "./move";
import { type Fill, ObjectPicture } from "./ObjectPicture";
import { reach } from "./path";
import { tonesOf } from "./tones";

const fills: Fill[] = ["solid", "outline", "soft", "paper"];
const entries = Object.entries(objects);

/** What is seen of the parts: no more than the clip where there is one. */
const reachesOf = (parts: Part[]): ReturnType<typeof reach>[] =>
	parts.flatMap((part) => {
		if (part.kind !== "group") return [reach(part.d)];
		return part.clip === undefined ? reachesOf(part.parts) : [reach(part.clip)];
	});

const picture = (id: string, palette: (typeof presets)["paper"]["palette"], fill: Fill, seconds = 0, shown = 1) => {
	const object = objects[id];
	if (!object) throw new Error(`no object ${id}`);
	return renderToStaticMarkup(
		<svg role="presentation">
			<ObjectPicture
				object={object}
				tones={tonesOf(palette)}
				fill={fill}
				ground={palette.background}
				seconds={seconds}
				shownOf={() => shown}
			/>
		</svg>,
	);
};

describe("objects", () => {
	it("have ids that no two groups share", () => {
		const ids = objectGroups.flatMap((group) => Object.keys(group));
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids.filter((id) => !/^[a-z][a-z-]*$/.test(id))).toEqual([]);
	});

	it("have names for people that are all different", () => {
		const titles = entries.map(([, object]) => object.title);
		expect(new Set(titles).size).toBe(titles.length);
	});

	it.each(entries)("%s fills its box and does not leave it", (_id, object) => {
		const reaches = reachesOf(object.parts);
		const left = Math.min(...reaches.map((r) => r.x));
		const top = Math.min(...reaches.map((r) => r.y));
		const right = Math.max(...reaches.map((r) => r.x + r.width));
		const bottom = Math.max(...reaches.map((r) => r.y + r.height));
		expect(Math.min(left, top)).toBeGreaterThanOrEqual(-12);
		expect(Math.max(right, bottom)).toBeLessThanOrEqual(212);
		expect(Math.max(right - left, bottom - top)).toBeGreaterThanOrEqual(150);
		expect(reaches.length).toBeGreaterThanOrEqual(2);
	});

	it.each(entries.map(([id]) => id))("%s is drawn in light and dark, in every fill, at any time", (id) => {
		for (const palette of [presets.paper.palette, presets.midnight.palette]) {
			for (const fill of fills) {
				for (const [seconds, shown] of [
					[0, 1],
					[3.7, 0.4],
					[12, 0],
				] as const) {
					expect(picture(id, palette, fill, seconds, shown)).not.toMatch(/NaN|undefined|Infinity/);
				}
			}
		}
	});

	it("look the same for the same time", () => {
		expect(picture("mug", presets.paper.palette, "solid", 2)).toBe(picture("mug", presets.paper.palette, "solid", 2));
		expect(picture("mug", presets.paper.palette, "solid", 2)).not.toBe(picture("mug", presets.paper.palette, "solid", 2.5));
	});
});

describe("tones of a drawing", () => {
	it.each(Object.entries(presets))("stand out from the background of %s", (_name, { palette }) => {
		const tones = tonesOf(palette);
		for (const role of ["main", "shade", "accent", "line", "tint"] as const) {
			expect(contrast(tones[role].base, palette.background), role).toBeGreaterThanOrEqual(role === "tint" ? 1.28 : 1.45);
		}
		expect(contrast(tones.light.base, tones.line.base)).toBeGreaterThanOrEqual(4);
	});
});

describe("a part that moves", () => {
	const at = [100, 100] as const;
	it.each([
		{ kind: "turn", at, seconds: 2 },
		{ kind: "swing", at, degrees: 10, seconds: 2, phase: 0.3 },
		{ kind: "drift", by: [4, 0], seconds: 2, phase: 0.2 },
		{ kind: "pulse", at, amount: 0.1, seconds: 1 },
		{ kind: "rise", height: 30, seconds: 3 },
		{ kind: "flap", axis: "x", at, amount: 0.5, seconds: 1 },
		{ kind: "blink", seconds: 1 },
	] as const)("of kind $kind stands as drawn at the start, and differently later", (move) => {
		const numbers = (poseAt(move, 0).transform?.match(/-?[\d.]+/g) ?? []).map(Number);
		const still = move.kind === "turn" || move.kind === "swing" ? numbers[0] : 0;
		expect(still).toBe(0);
		expect(poseAt(move, 0).opacity ?? 1).toBe(1);
		expect(poseAt(move, 0.37)).not.toEqual(poseAt(move, 0));
	});
});
