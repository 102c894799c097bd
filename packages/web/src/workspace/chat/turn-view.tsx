import {
	ChevronRight,
	CircleStop,
	Clock,
	GitCommitHorizontal,
	Info,
	Loader2,
	RotateCw,
	Send,
	Trash2,
	TriangleAlert,
} from "lucide-react";
import { memo, useState } from "react";
import { pictureUrl } from "../../api/index.ts";
import { type Exchange, type TurnItem, useSession, useSessionActions } from "../../session/index.ts";
import { Button, count, cx, money, useClock } from "../../ui/index.ts";
import { useStage } from "../stage.tsx";
import { ContextWords } from "./context-words.tsx";
import { LeftOutNotice } from "./left-out-notice.tsx";
import { Markdown } from "./markdown.tsx";
import { Pictures } from "./pictures.tsx";
import { PromptText } from "./prompt-text.tsx";
import { ToolCard } from "./tool-card.tsx";

/** What was asked and what was answered. */
export const TurnView = memo(function TurnView({ exchange }: { exchange: Exchange }) {
	const { turn, status } = exchange;
	const running = status === "running";
	const last = turn.items.at(-1);
	return (
		<article className="space-y-3" data-status={status}>
			<Question exchange={exchange} />
			<div className="space-y-2.5">
				{turn.items.map((item) => (
					<Item key={item.key} item={item} streaming={running && item === last} />
				))}
				{running && <Working since={exchange.message?.startedAt ?? null} quiet={last?.type === "text"} />}
				<Outcome exchange={exchange} />
			</div>
		</article>
	);
}, sameExchange);

/** The parts of an exchange that are drawn: lists are never changed in place. */
function sameExchange(a: { exchange: Exchange }, b: { exchange: Exchange }): boolean {
	const one = a.exchange;
	const two = b.exchange;
	return (
		one.key === two.key &&
		one.turn.items === two.turn.items &&
		one.status === two.status &&
		one.message === two.message &&
		one.sending === two.sending &&
		one.error === two.error &&
		one.commitSha === two.commitSha
	);
}

function Question({ exchange: { message, sending, status } }: { exchange: Exchange }) {
	const content = message?.content ?? sending?.content;
	const { sendAgain, forget } = useSessionActions();
	const { compose, projectId } = useStage();
	if (content === undefined) return null;
	const pictures = message
		? message.attachments.map((one) => ({ mediaType: one.mediaType, url: one.url, alt: one.name }))
		: (sending?.attachments ?? []).map((one) => ({
				mediaType: "image/*",
				url: pictureUrl(projectId, one.sha256),
				alt: one.name,
			}));
	return (
		<div className="ml-6 flex flex-col items-end gap-1">
			<div
				data-testid="question"
				className={cx("max-w-full rounded-2xl rounded-tr-md bg-raised px-3.5 py-2.5 ring-1 ring-line", sending && "opacity-80")}
			>
				<PromptText text={content} />
				{pictures.length > 0 && (
					<div className="mt-2">
						<Pictures pictures={pictures} />
					</div>
				)}
			</div>
			<ContextWords context={message?.context ?? sending?.context} />
			{status === "sending" && <Sending />}
			{status === "refused" && sending && (
				<div role="alert" className="text-right text-xs">
					<p className="text-danger">{sending.refusal?.message}</p>
					<p className="text-muted">{sending.refusal?.hint}</p>
					<div className="mt-1 flex justify-end gap-1">
						<Button size="small" look="quiet" icon={Send} onClick={() => sendAgain(sending.id)}>
							Send again
						</Button>
						<Button
							size="small"
							look="quiet"
							icon={Trash2}
							onClick={() => {
								compose(sending.content);
								forget(sending.id);
							}}
						>
							Change it
						</Button>
					</div>
				</div>
			)}
		</div>
	);
}

function Sending() {
	const online = useSession((state) => state.connection.status === "open");
	return (
		<span className="flex items-center gap-1 text-faint text-xs" data-testid="sending">
			<Clock size={11} aria-hidden /> {online ? "Sending…" : "Sent when the connection is back"}
		</span>
	);
}

