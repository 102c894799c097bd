import { AlertDialog } from "@base-ui/react/alert-dialog";
import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { cx } from "./cx.ts";

const BACKDROP =
	"fixed inset-0 z-50 bg-black/55 transition-opacity data-[ending-style]:opacity-0 data-[starting-style]:opacity-0";
const POPUP =
	"fixed top-1/2 left-1/2 z-50 max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 overflow-auto rounded-2xl border border-line bg-surface shadow-float outline-none transition-opacity data-[ending-style]:opacity-0 data-[starting-style]:opacity-0";

interface Props {
	open: boolean;
	onOpenChange(open: boolean): void;
	title: string;
	children: ReactNode;
}

export function Dialog({ open, onOpenChange, title, wide = false, children }: Props & { wide?: boolean }) {
	return (
		<Base.Root open={open} onOpenChange={onOpenChange}>
			<Base.Portal>
				<Base.Backdrop className={BACKDROP} />
				<Base.Popup className={cx(POPUP, wide ? "max-w-4xl" : "max-w-lg")}>
					<div className="sticky top-0 z-10 flex items-center justify-between gap-4 border-line border-b bg-surface px-5 py-3">
						<Base.Title className="line-clamp-2 min-w-0 font-semibold text-base tracking-tight" title={title}>
							{title}
						</Base.Title>
						{/* Without a hint: it would take the first Escape for itself. */}
						<Base.Close aria-label="Close" className="-mr-1.5 shrink-0 rounded-lg p-2 text-muted hover:bg-raised hover:text-ink">
							<X size={16} aria-hidden />
						</Base.Close>
					</div>
					<div className="p-5">{children}</div>
				</Base.Popup>
			</Base.Portal>
		</Base.Root>
	);
}

/** Asks before something that can't be taken back. `children` says what is lost. */
export function Confirm({
	open,
	onOpenChange,
	title,
	children,
	action,
	busy,
	onConfirm,
}: Props & { action: string; busy?: boolean; onConfirm(): void }) {
	return (
		<AlertDialog.Root open={open} onOpenChange={onOpenChange}>
			<AlertDialog.Portal>
				<AlertDialog.Backdrop className={BACKDROP} />
				<AlertDialog.Popup className={cx(POPUP, "max-w-md p-6")}>
					<AlertDialog.Title className="line-clamp-4 font-semibold text-lg tracking-tight" title={title}>
						{title}
					</AlertDialog.Title>
					<AlertDialog.Description render={<div />} className="mt-2 space-y-2 text-muted">
						{children}
					</AlertDialog.Description>
					<div className="mt-6 flex flex-wrap justify-end gap-2">
						<AlertDialog.Close render={<Button look="quiet">Keep it</Button>} />
						<Button look="danger" busy={busy ?? false} onClick={onConfirm} data-testid="confirm">
							{action}
						</Button>
					</div>
				</AlertDialog.Popup>
			</AlertDialog.Portal>
		</AlertDialog.Root>
	);
}
