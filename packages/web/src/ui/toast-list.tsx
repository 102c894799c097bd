import { Toast } from "@base-ui/react/toast";
import { AlertTriangle, Check, Info, X } from "lucide-react";
import { useEffect } from "react";
import { cx } from "./cx.ts";
import { clearUnreachable, connectToasts, type ToastList } from "./toast.ts";

const manager = Toast.createToastManager();
const LOOK = {
	problem: { icon: AlertTriangle, colour: "text-danger" },
	good: { icon: Check, colour: "text-good" },
	info: { icon: Info, colour: "text-muted" },
};

const LIST: ToastList = {
	close: (id) => manager.close(id),
	show: ({ id, kind, sentence, nextStep }) => {
		manager.add({
			id,
			type: kind,
			title: sentence,
			description: nextStep,
			timeout: kind === "problem" ? 12_000 : 5_000,
			priority: "low",
		});
	},
};

function List() {
	const { toasts } = Toast.useToastManager();
	return toasts.map((toast) => {
		const { icon: Icon, colour } = LOOK[toast.type === "problem" || toast.type === "good" ? toast.type : "info"];
		return (
			<Toast.Root
				key={toast.id}
				toast={toast}
				className="mx-auto flex w-full max-w-3xl animate-rise items-start gap-3 py-2 text-ui transition-opacity data-[limited]:hidden data-[ending-style]:opacity-0"
			>
				<Icon size={17} className={cx("mt-px shrink-0", colour)} aria-hidden />
				<div className="min-w-0 flex-1">
					<Toast.Title className="font-medium" render={<div />} />
					<Toast.Description className="mt-0.5 text-muted" render={<div />} />
				</div>
				<Toast.Close aria-label="Close" className="-m-1 rounded p-1 text-faint hover:text-ink">
					<X size={14} aria-hidden />
				</Toast.Close>
			</Toast.Root>
		);
	});
}

/** Most toasts that are shown at once: the newest. */
const SHOWN = 3;

/** The messages in passing. They have a row of their own below the page, which makes room for it: nothing is covered. */
export function Toasts() {
	useEffect(() => {
		// Not before: what the manager gets while its provider is not there is lost.
		connectToasts(LIST);
		window.addEventListener("online", clearUnreachable);
		return () => window.removeEventListener("online", clearUnreachable);
	}, []);
	return (
		<Toast.Provider toastManager={manager} limit={SHOWN}>
			<Toast.Viewport
				data-testid="toasts"
				className="max-h-[40dvh] shrink-0 divide-y divide-line overflow-y-auto border-line border-t bg-raised px-4 outline-offset-[-2px] empty:hidden"
			>
				<List />
			</Toast.Viewport>
		</Toast.Provider>
	);
}
