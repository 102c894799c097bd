import { z } from "zod";

const percent = (title: string) => z.number().min(0).max(100).meta({ title, description: "In percent of the picture" });

/** The point of a picture that stays in view where its edges are cut. */
export const focusField = z
	.strictObject({ x: percent("From the left"), y: percent("From the top") })
	.optional()
	.meta({ title: "Focus", description: "The point of the picture that is never cut off; its middle when empty" });
