import type { Export, ExportSettings, ExportState } from "@storydream/protocol";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Check, CircleSlash, Download, Loader2, RotateCw, TriangleAlert, X } from "lucide-react";
import type { z } from "zod";
import { cancelExport } from "../../api/index.ts";
import { buttonLook, cx, IconButton, toastError } from "../../ui/index.ts";
import { exportFacts, isOver } from "./facts.ts";

const WORDS: Record<z.infer<typeof ExportState>, string> = {
	queued: "Waiting for its turn",
	preparing: "Preparing",
	bundling: "Bundling the project",
	rendering: "Rendering",
	encoding: "Encoding",
	storing: "Storing",
	done: "Done",
	failed: "Failed",
	cancelled: "Cancelled",
};

interface ExportItemProps {
	item: Export;
	/** Exports the film as it is now with the same settings. */
	onAgain: (settings: ExportSettings) => void;
	/** An export is being started. */
	againBusy: boolean;
}

/** One export: how far it is, or the file. */
export function ExportItem({ item, onAgain, againBusy }: ExportItemProps) {
	const queries = useQueryClient();
	const cancel = useMutation({
		mutationFn: () => cancelExport(item.id),
		onError: toastError,
		onSettled: () => queries.invalidateQueries({ queryKey: ["exports", item.projectId] }),
	});
	const over = isOver(item);
	const part = item.framesTotal > 0 ? item.framesDone / item.framesTotal : 0;
	const facts = exportFacts(item);

	return (
		<li data-testid="export-item" data-state={item.state} className="rounded-xl border border-line bg-surface p-3">
			<div className="flex items-center gap-2.5">
				{item.state === "done" ? (
					<Check size={16} className="shrink-0 text-good" aria-hidden />
				) : item.state === "failed" ? (
					<TriangleAlert size={16} className="shrink-0 text-danger" aria-hidden />
				) : item.state === "cancelled" ? (
					<CircleSlash size={16} className="shrink-0 text-faint" aria-hidden />
				) : (
					<Loader2 size={16} className="shrink-0 animate-spin text-accent" aria-hidden />
				)}
				<p className="min-w-0 flex-1 truncate font-medium text-ui" title={item.fileName}>
					{item.fileName}
				</p>
				{item.state === "done" && item.fileUrl && (
					<a
						href={item.fileUrl}
						download={item.fileName}
						data-testid="export-download"
						className={buttonLook({ look: "primary", size: "small" })}
					>
						<Download size={14} aria-hidden /> Download
					</a>
				)}
				{over && (
					<IconButton
						icon={RotateCw}
						label={`Export ${item.fileName} again`}
						disabled={againBusy}
						onClick={() => onAgain(item.settings)}
						data-testid="export-again"
					/>
				)}
				{!over && (
					<IconButton
						icon={X}
						label={`Cancel ${item.fileName}`}
						disabled={cancel.isPending}
						onClick={() => cancel.mutate()}
						data-testid="export-cancel"
					/>
				)}
			</div>
			<p className="mt-1.5 text-muted text-xs tabular-nums">{[WORDS[item.state], ...facts].join(" · ")}</p>
			{!over && (
				<div
					role="progressbar"
					aria-label={`Progress of ${item.fileName}`}
					aria-valuenow={Math.round(part * 100)}
					className="relative mt-2.5 h-1 overflow-hidden rounded bg-sunken"
				>
					<div
						className={cx(
							"h-full rounded bg-accent",
							item.framesTotal > 0 ? "transition-[width] duration-300" : "w-1/4 animate-sweep",
						)}
						style={item.framesTotal > 0 ? { width: `${part * 100}%` } : undefined}
					/>
				</div>
			)}
			{item.warnings.length > 0 && (
				<ul aria-label={`Warnings of ${item.fileName}`} data-testid="export-warnings" className="mt-2 space-y-1 text-xs">
					{item.warnings.map(({ message }) => (
						<li key={message} className="flex gap-1.5 text-muted">
							<TriangleAlert size={13} className="mt-0.5 shrink-0 text-accent" aria-hidden />
							<span className="min-w-0 break-words [overflow-wrap:anywhere]">{message}</span>
						</li>
					))}
				</ul>
			)}
			{item.error && (
				<p role="alert" className="mt-2 text-xs">
					<span className="text-danger">{item.error.message}</span> <span className="text-muted">{item.error.hint}</span>
				</p>
			)}
		</li>
	);
}
