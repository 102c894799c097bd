import type { Message } from "@storydream/protocol";
import { Check, CirclePause, ListEnd, Pencil, Play, X } from "lucide-react";
import { useState } from "react";
import { isRunning, useSession, useSessionActions } from "../../session/index.ts";
import { Button, IconButton, plural, TextArea } from "../../ui/index.ts";

/** Messages that wait for the running turn to end, or for the person after a stop: they can still be changed or taken back. */
export function Queue() {
	const queue = useSession((state) => state.queue);
	const running = useSession(isRunning);
	const paused = queue.filter((message) => message.pausedAt !== null);
	const next = queue.filter((message) => message.pausedAt === null);
	return (
		<>
			{paused.length > 0 && <Paused messages={paused} />}
			{next.length > 0 && (
				<section aria-label="Waiting messages" className="mb-2 rounded-xl border border-line bg-surface">
					<h2 className="flex items-center gap-2 px-3 pt-2 text-muted text-xs">
						<ListEnd size={13} aria-hidden /> {running ? "Next, when this turn has ended" : "Waiting for the session to start"}
					</h2>
					<Messages messages={next} />
				</section>
			)}
		</>
	);
}

/** Messages that waited when the person stopped the turn. */
function Paused({ messages }: { messages: Message[] }) {
	const { continueQueue } = useSessionActions();
	const online = useSession((state) => state.connection.status === "open");
	return (
		<section aria-label="Paused messages" data-testid="queue-paused" className="mb-2 rounded-xl border border-line bg-surface">
			<div className="flex items-center gap-2 px-3 pt-2">
				<h2 className="flex min-w-0 flex-1 items-center gap-2 text-muted text-xs">
					<CirclePause size={13} className="shrink-0" aria-hidden /> Stopped. {plural(messages.length, "message")} paused.
				</h2>
				<Button size="small" icon={Play} disabled={!online} onClick={continueQueue} data-testid="queue-continue">
					Continue
				</Button>
			</div>
			<Messages messages={messages} />
		</section>
	);
}

const Messages = ({ messages }: { messages: Message[] }) => (
	<ol className="max-h-44 overflow-auto p-1">
		{messages.map((message) => (
			<Waiting key={message.id} message={message} />
		))}
	</ol>
);

function Waiting({ message }: { message: Message }) {
	const { editQueued, removeQueued } = useSessionActions();
	const online = useSession((state) => state.connection.status === "open");
	const [draft, setDraft] = useState<string | null>(null);
	const save = () => {
		if (draft?.trim()) editQueued(message.id, draft.trim());
		setDraft(null);
	};
	return (
		<li data-testid="queue-item" data-id={message.id} className="flex items-start gap-1 rounded-lg px-2 py-1 hover:bg-raised">
			{draft === null ? (
				<p dir="auto" className="line-clamp-2 min-w-0 flex-1 py-1 text-ui">
					{message.content}
				</p>
			) : (
				<TextArea
					aria-label="Change the waiting message"
					autoFocus
					onFocus={(event) => event.target.setSelectionRange(event.target.value.length, event.target.value.length)}
					value={draft}
					onChange={(event) => setDraft(event.target.value)}
					onKeyDown={(event) => {
						if (event.key === "Enter" && !event.shiftKey) {
							event.preventDefault();
							save();
						}
						if (event.key === "Escape") {
							event.stopPropagation();
							setDraft(null);
						}
					}}
				/>
			)}
			{draft === null ? (
				<IconButton
					icon={Pencil}
					size={13}
					className="size-7!"
					label="Change this message"
					disabled={!online}
					onClick={() => setDraft(message.content)}
				/>
			) : (
				<IconButton icon={Check} size={14} className="size-7!" label="Keep the change" onClick={save} />
			)}
			<IconButton
				icon={X}
				size={14}
				className="size-7!"
				label="Take this message back"
				disabled={!online}
				onClick={() => removeQueued(message.id)}
			/>
		</li>
	);
}
