import { mix } from "../../design/color";
import type { SceneLook } from "../../design/scene";
import type { WeatherDay } from "./Weather";

/** Objects that stand for a sky. */
export const OBJECT_OF: Record<WeatherDay["sky"], string> = {
	sun: "sun",
	cloud: "cloud",
	rain: "rain",
	storm: "storm",
	snow: "snowflake",
	wind: "wind",
	night: "moon",
};

/** How much of the accent a sky has: clear days are the brightest. */
const LIGHT: Record<WeatherDay["sky"], number> = {
	sun: 0.34,
	wind: 0.24,
	cloud: 0.18,
	night: 0.06,
	snow: 0.14,
	rain: 0.12,
	storm: 0.08,
};

/** The colour of a sky. */
export const fillOf = ({ palette }: SceneLook, day: WeatherDay): string =>
	mix(palette.background, palette.accent, LIGHT[day.sky]);
