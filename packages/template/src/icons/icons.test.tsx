import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, describe, expect, it } from "vitest";
import type { SceneLook } from "../design/scene";
import { presets } from "../theme";
import { Icon } from "./Icon";
import { type Icons, icons } from "./index";

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
let lucide: Icons;
beforeAll(async () => {
	lucide = await icons.load();
});

describe("icons", () => {
	it("are all of Lucide, each of strokes alone", () => {
		expect(lucide.names.length).toBeGreaterThan(1500);
		for (const name of lucide.names) {
			const strokes = lucide.strokesOf(name) ?? [];
			expect(strokes.length, name).toBeGreaterThan(0);
			for (const stroke of strokes) expect(stroke, name).toMatch(/^M[\d\s.,a-zA-Z-]+$/);
		}
	});

	it("are drawn stroke by stroke", () => {
		for (const name of ["coffee", "server", "ellipsis", "apple", "accessibility"]) {
			for (const shown of [0, 0.5, 1]) {
				const markup = renderToStaticMarkup(<Icon scene={sceneAt(shown)} name={name} size={96} />);
				expect(markup).toContain(`stroke-dasharray="${shown} 2"`);
				expect(markup).not.toMatch(/NaN|undefined/);
			}
		}
	});

	it("keep the names they had before", () => {
		expect(lucide.strokesOf("alert-circle")).toEqual(lucide.strokesOf("circle-alert"));
	});

	it("are the fallback for an unknown name", () => {
		const unknown = <Icon scene={sceneAt(1)} name="no-such-icon" size={96} fallback="plain" />;
		expect(renderToStaticMarkup(unknown)).toBe("plain");
		expect(lucide.strokesOf("constructor")).toBeNull();
	});
});
