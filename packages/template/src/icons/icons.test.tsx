import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { SceneLook } from "../design/scene";
import { presets } from "../theme";
import { Icon } from "./Icon";
import { iconNames, strokesOf } from "./index";

const sceneAt = (shown: number): Pick<SceneLook, "u" | "palette" | "motion" | "form"> => ({
	u: (units) => units,
	form: { corner: "round", radius: 20, stroke: 4, line: "bold", fill: "solid" },
	palette: { ...presets.paper.palette, line: "#cccccc", onAccent: "#ffffff" },
	motion: {
		frame: 30,
		fps: 30,
		durationInFrames: 90,
		through: 0.3,
		beats: 3,
		enter: () => shown,
		pop: () => shown,
		stagger: (_count, _start, wish) => wish,
		exit: 0,
		leave: () => 0,
	},
});

describe("icons", () => {
	it("are at least 300, each of strokes alone", () => {
		expect(iconNames.length).toBeGreaterThanOrEqual(300);
		for (const name of iconNames) {
			expect(name).toMatch(/^[a-z0-9-]+$/);
			for (const stroke of strokesOf(name) ?? [""]) expect(stroke, name).toMatch(/^[Mm][\d\s.,a-zA-Z-]+$/);
		}
	});

	it.each(iconNames)("%s is drawn by stroke", (name) => {
		for (const shown of [0, 0.5, 1]) {
			const markup = renderToStaticMarkup(<Icon scene={sceneAt(shown)} name={name} size={96} />);
			expect(markup).toContain(`stroke-dasharray="${shown} 2"`);
			expect(markup).not.toMatch(/NaN|undefined/);
		}
	});

	it("are nothing for an unknown name", () => {
		expect(renderToStaticMarkup(<Icon scene={sceneAt(1)} name="no-such-icon" size={96} />)).toBe("");
		expect(strokesOf("constructor")).toBeNull();
	});
});
