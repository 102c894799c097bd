import { toStoryDreamError } from "@storydream/protocol";
import { AlertTriangle, Loader2, type LucideIcon, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { cx } from "./cx.ts";

export const Spinner = ({ label = "Loading", size = 16 }: { label?: string; size?: number }) => (
	<span role="status" className="inline-flex items-center gap-2 text-muted">
		<Loader2 size={size} className="animate-spin" aria-hidden />
		<span className="sr-only">{label}</span>
	</span>
);

/** A place with nothing in it yet: says what would be here and how to get it. */
export function Empty({
	icon: Icon,
	title,
	children,
	className,
}: {
	icon: LucideIcon;
	title: string;
	children?: ReactNode;
	className?: string;
}) {
	return (
		<div className={cx("flex flex-col items-center justify-center px-6 py-10 text-center", className)}>
			<Icon size={22} className="mb-3 text-faint" aria-hidden strokeWidth={1.5} />
			<p className="font-medium">{title}</p>
			{children && <div className="mt-1 max-w-sm text-muted text-ui">{children}</div>}
		</div>
	);
}

/** What went wrong, its next step, and a way to try again. */
export function Failure({ error, onRetry, className }: { error: unknown; onRetry?: () => void; className?: string }) {
	const { message, hint } = toStoryDreamError(error);
	return (
		<div role="alert" className={cx("flex flex-col items-center justify-center px-6 py-10 text-center", className)}>
			<AlertTriangle size={22} className="mb-3 text-danger" aria-hidden strokeWidth={1.5} />
			<p className="font-medium">{message}</p>
			<p className="mt-1 max-w-sm text-muted text-ui">{hint}</p>
			{onRetry && (
				<Button className="mt-4" icon={RotateCw} onClick={onRetry}>
					Try again
				</Button>
			)}
		</div>
	);
}

/** Grey shapes while something loads. */
export const Skeleton = ({ className }: { className: string }) => (
	<div aria-hidden className={cx("animate-breathe rounded-lg bg-sunken", className)} />
);
