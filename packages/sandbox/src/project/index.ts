export { type AssetFacts, Assets, readManifest } from "./assets.ts";
export { Project, readAndRemove } from "./project.ts";
export { readStoryboard, STORYBOARD_PATH } from "./storyboard.ts";
export { checkStoryboardEdit, storyboardProblem } from "./storyboard-rules.ts";
export type { LeftOutPaths } from "./work-tree.ts";
