import type { Logger } from "../ports.ts";

export interface TestLogger extends Logger {
	lines: { level: string; text: string; fields: object }[];
}

/** Keeps what is logged; prints it with SESSIONS_TEST_LOG=1. */
export function createTestLogger(lines: TestLogger["lines"] = [], bound: object = {}): TestLogger {
	const at = (level: string) => (fields: object, text: string) => {
		lines.push({ level, text, fields: { ...bound, ...fields } });
		if (process.env.SESSIONS_TEST_LOG)
			console.error(
				new Date().toISOString().slice(17),
				level,
				text,
				JSON.stringify({ ...bound, ...fields }, errors).slice(0, 1500),
			);
	};
	return {
		lines,
		debug: at("debug"),
		info: at("info"),
		warn: at("warn"),
		error: at("error"),
		child: (fields) => createTestLogger(lines, { ...bound, ...fields }),
	};
}

function errors(_key: string, value: unknown): unknown {
	return value instanceof Error ? { message: value.message, stack: value.stack, cause: value.cause } : value;
}
