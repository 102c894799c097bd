import { toStoryDreamError } from "@storydream/protocol";
import { NoAnswerError } from "../api/index.ts";

export interface Told {
	id: string;
	kind: "problem" | "good" | "info";
	sentence: string;
	nextStep: string | undefined;
}

/** What shows messages. */
interface ToastList {
	show(told: Told): void;
	close(id: string): void;
}

/** Null until the list is loaded. Owned by `showTold`. */
let list: ToastList | null = null;
/** Messages that came before the list. */
let early: Told[] = [];
/** Ids of toasts that are true only while the studio can't be reached. */
const unreachable = new Set<string>();

/** The studio answers again: what said that it does not is taken away. */
export function clearUnreachable(): void {
	for (const id of unreachable) list?.close(id);
	early = early.filter((told) => !unreachable.has(told.id));
	unreachable.clear();
}

/**
 * Says something in passing: a sentence, and the next step if there is one.
 * @returns the toast's id
 */
export function tell(kind: Told["kind"], sentence: string, nextStep?: string): string {
	const told = { id: crypto.randomUUID(), kind, sentence, nextStep };
	if (list) list.show(told);
	else early.push(told);
	return told.id;
}

/** Tells what went wrong: typed errors as they are, all others without their inner text. */
export function tellError(error: unknown): void {
	const { message, hint } = toStoryDreamError(error);
	if (toStoryDreamError(error) !== error) console.error(error);
	const id = tell("problem", message, hint);
	if (error instanceof NoAnswerError) unreachable.add(id);
}

/** From now on `loaded` shows messages; it gets those that came before, too. */
export function showTold(loaded: ToastList): void {
	list = loaded;
	for (const told of early) loaded.show(told);
	early = [];
}
