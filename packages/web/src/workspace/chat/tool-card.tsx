import { Check, ChevronRight, Loader2, X } from "lucide-react";
import { memo, useState } from "react";
import type { TurnItem } from "../../session/index.ts";
import { cx, Scrolled } from "../../ui/index.ts";
import { changeLines } from "./change-lines.ts";
import { Pictures } from "./pictures.tsx";
import { TOOL_LOOKS } from "./tool-looks.ts";

const STATES = {
	running: { icon: Loader2, look: "animate-spin text-accent", label: "running" },
	ok: { icon: Check, look: "text-good", label: "done" },
	failed: { icon: X, look: "text-danger", label: "failed" },
};

/** One thing the agent did: what, to what, how it went; opened, what came back or changed. */
export const ToolCard = memo(function ToolCard({ tool }: { tool: Extract<TurnItem, { type: "tool" }> }) {
	const { icon: Icon, open: openByItself } = TOOL_LOOKS[tool.kind];
	const [opened, setOpened] = useState<boolean | null>(null);
	const lines = tool.change ? changeLines(tool.change.before, tool.change.after) : [];
	const more = Boolean(tool.summary || lines.length > 0);
	const open = more && (opened ?? (tool.state === "failed" || (openByItself && tool.kind === "plan")));
	const state = STATES[tool.state];

	return (
		<div
			data-testid="tool-card"
			data-kind={tool.kind}
			data-state={tool.state}
			className="overflow-hidden rounded-lg border border-line bg-surface"
		>
			<button
				type="button"
				aria-expanded={more ? open : undefined}
				disabled={!more}
				onClick={() => setOpened(!open)}
				className="flex w-full items-center gap-2.5 px-3 py-2 text-left text-ui disabled:cursor-default enabled:hover:bg-raised"
			>
				<Icon size={15} className="shrink-0 text-faint" aria-hidden />
				<span className="shrink-0 font-medium">{tool.title}</span>
				<span className="min-w-0 flex-1 truncate text-muted text-xs">{tool.detail}</span>
				{more && (
					<ChevronRight size={13} className={cx("shrink-0 text-faint transition-transform", open && "rotate-90")} aria-hidden />
				)}
				<state.icon size={14} className={cx("shrink-0", state.look)} aria-hidden />
				<span className="sr-only">{state.label}</span>
			</button>
			{open && (
				<div className="border-line border-t">
					{lines.length > 0 && (
						<Scrolled label="What changed" className="max-h-72 overflow-auto py-1.5 font-mono text-xs leading-5">
							{lines.map((line, index) => (
								<div
									// biome-ignore lint/suspicious/noArrayIndexKey: lines of a fixed text have no other name
									key={index}
									className={cx(
										"whitespace-pre-wrap break-words px-3",
										line.kind === "added" && "bg-good-soft text-good",
										line.kind === "removed" && "bg-danger-soft text-danger",
										line.kind === "same" && "text-faint",
									)}
								>
									{line.kind === "added" ? "+ " : line.kind === "removed" ? "− " : "  "}
									{line.text}
								</div>
							))}
						</Scrolled>
					)}
					{tool.summary && (
						<Scrolled
							label="What came back"
							className="max-h-60 overflow-auto whitespace-pre-wrap break-words px-3 py-2 font-mono text-muted text-xs"
						>
							{tool.summary}
						</Scrolled>
					)}
				</div>
			)}
			{tool.pictures.length > 0 && (
				<div className="border-line border-t p-2">
					<Pictures pictures={tool.pictures} />
				</div>
			)}
		</div>
	);
});
