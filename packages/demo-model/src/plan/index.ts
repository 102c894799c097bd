export { isDark, mix, readableOn } from "./colour-maths.ts";
export { isShown, visibleIn } from "./coverage.ts";
export { type Draft, kinetic } from "./drafts.ts";
export { factDrafts, listDrafts } from "./list-drafts.ts";
export { paletteOn } from "./palettes.ts";
export { kebab, LONGEST_FILM, musicTrack, type Plan, planFilm } from "./planner.ts";
export { pictureDrafts, quoteDrafts } from "./story-drafts.ts";
export { type Style, styleOf } from "./theme.ts";
export { rescale } from "./timing.ts";
