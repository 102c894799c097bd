import { ArrowDown, MessageSquareText } from "lucide-react";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { conversation, type SessionState, useHistoryState, useSession } from "../../session/index.ts";
import { Button, Empty, Failure, Skeleton } from "../../ui/index.ts";
import { Composer } from "./composer.tsx";
import { TurnView } from "./turn-view.tsx";

/** This near to the end (px), new text keeps the end in view. */
const NEAR_END = 80;

const whole = (state: SessionState) => state;

export function ChatPanel() {
	const state = useSession(whole);
	const history = useHistoryState();
	const { messages, runs, outbox } = state;
	// biome-ignore lint/correctness/useExhaustiveDependencies: these three are all that the conversation is made of
	const exchanges = useMemo(() => conversation(state), [messages, runs, outbox]);
	const list = useRef<HTMLDivElement>(null);
	const [following, setFollowing] = useState(true);

	const content = useRef<HTMLDivElement>(null);
	const toEnd = useCallback(
		(behavior: ScrollBehavior) => list.current?.scrollTo({ top: list.current.scrollHeight, behavior }),
		[],
	);
	// biome-ignore lint/correctness/useExhaustiveDependencies: whenever something was drawn
	useLayoutEffect(() => {
		if (following) toEnd("instant");
	}, [exchanges, following]);
	// Pictures arrive, rooms change their width, the tab of a phone comes back: the end stays the end.
	useEffect(() => {
		if (!following || !list.current || !content.current) return;
		const observer = new ResizeObserver(() => toEnd("instant"));
		observer.observe(list.current);
		observer.observe(content.current);
		return () => observer.disconnect();
	}, [following, toEnd]);
	useEffect(() => {
		if (outbox.length > 0) setFollowing(true);
	}, [outbox.length]);

	return (
		<section aria-label="Chat" data-testid="chat" className="flex min-h-0 flex-1 flex-col">
			<div className="relative min-h-0 flex-1">
				<div
					ref={list}
					// biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
					tabIndex={0}
					role="log"
					aria-label="Conversation"
					aria-live="off"
					onScroll={(event) => {
						const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
						if (clientHeight === 0) return;
						setFollowing(scrollHeight - scrollTop - clientHeight < NEAR_END);
					}}
					className="h-full overflow-y-auto overflow-x-hidden px-3 py-4 outline-offset-[-2px] lg:px-4"
				>
					{history.cursor && (
						<div className="pb-4 text-center">
							<Button size="small" look="quiet" onClick={history.loadEarlier}>
								Earlier messages
							</Button>
						</div>
					)}
					{history.status === "loading" && exchanges.length === 0 && (
						<div className="space-y-4">
							<Skeleton className="ml-16 h-12" />
							<Skeleton className="h-24" />
						</div>
					)}
					{history.status === "failed" && <Failure error={history.error} onRetry={history.reload} />}
					{history.status === "ready" && exchanges.length === 0 && (
						<Empty icon={MessageSquareText} title="What should the film show?" className="h-full">
							Describe it in your own words: its subject, its audience, its length and its mood. Then change it by talking.
						</Empty>
					)}
					<div ref={content} className="space-y-7">
						{exchanges.map((exchange) => (
							<TurnView key={exchange.key} exchange={exchange} />
						))}
					</div>
				</div>
				{!following && (
					<Button
						size="small"
						icon={ArrowDown}
						onClick={() => toEnd("smooth")}
						className="absolute bottom-2 left-1/2 -translate-x-1/2 rounded-full shadow-float"
					>
						Newest
					</Button>
				)}
			</div>
			<Composer />
		</section>
	);
}
