export { isDark, mix, readableOn } from "./colour-maths.ts";
export { isShown, visibleIn } from "./coverage.ts";
export { kinetic } from "./drafts.ts";
export { LOOKS, paletteOn } from "./palettes.ts";
export { kebab, LONGEST_FILM, musicTrack, type Plan, planFilm } from "./planner.ts";
export { rescale } from "./timing.ts";
