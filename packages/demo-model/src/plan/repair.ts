import type { Storyboard, StoryboardScene } from "@storydream/protocol";
import { literally } from "../reading/spans.ts";
import { kinetic, visibleIn } from "./index.ts";

/**
 * A storyboard in which each scene the check names shows its words plainly instead: what can't be drawn as planned is
 * still said. Null when the check names none.
 */
export function repaired(storyboard: Storyboard, trouble: string): Storyboard | null {
	let changed = false;
	const scenes = storyboard.scenes.map((scene, index): StoryboardScene => {
		const named = new RegExp(`(?:["“'\`]|scene )${literally(scene.id)}(?![A-Za-z0-9_-])|scenes[.[]${index}\\b`).test(trouble);
		if (!named || scene.scene === "KineticText") return scene;
		changed = true;
		const { text, numbers } = visibleIn([scene.props]);
		const words = [...numbers].map(String).concat(text.split("\n")).filter(Boolean).join(" · ").slice(0, 1000);
		// The layouts of one kind of scene are unknown to another.
		const { layout: _layout, ...kept } = scene;
		return { ...kept, scene: "KineticText", props: kinetic(words || scene.id) };
	});
	return changed ? { ...storyboard, scenes } : null;
}
