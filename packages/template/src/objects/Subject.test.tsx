import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { SceneLook } from "../design/scene";
import { presets } from "../theme";
import { Subject } from "./Subject";

/** A scene 1.5 seconds after its start, all of it arrived by `shown`. */
const sceneAt = (frame: number, shown: number): Pick<SceneLook, "u" | "palette" | "motion" | "form"> => ({
	u: (units) => units,
	form: { corner: "round", radius: 20, stroke: 4, line: "bold", fill: "solid" },
	palette: { ...presets.paper.palette, line: "#cccccc", onAccent: "#ffffff" },
	motion: {
		frame,
		fps: 30,
		durationInFrames: 90,
		through: frame / 89,
		beats: 3,
		enter: () => shown,
		pop: () => shown,
		stagger: (_count, _start, wish) => wish,
		exit: 0,
		leave: () => 0,
	},
});

describe("a subject", () => {
	it("is an image with the name of the object", () => {
		const markup = renderToStaticMarkup(<Subject scene={sceneAt(45, 1)} id="mug" size={800} />);
		expect(markup).toContain('aria-label="Mug"');
		expect(markup).toContain('width="800"');
		expect(markup).not.toMatch(/NaN|undefined/);
	});

	it("draws nothing for an id that no object has", () => {
		expect(renderToStaticMarkup(<Subject scene={sceneAt(45, 1)} id="no-such-thing" size={800} />)).toBe("");
		expect(renderToStaticMarkup(<Subject scene={sceneAt(45, 1)} id="constructor" size={800} />)).toBe("");
	});

	it("goes on moving after it has arrived", () => {
		const at = (frame: number) => renderToStaticMarkup(<Subject scene={sceneAt(frame, 1)} id="mug" size={800} />);
		expect(at(45)).toBe(at(45));
		expect(at(45)).not.toBe(at(60));
	});
});
