import { StoryDreamError } from "@storydream/protocol";
import type { z } from "zod";

/** The environment of a process, as it is given. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** One variable of the environment: how it is read, and how it is explained. */
export interface Variable<T> {
	name: string;
	schema: z.ZodType<T, string>;
	/** A right value, for the sentence about a wrong one. */
	example: string;
	/** What `.env.example` says of it, line by line. Absent: the name says enough, or the variable before explains both. */
	about?: string;
	/** What `.env.example` shows as its value. Absent: nothing. */
	shown?: string;
	/** Its value is never repeated. */
	secret?: boolean;
}

/** A part of `.env.example`: variables in their order, and headings of some of them. */
export interface Section {
	title: string;
	entries: readonly (Variable<unknown> | string)[];
}

/** Reads a variable; an empty one counts as absent, which is the fallback. @throws `bad_request` for a wrong value */
export type Reader = <T, D>(variable: Variable<T>, fallback: D) => T | D;

export function createReader(env: Environment): Reader {
	return (variable, fallback) => {
		const text = env[variable.name]?.trim();
		if (text === undefined || text === "") return fallback;
		const parsed = variable.schema.safeParse(text);
		if (parsed.success) return parsed.data;
		throw wrongValue(variable, text, parsed.error.issues[0]?.message ?? "it can't be read");
	};
}

/** The error of a variable: one sentence that names it, what is wrong with it, and a right value. */
export function wrongValue(variable: Variable<unknown>, text: string, why: string, example = variable.example): StoryDreamError {
	const { name, secret = false } = variable;
	// An address may carry a password before its `@`.
	const shown = secret || text.includes("@") ? "has a wrong value" : `is ${JSON.stringify(text.slice(0, 80))}`;
	return new StoryDreamError("bad_request", `${name} ${shown}: ${why}.`, { hint: `Set it like this: ${name}=${example}` });
}
