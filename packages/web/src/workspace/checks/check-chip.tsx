import { CircleAlert, CircleCheck, ClipboardCheck, Loader2, type LucideIcon } from "lucide-react";
import { useState } from "react";
import { cx } from "../../ui/index.ts";
import { CheckDialog } from "./check-dialog.tsx";
import { type CheckSummary, summarizeCheck } from "./check-summary.ts";
import { useCheck } from "./use-check.ts";

const LOOKS: Record<CheckSummary["look"], { icon: LucideIcon; className: string }> = {
	quiet: { icon: ClipboardCheck, className: "text-muted" },
	busy: { icon: Loader2, className: "text-muted [&>svg]:animate-spin" },
	good: { icon: CircleCheck, className: "text-good" },
	open: { icon: CircleAlert, className: "text-accent" },
	failed: { icon: CircleAlert, className: "text-danger" },
};

/** Says in one line what the film's check found; a press opens the list behind it. */
export function CheckChip() {
	const { data } = useCheck();
	const [open, setOpen] = useState(false);
	if (!data) return null;
	const { look, label, short } = summarizeCheck(data);
	const { icon: Icon, className } = LOOKS[look];
	return (
		<>
			<button
				type="button"
				onClick={() => setOpen(true)}
				title={label}
				aria-label={label}
				data-testid="check-chip"
				data-look={look}
				className={cx(
					"inline-flex h-7 min-w-0 max-w-full shrink items-center gap-1.5 rounded-md px-1.5 text-xs hover:bg-raised",
					className,
				)}
			>
				<Icon size={14} className="shrink-0" aria-hidden />
				<span className="hidden truncate 2xl:inline">{label}</span>
				<span className="truncate 2xl:hidden">{short}</span>
			</button>
			<span role="status" className="sr-only">
				{look === "busy" ? "" : label}
			</span>
			{open && <CheckDialog state={data} onClose={() => setOpen(false)} />}
		</>
	);
}
