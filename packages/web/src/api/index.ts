export * from "./endpoints.ts";
export { NoAnswerError } from "./no-answer.ts";
export * from "./queries.ts";
export { queryClient } from "./query-client.ts";
