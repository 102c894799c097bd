import { Toast } from "@base-ui/react/toast";
import { AlertTriangle, Check, Info, X } from "lucide-react";
import { useEffect } from "react";
import { cx } from "./cx.ts";
import { clearUnreachable, showTold } from "./toast.ts";

const manager = Toast.createToastManager();
const LOOK = {
	problem: { icon: AlertTriangle, colour: "text-danger" },
	good: { icon: Check, colour: "text-good" },
	info: { icon: Info, colour: "text-muted" },
};

showTold({
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
});

function List() {
	const { toasts } = Toast.useToastManager();
	return toasts.map((toast) => {
		const { icon: Icon, colour } = LOOK[toast.type === "problem" || toast.type === "good" ? toast.type : "info"];
		return (
			<Toast.Root
				key={toast.id}
				toast={toast}
				className="mt-2 flex w-full animate-rise items-start gap-3 rounded-xl border border-line bg-raised p-3.5 text-ui shadow-float transition-opacity data-[ending-style]:opacity-0"
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

/** The messages in passing, over the page. */
export function Toasts() {
	useEffect(() => {
		window.addEventListener("online", clearUnreachable);
		return () => window.removeEventListener("online", clearUnreachable);
	}, []);
	return (
		<Toast.Provider toastManager={manager} limit={4}>
			<Toast.Portal>
				<Toast.Viewport className="-translate-x-1/2 pointer-events-none fixed top-24 left-1/2 z-[80] w-[min(24rem,calc(100vw-2rem))] outline-none *:pointer-events-auto">
					<List />
				</Toast.Viewport>
			</Toast.Portal>
		</Toast.Provider>
	);
}
