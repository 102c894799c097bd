/** The one door to the preview: the server that shows a project's film in a browser, frame by frame as it is edited. */
export { CaptureState } from "./page/messages.ts";
export { buildPreviewSeed } from "./seed.ts";
export { type Preview, type PreviewOptions, startPreview } from "./server.ts";
