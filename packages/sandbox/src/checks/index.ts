/** The one door to the film checks: what is wrong in a film as it is drawn, and whether it shows what was requested. */

export { checkFile, type FileFacts } from "./exported-file.ts";
export { FilmChecks } from "./film-checks.ts";
