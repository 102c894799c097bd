import { z } from "zod";
import type { Reader, Section, Variable } from "../config/variables.ts";

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
const LOG_FORMATS = ["auto", "pretty", "json"] as const;

/** What is logged, and how. */
export interface LogConfig {
	level: (typeof LOG_LEVELS)[number];
	pretty: boolean;
}

const LOG_LEVEL: Variable<LogConfig["level"]> = {
	name: "LOG_LEVEL",
	schema: z.enum(LOG_LEVELS, `it must be one of ${LOG_LEVELS.join(", ")}`),
	example: "info",
	shown: "info",
	about: LOG_LEVELS.join(", "),
};
const LOG_FORMAT: Variable<(typeof LOG_FORMATS)[number]> = {
	name: "LOG_FORMAT",
	schema: z.enum(LOG_FORMATS, "it must be auto, pretty or json"),
	example: "json",
	shown: "auto",
	about: "json, pretty, or auto: pretty in a terminal",
};

export const LOG_SECTION: Section = { title: "Log", entries: [LOG_LEVEL, LOG_FORMAT] };

export function readLogConfig(read: Reader, { isTerminal }: { isTerminal: boolean }): LogConfig {
	const format = read(LOG_FORMAT, "auto");
	return { level: read(LOG_LEVEL, "info"), pretty: format === "pretty" || (format === "auto" && isTerminal) };
}
