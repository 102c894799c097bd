import { closeProcess } from "./network.ts";

/** The walls around the process that renders a film. Loaded before anything else of it. */
export const closed = closeProcess();
