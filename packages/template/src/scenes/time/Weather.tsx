import { z } from "zod";
import { commonFields, line } from "../../design/fields";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { Strips } from "./WeatherStrips";
import { Today } from "./WeatherToday";

const skies = ["sun", "cloud", "rain", "storm", "snow", "wind", "night"] as const;
const weatherSchema = z.strictObject({
	title: line("Title", "The place, or the week").optional(),
	days: z
		.array(
			z.strictObject({
				day: z.string().max(40).meta({ title: "Day", description: "Like Mon or Tomorrow" }),
				sky: z.enum(skies).meta({ title: "Sky", description: "What it looks like" }),
				high: z.string().max(16).optional().meta({ title: "High", description: "Shown as written, like 24°" }),
				low: z.string().max(16).optional().meta({ title: "Low", description: "Shown as written" }),
			}),
		)
		.min(1)
		.max(7)
		.meta({ title: "Days", description: "One to seven" }),
	...commonFields,
});
export type WeatherProps = z.infer<typeof weatherSchema>;
export type WeatherDay = WeatherProps["days"][number];

const Weather = (props: WeatherProps) =>
	useLayout(["strips", "today"], "strips") === "today" ? <Today props={props} /> : <Strips props={props} />;

export const weather = defineScene({
	component: Weather,
	schema: weatherSchema,
	title: "Weather",
	description: "The sky and the temperatures of one to seven days",
	family: "time",
	layouts: {
		strips: "A strip of sky for each day, with its picture and temperatures",
		today: "The first day fills the picture, the others follow as lines",
	},
	defaultProps: {
		title: "The week in Aarhus",
		days: [
			{ day: "Mon", sky: "sun", high: "19°", low: "11°" },
			{ day: "Tue", sky: "cloud", high: "17°", low: "12°" },
			{ day: "Wed", sky: "rain", high: "14°", low: "10°" },
			{ day: "Thu", sky: "wind", high: "16°", low: "9°" },
		],
	},
	defaultDurationInFrames: 120,
});