function Item({ item, streaming }: { item: TurnItem; streaming: boolean }) {
	switch (item.type) {
		case "text":
			return <Markdown text={item.text} streaming={streaming} />;
		case "thinking":
			return <Thinking text={item.text} live={streaming} />;
		case "tool":
			return <ToolCard tool={item} />;
		case "picture":
			return <Pictures pictures={[item.picture]} />;
		case "notice":
			if (item.leftOut !== null) return <LeftOutNotice leftOut={item.leftOut} />;
			return (
				<p className="flex gap-2 text-muted text-ui">
					<Info size={14} className="mt-0.5 shrink-0" aria-hidden />
					{item.text}
				</p>
			);
		case "retrying":
			return (
				<p role="status" className="flex gap-2 rounded-lg bg-accent-soft px-3 py-2 text-ui">
					<RotateCw size={14} className="mt-0.5 shrink-0 animate-spin text-accent" aria-hidden />
					<span>
						{item.reason} Trying again ({item.attempt} of {item.maxAttempts}
						{item.inMs >= 1000 && `, in ${Math.round(item.inMs / 1000)} s`}).
					</span>
				</p>
			);
	}
}

function Thinking({ text, live }: { text: string; live: boolean }) {
	const [opened, setOpened] = useState<boolean | null>(null);
	const open = opened ?? live;
	return (
		<div className="text-muted text-ui">
			<button
				type="button"
				aria-expanded={open}
				onClick={() => setOpened(!open)}
				className="flex items-center gap-1 hover:text-ink"
			>
				<ChevronRight size={13} className={cx("transition-transform", open && "rotate-90")} aria-hidden />
				{live ? <span className="animate-breathe">Thinking</span> : "Thought about it"}
			</button>
			{open && (
				<p className="mt-1 ml-1.5 max-h-56 overflow-auto whitespace-pre-wrap border-line border-l pl-3 text-xs leading-5">
					{text}
				</p>
			)}
		</div>
	);
}

function Working({ since, quiet }: { since: string | null; quiet: boolean }) {
	const now = useClock(true);
	const elapsed = since ? Math.max(0, Math.round((now - Date.parse(since)) / 1000)) : 0;
	if (quiet) return null;
	return (
		<p role="status" className="flex items-center gap-2 text-muted text-ui">
			<Loader2 size={14} className="animate-spin text-accent" aria-hidden />
			Working
			{elapsed >= 5 && <span className="text-faint tabular-nums">{elapsed} s</span>}
		</p>
	);
}

function Outcome({ exchange: { status, error, commitSha, usage, message } }: { exchange: Exchange }) {
	const { store } = useStage();
	const { send } = useSessionActions();
	if (status !== "done" && status !== "stopped" && status !== "failed") return null;
	const tokens = usage ? usage.inputTokens + usage.outputTokens + usage.cacheReadTokens + usage.cacheWriteTokens : 0;
	return (
		<div className="space-y-2">
			{status === "failed" && (
				<div
					role="alert"
					data-testid="turn-failed"
					className="rounded-lg border border-danger/30 bg-danger-soft px-3 py-2.5 text-ui"
				>
					<p className="flex gap-2 font-medium">
						<TriangleAlert size={15} className="mt-0.5 shrink-0 text-danger" aria-hidden />
						{error?.message ?? "This turn failed."}
					</p>
					<p className="mt-1 ml-[23px] text-muted">{error?.hint ?? "Send the message again."}</p>
					{message && (
						<Button size="small" className="mt-2 ml-[23px]" icon={RotateCw} onClick={() => send(message.content)}>
							Try again
						</Button>
					)}
				</div>
			)}
			{status === "stopped" && (
				<p className="flex items-center gap-2 text-muted text-ui" data-testid="turn-stopped">
					<CircleStop size={14} aria-hidden /> Stopped. What was written so far is kept.
				</p>
			)}
			<div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-faint text-xs">
				{commitSha && (
					<button
						type="button"
						data-testid="version-chip"
						onClick={() => store.set({ panel: "versions", mobile: "more" })}
						className="inline-flex items-center gap-1.5 rounded-full bg-raised px-2.5 py-0.5 text-muted ring-1 ring-line hover:text-ink hover:ring-line-strong"
					>
						<GitCommitHorizontal size={13} aria-hidden /> New version
					</button>
				)}
				{usage && tokens > 0 && (
					<span
						title={`${count(usage.inputTokens)} in, ${count(usage.outputTokens)} out, ${count(usage.cacheReadTokens)} from cache`}
					>
						{count(tokens)} tokens · {money(usage.costUsd)}
					</span>
				)}
			</div>
		</div>
	);
}
