import type { PreviewError } from "@storydream/protocol";
import type { Place } from "./parent-messages.ts";

export interface Caught {
	error: Omit<PreviewError, "key">;
	at?: Place;
}

/** Components of React and Remotion: never the one a person wrote. */
const FOREIGN = /node_modules|\/\.vite\/|\/deps\/|@vite\/client|@react-refresh|\/dependencies\//;

/** An error with the component and the module it came from, as far as the stacks say. */
export function describeThrown(kind: "render" | "unhandled", thrown: unknown, componentStack = ""): Caught {
	const error =
		thrown instanceof Error
			? thrown
			: new Error(typeof thrown === "string" ? thrown : "Something that is not an error was thrown.");
	const component = firstComponent(componentStack);
	const at = firstOwnPlace(error.stack ?? "") ?? firstOwnPlace(componentStack);
	return {
		error: {
			kind,
			message: firstLines(error.message || error.name),
			...(component ? { component } : {}),
			...(error.stack ? { stack: error.stack } : {}),
		},
		...(at ? { at } : {}),
	};
}

/** The innermost component of the film in a React component stack. */
export function firstComponent(componentStack: string): string | undefined {
	for (const line of componentStack.split("\n")) {
		const match = /^\s*at (\w[\w$.]*)(?: \((.*)\))?/.exec(line);
		if (!match?.[1] || FOREIGN.test(match[2] ?? "") || !/^[A-Z]/.test(match[1])) continue;
		if (match[2] === undefined || !/^https?:/.test(match[2])) continue;
		return match[1];
	}
	return undefined;
}

/** The first place of a stack that lies in the film's own modules. */
export function firstOwnPlace(stack: string): Place | null {
	for (const line of stack.split("\n")) {
		const match = /(https?:\/\/[^\s()]+?):(\d+):(\d+)\)?$/.exec(line.trim());
		if (!match?.[1] || FOREIGN.test(match[1]) || !match[1].includes("/@fs/") || match[1].includes("/preview/page/")) continue;
		return { url: match[1], line: Number(match[2]), column: Number(match[3]) };
	}
	return null;
}

/** Name of an error on this page; the host has one of its own. */
export function keyOf(error: Omit<PreviewError, "key">): string {
	const text = [error.kind, error.message.split("\n")[0], error.component ?? ""].join("\n");
	let hash = 0x811c9dc5;
	for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
	return `${error.kind}-${hash.toString(16).padStart(8, "0")}`;
}

function firstLines(message: string): string {
	return message.split("\n").slice(0, 6).join("\n").slice(0, 1_500);
}
