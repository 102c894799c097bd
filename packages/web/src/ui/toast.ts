import { toStoryDreamError } from "@storydream/protocol";
import { NoAnswerError } from "../api/index.ts";
import { newId } from "./new-id.ts";

export interface ToastMessage {
	id: string;
	kind: "problem" | "good" | "info";
	sentence: string;
	nextStep: string | undefined;
}

/** What shows messages. */
export interface ToastList {
	show(message: ToastMessage): void;
	close(id: string): void;
}

/** Null until the list is loaded. Owned by `connectToasts`. */
let list: ToastList | null = null;
/** Messages that came before the list. */
let early: ToastMessage[] = [];
/** Ids of toasts that are true only while the studio can't be reached. */
const unreachable = new Set<string>();

/** The studio answers again: what said that it does not is taken away. */
export function clearUnreachable(): void {
	for (const id of unreachable) list?.close(id);
	early = early.filter((message) => !unreachable.has(message.id));
	unreachable.clear();
}

/**
 * Says something in passing: a sentence, and the next step if there is one.
 * @returns the toast's id
 */
export function toast(kind: ToastMessage["kind"], sentence: string, nextStep?: string): string {
	const message = { id: newId(), kind, sentence, nextStep };
	if (list) list.show(message);
	else early.push(message);
	return message.id;
}

/** Shows what went wrong: typed errors as they are, all others without their inner text. */
export function toastError(error: unknown): void {
	const { message, hint } = toStoryDreamError(error);
	if (toStoryDreamError(error) !== error) console.error(error);
	const id = toast("problem", message, hint);
	if (error instanceof NoAnswerError) unreachable.add(id);
}

/** From now on `loaded` shows messages; it gets those that came before, too. */
export function connectToasts(loaded: ToastList): void {
	list = loaded;
	for (const message of early) loaded.show(message);
	early = [];
}
