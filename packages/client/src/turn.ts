import type { AgentEvent, LeftOutList, Picture, ToolKind, Usage } from "@storydream/protocol";

/** One thing a turn shows, in the order it came. Pieces of a text have been joined, a tool's end has met its start. */
export type TurnItem =
	| { type: "text"; key: string; text: string }
	| { type: "thinking"; key: string; text: string }
	| {
			type: "tool";
			key: string;
			toolId: string;
			kind: ToolKind;
			title: string;
			detail: string | null;
			state: "running" | "ok" | "failed";
			summary: string | null;
			change: { path: string; before?: string | undefined; after?: string | undefined } | null;
			pictures: Picture[];
	  }
	| { type: "picture"; key: string; picture: Picture }
	| { type: "retrying"; key: string; attempt: number; maxAttempts: number; inMs: number; reason: string }
	| { type: "notice"; key: string; text: string; leftOut: LeftOutList | null };

export interface Turn {
	items: readonly TurnItem[];
	usage: Usage | null;
}

export const EMPTY_TURN: Turn = { items: [], usage: null };

/** Adds one of the agent's events to a turn. Pure; `started` begins anew, whatever was there. */
export function foldEvent(turn: Turn, event: AgentEvent): Turn {
	switch (event.type) {
		case "started":
			return EMPTY_TURN;
		case "text":
		case "thinking":
			return withItems(turn, appendPiece(turn.items, event.type, event.blockId, event.text));
		case "discard":
			return withItems(
				turn,
				turn.items.filter((item) => item.key !== `text:${event.blockId}` && item.key !== `thinking:${event.blockId}`),
			);
		case "tool:started":
			return withItems(turn, [
				...withoutRetry(turn.items).filter((item) => item.key !== `tool:${event.toolId}`),
				{
					type: "tool",
					key: `tool:${event.toolId}`,
					toolId: event.toolId,
					kind: event.kind,
					title: event.title,
					detail: event.detail ?? null,
					state: "running",
					summary: null,
					change: null,
					pictures: [],
				},
			]);
		case "tool:finished":
			return withItems(
				turn,
				turn.items.map((item) =>
					item.type === "tool" && item.toolId === event.toolId
						? { ...item, state: event.ok ? "ok" : "failed", summary: event.summary ?? null, change: event.change ?? null }
						: item,
				),
			);
		case "picture": {
			const owner = turn.items.some((item) => item.type === "tool" && item.toolId === event.toolId);
			if (!owner)
				return withItems(turn, [...turn.items, { type: "picture", key: `picture:${turn.items.length}`, picture: event.picture }]);
			return withItems(
				turn,
				turn.items.map((item) =>
					item.type === "tool" && item.toolId === event.toolId ? { ...item, pictures: [...item.pictures, event.picture] } : item,
				),
			);
		}
		case "retrying":
			return withItems(turn, [
				...withoutRetry(turn.items),
				{
					type: "retrying",
					key: "retrying",
					attempt: event.attempt,
					maxAttempts: event.maxAttempts,
					inMs: event.inMs,
					reason: event.reason,
				},
			]);
		case "notice":
			return withItems(turn, [
				...turn.items,
				{ type: "notice", key: `notice:${turn.items.length}`, text: event.text, leftOut: event.leftOut ?? null },
			]);
		case "usage":
			return { ...turn, usage: event.usage };
		case "saved":
			// The version list tells it better.
			return turn;
	}
}

/** The turn that a stored list of events draws. */
export function foldEvents(events: readonly AgentEvent[]): Turn {
	return events.reduce(foldEvent, EMPTY_TURN);
}

/** After a turn's end nothing spins: a tool without an end has failed with the turn. */
export function settleTurn(turn: Turn): Turn {
	return withItems(
		turn,
		withoutRetry(turn.items).map((item) =>
			item.type === "tool" && item.state === "running" ? { ...item, state: "failed" } : item,
		),
	);
}

function withItems(turn: Turn, items: readonly TurnItem[]): Turn {
	return { ...turn, items };
}

/** A retry that led to something is over. */
function withoutRetry(items: readonly TurnItem[]): readonly TurnItem[] {
	return items.some((item) => item.type === "retrying") ? items.filter((item) => item.type !== "retrying") : items;
}

function appendPiece(items: readonly TurnItem[], type: "text" | "thinking", blockId: string, text: string): readonly TurnItem[] {
	const key = `${type}:${blockId}`;
	const rest = withoutRetry(items);
	const index = rest.findLastIndex((item) => item.key === key);
	const found = rest[index];
	if (!found || (found.type !== "text" && found.type !== "thinking")) return [...rest, { type, key, text }];
	return rest.with(index, { ...found, text: found.text + text });
}
