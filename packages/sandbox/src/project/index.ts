export { type AssetFacts, Assets, readManifest } from "./assets.ts";
export { namesIn, readFilmNames } from "./film-names.ts";
export type { LeftOutPaths } from "./found-files.ts";
export { Project, type Restore, readAndRemove } from "./project.ts";
export { takeFilm } from "./restored-film.ts";
export { readStoryboard, STORYBOARD_PATH } from "./storyboard.ts";
export { checkStoryboardEdit, storyboardProblem } from "./storyboard-rules.ts";
