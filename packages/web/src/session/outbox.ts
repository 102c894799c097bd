import { Attachment, MessageContext } from "@storydream/protocol";
import { z } from "zod";
import { newId } from "../ui/index.ts";
import type { OutboxItem } from "./state.ts";

/**
 * What was written but not acknowledged, kept over a reload of the tab. The dashboard also puts a new project's first
 * prompt here, and the workspace sends it.
 */
const Stored = z.array(
	z.object({
		id: z.string(),
		content: z.string(),
		attachments: z.array(Attachment).default([]),
		context: MessageContext.optional(),
		createdAt: z.string(),
	}),
);

const keyOf = (projectId: string) => `storydream:outbox:${projectId}`;

export function readOutbox(projectId: string): OutboxItem[] {
	try {
		const stored = sessionStorage.getItem(keyOf(projectId));
		return stored ? (Stored.safeParse(JSON.parse(stored)).data ?? []) : [];
	} catch {
		// Storage is closed or holds something foreign: there is nothing to send again.
		return [];
	}
}

export function writeOutbox(projectId: string, items: readonly OutboxItem[]): void {
	const whole = items.map(({ refusal: _refusal, ...item }) => item);
	try {
		if (whole.length === 0) sessionStorage.removeItem(keyOf(projectId));
		else sessionStorage.setItem(keyOf(projectId), JSON.stringify(whole));
	} catch {
		try {
			// Pictures may be more than the storage takes: at least the words survive a reload.
			sessionStorage.setItem(keyOf(projectId), JSON.stringify(whole.map((item) => ({ ...item, attachments: [] }))));
		} catch {
			// No storage at all: the message still lives in this page's memory until it is acknowledged.
		}
	}
}

/** A message of this tab, ready for the outbox. */
export function newMessage(content: string, attachments: Attachment[] = [], context?: MessageContext): OutboxItem {
	return { id: newId(), content, attachments, context, createdAt: new Date().toISOString() };
}
