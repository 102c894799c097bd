export { NoAnswerError } from "./client.ts";
export * from "./endpoints.ts";
export * from "./queries.ts";
