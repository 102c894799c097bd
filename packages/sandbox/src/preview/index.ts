/** The one door to the preview: the server that shows a project's film in a browser, frame by frame as it is edited. */
export { glyphModules } from "./glyph-modules.ts";
export { doubtfulLetters, shownLetters, wordsOfFilm } from "./page/letters.ts";
export { lettersSentence } from "./page/letters-sentence.ts";
export type { Box, TextRun } from "./page/measures.ts";
export { type Capture, CaptureState, MeasuredFrame, MissingLetters } from "./page/messages.ts";
export { originalPosition } from "./positions.ts";
export { buildPreviewSeed } from "./seed.ts";
export { type Preview, type PreviewOptions, startPreview } from "./server.ts";
