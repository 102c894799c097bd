import { describe, expect, it } from "vitest";
import { carriedFrom } from "./carry";

const scene = (scene: string, layout: string, icon: string | undefined, props: Record<string, unknown> = {}) => ({
	scene,
	layout,
	icon,
	props,
});

describe("an object over a cut", () => {
	const title = scene("Title", "overlap", "bread", { title: "Crumb" });
	const sentence = scene("Subject", "bleed-left", "bread");

	it("goes on from where the scene before shows it", () => {
		expect(carriedFrom(title, sentence, 0)).toEqual({ by: "title", side: "right" });
		expect(carriedFrom(scene("Title", "overlap", "bread", { title: "ركن القهوة" }), sentence, 0)).toEqual({
			by: "title",
			side: "left",
		});
		expect(carriedFrom(sentence, scene("Subject", "below", "bread"), 0)).toEqual({ by: "subject", side: "left" });
	});

	it("comes anew where there is a transition, another object, none, or a layout with a place of its own", () => {
		expect(carriedFrom(title, sentence, 12)).toBeNull();
		expect(carriedFrom(title, { ...sentence, icon: "mug" }, 0)).toBeNull();
		expect(carriedFrom({ ...title, icon: undefined }, { ...sentence, icon: undefined }, 0)).toBeNull();
		expect(carriedFrom(title, scene("Subject", "split", "bread"), 0)).toBeNull();
		expect(carriedFrom(undefined, sentence, 0)).toBeNull();
	});
});
