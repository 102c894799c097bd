import type { CarriedFrom } from "../design/context";
import { isObject } from "./index";

/** What the storyboard says of a scene, as far as its object goes. */
type Shown = {
	scene: string;
	layout?: string | undefined;
	icon?: string | undefined;
	props: Record<string, unknown>;
};

const RTL = /[\u0590-\u08ff\ufb1d-\ufeff]/;

/** Where a scene shows its object as large as the picture; null: it does not, or not in a place of its own. */
const placeOf = ({ scene, layout, props }: Shown): CarriedFrom | null => {
	if (props.backdrop || props.picture) return null;
	if (scene === "Title" && (layout ?? "overlap") === "overlap")
		return { by: "title", side: RTL.test(String(props.title ?? "")) ? "left" : "right" };
	if (scene === "KineticText" && (layout ?? "words") !== "split") return { by: "subject", side: "left" };
	if (scene !== "Subject") return null;
	const sides = { "bleed-right": "right", "bleed-left": "left", below: "below" } as const;
	const side = sides[(layout ?? "bleed-right") as keyof typeof sides];
	return side ? { by: "subject", side } : null;
};

/** Where the object of a scene stood before the hard cut that begins it; null: the scene before does not show it. Pure. */
export const carriedFrom = (before: Shown | undefined, scene: Shown | undefined, overlap: number): CarriedFrom | null => {
	if (!before || !scene || overlap > 0 || !isObject(scene.icon ?? null) || before.icon !== scene.icon) return null;
	const to = placeOf(scene);
	return to?.by === "subject" ? placeOf(before) : null;
};
