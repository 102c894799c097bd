export { type AssetFacts, Assets } from "./assets.ts";
export { subjectOf } from "./commits.ts";
export { Project, readAndRemove } from "./project.ts";
export { checkStoryboard, readStoryboard, STORYBOARD_PATH, storyboardSentence } from "./storyboard.ts";
