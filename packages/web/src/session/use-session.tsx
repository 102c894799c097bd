import type { Attachment, MessageContext, StudioMessage } from "@storydream/protocol";
import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { checksQuery, listMessages, putProject, upsertExport, upsertVersion } from "../api/index.ts";
import { clearUnreachable, toast } from "../ui/index.ts";
import { createSessionClient, type SessionClient } from "./client.ts";
import { newMessage, readOutbox, writeOutbox } from "./outbox.ts";
import type { SessionState } from "./state.ts";

interface History {
	status: "loading" | "ready" | "failed";
	/** There are earlier messages to load. */
	cursor: string | null;
	error: unknown;
	loadEarlier(): void;
	reload(): void;
}

interface Value {
	client: SessionClient;
	history: History;
}

const SessionContext = createContext<Value | null>(null);

function useValue(): Value {
	const value = useContext(SessionContext);
	if (!value) throw new Error("useSession outside of SessionProvider");
	return value;
}

const socketUrl = () => `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`;

/** Holds the connection of one project for everything below it, for as long as it is mounted. */
export function SessionProvider({ projectId, children }: { projectId: string; children: ReactNode }) {
	const queries = useQueryClient();
	const client = useMemo(
		() =>
			createSessionClient({
				projectId,
				url: socketUrl(),
				outbox: readOutbox(projectId),
				onOutbox: (items) => writeOutbox(projectId, items),
			}),
		[projectId],
	);

	useEffect(() => {
		const online = () => client.dispatch({ type: "open" });
		const unread = client.onMessage((message) => spread(queries, projectId, message));
		// Not at once: React's strict mode mounts twice, and a socket that is closed while it opens is a warning to everyone.
		const soon = window.setTimeout(online, 0);
		const offline = () => client.dispatch({ type: "offline", random: Math.random() });
		window.addEventListener("online", online);
		window.addEventListener("offline", offline);
		return () => {
			window.clearTimeout(soon);
			window.removeEventListener("online", online);
			window.removeEventListener("offline", offline);
			unread();
			client.dispatch({ type: "leave" });
		};
	}, [client, projectId, queries]);

	const reconnects = useSyncExternalStore(client.subscribe, () => client.getState().reconnects);
	useEffect(() => {
		if (reconnects === 0) return;
		clearUnreachable();
		// What changed meanwhile was not announced, and what failed for want of a connection is not true any more.
		for (const kind of ["project", "versions", "storyboard", "assets", "exports", "checks"]) {
			void queries.invalidateQueries({ queryKey: [kind, projectId] });
		}
	}, [reconnects, queries, projectId]);
	const history = useHistory(projectId, client);
	const value = useMemo(() => ({ client, history }), [client, history]);
	return <SessionContext value={value}>{children}</SessionContext>;
}

/** What the socket tells about things that REST also answers goes to the one cache that pages read. */
function spread(queries: ReturnType<typeof useQueryClient>, projectId: string, message: StudioMessage): void {
	switch (message.type) {
		case "version:created":
			upsertVersion(queries, projectId, message.version);
			void queries.invalidateQueries({ queryKey: ["storyboard", projectId] });
			if (message.version.kind === "turn" || message.version.kind === "restore") {
				void queries.invalidateQueries({ queryKey: ["assets", projectId] });
			}
			break;
		case "export:progress":
			upsertExport(queries, projectId, message.export);
			break;
		case "checks:changed":
			queries.setQueryData(checksQuery(projectId).queryKey, message.checks);
			break;
		case "assets:changed":
			void queries.invalidateQueries({ queryKey: ["assets", projectId] });
			reportConversion(message);
			break;
		case "project:changed":
			putProject(queries, message.project);
			break;
	}
}

/** A file that can't be played is reported wherever the person is: its film shows a gap. */
function reportConversion({ converted }: Extract<StudioMessage, { type: "assets:changed" }>): void {
	if (converted?.proxy.state !== "failed") return;
	toast("problem", `${converted.originalName ?? converted.name} can't be played yet.`, converted.proxy.reason ?? undefined);
}

/** Loads the stored conversation, again after every reconnect, so that what was missed is there. */
function useHistory(projectId: string, client: SessionClient): History {
	const reconnects = useSyncExternalStore(client.subscribe, () => client.getState().reconnects + client.getState().missed);
	const [state, setState] = useState<{ status: History["status"]; cursor: string | null; error: unknown }>({
		status: "loading",
		cursor: null,
		error: null,
	});
	const [asked, setAsked] = useState(0);

	// biome-ignore lint/correctness/useExhaustiveDependencies: a reconnect and a press on "Try again" load anew
	useEffect(() => {
		const leaving = new AbortController();
		listMessages(projectId, null, leaving.signal).then(
			(list) => {
				client.dispatch({ type: "history", messages: list.messages });
				setState({ status: "ready", cursor: list.nextCursor, error: null });
			},
			(error: unknown) => {
				if (!leaving.signal.aborted) setState((old) => ({ ...old, status: old.status === "ready" ? "ready" : "failed", error }));
			},
		);
		return () => leaving.abort();
	}, [projectId, client, reconnects, asked]);

	return useMemo(
		() => ({
			...state,
			reload: () => setAsked((n) => n + 1),
			loadEarlier: () => {
				if (!state.cursor) return;
				listMessages(projectId, state.cursor).then(
					(list) => {
						client.dispatch({ type: "history", messages: list.messages });
						setState({ status: "ready", cursor: list.nextCursor, error: null });
					},
					(error: unknown) => setState((old) => ({ ...old, error })),
				);
			},
		}),
		[state, projectId, client],
	);
}

/** A part of the session's state; the component draws again only when that part is another one. */
export function useSession<Part>(select: (state: SessionState) => Part): Part {
	const { client } = useValue();
	return useSyncExternalStore(client.subscribe, () => select(client.getState()));
}

export const useHistoryState = (): History => useValue().history;

/** What a person can do to the session. */
export function useSessionActions() {
	const { client } = useValue();
	return useMemo(
		() => ({
			send: (content: string, attachments: Attachment[] = [], context?: MessageContext) =>
				client.dispatch({ type: "send", item: newMessage(content, attachments, context) }),
			sendAgain: (id: string) => client.dispatch({ type: "send:again", id }),
			forget: (id: string) => client.dispatch({ type: "forget", id }),
			editQueued: (id: string, content: string) => client.dispatch({ type: "queue:edit", id, content }),
			removeQueued: (id: string) => client.dispatch({ type: "queue:remove", id }),
			/** The person has begun to write. */
			writing: () => client.dispatch({ type: "writing" }),
			keep: () => client.dispatch({ type: "keep" }),
			stop: () => client.dispatch({ type: "stop" }),
			continueQueue: () => client.dispatch({ type: "queue:continue" }),
			restart: () => client.dispatch({ type: "restart" }),
			reconnect: () => client.dispatch({ type: "open" }),
		}),
		[client],
	);
}
