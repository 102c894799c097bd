export { catalogText } from "./answer.ts";
export { type CatalogEntry, catalogEntries, KINDS } from "./entries.ts";
export { filmSources } from "./sources.ts";
