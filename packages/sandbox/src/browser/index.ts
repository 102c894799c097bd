/**
 * The one door to browsers: finding one that is on the machine (or in our dependencies), and starting it quietly and
 * without a network beyond what the caller names.
 */
export { type BrowserFound, type BrowserKind, type BrowserSearch, describeBrowserSearch, findBrowser } from "./find.ts";
export { browserWrapper, launchBrowser } from "./launch.ts";
