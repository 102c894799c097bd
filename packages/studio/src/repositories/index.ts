/* A project's git history, as immutable packs in objects and a head in records. */
export { createRepositories, type RepositoriesOptions } from "./create-repositories.ts";
export type * from "./repositories.ts";
