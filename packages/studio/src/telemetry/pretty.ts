import { styleText } from "node:util";

const LEVELS: Record<number, [string, "gray" | "cyan" | "yellow" | "red"]> = {
	10: ["trace", "gray"],
	20: ["debug", "gray"],
	30: ["info", "cyan"],
	40: ["warning", "yellow"],
	50: ["error", "red"],
	60: ["fatal", "red"],
};
const LEFT_OUT = new Set(["level", "time", "msg", "name", "pid", "hostname", "err"]);

/** A line of the log as a person at a terminal reads it: time, level, sentence, and what belongs to it. */
export function prettyLine(line: string): string {
	let entry: unknown;
	try {
		entry = JSON.parse(line);
	} catch {
		// Not one of our lines: shown as it is.
		return line;
	}
	if (typeof entry !== "object" || entry === null) return line;
	const fields = new Map(Object.entries(entry));
	const [level, colour] = LEVELS[Number(fields.get("level"))] ?? ["log", "gray"];
	const time = new Date(Number(fields.get("time"))).toTimeString().slice(0, 8);
	const rest = [...fields]
		.filter(([name]) => !LEFT_OUT.has(name))
		.map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`)
		.join(" ");
	const error = messageOf(fields.get("err"));
	const text = [fields.get("msg"), error].filter(Boolean).join(": ");
	return `${styleText("gray", time)} ${styleText(colour, level)} ${text}${rest === "" ? "" : ` ${styleText("gray", rest)}`}\n`;
}

function messageOf(error: unknown): string {
	return typeof error === "object" && error !== null && "message" in error ? String(error.message) : "";
}
