export type { Turn, TurnItem } from "@storydream/client";
export { conversation, type Exchange } from "./conversation.ts";
export { newMessage, writeOutbox } from "./outbox.ts";
export type { SessionState } from "./state.ts";
export { isRunning } from "./transition.ts";
export { SessionProvider, useHistoryState, useSession, useSessionActions } from "./use-session.tsx";
