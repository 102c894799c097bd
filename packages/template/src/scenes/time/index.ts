import { countdown } from "./Countdown";
import { openingHours } from "./OpeningHours";
import { timeline } from "./Timeline";
import { weather } from "./Weather";

export const time = { Timeline: timeline, OpeningHours: openingHours, Weather: weather, Countdown: countdown };
