import { Toast } from "@base-ui/react/toast";
import { toStoryDreamError } from "@storydream/protocol";
import { AlertTriangle, Check, Info, X } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { NoAnswerError } from "../api/index.ts";
import { cx } from "./cx.ts";

const manager = Toast.createToastManager();
const LOOK = {
	problem: { icon: AlertTriangle, colour: "text-danger" },
	good: { icon: Check, colour: "text-good" },
	info: { icon: Info, colour: "text-muted" },
};

/** Ids of toasts that are true only while the studio can't be reached. */
const unreachable = new Set<string>();

/** The studio answers again: what said that it does not is taken away. */
export function clearUnreachable(): void {
	for (const id of unreachable) manager.close(id);
	unreachable.clear();
}

/**
 * Says something in passing: a sentence, and the next step if there is one.
 * @returns the toast's id
 */
export function tell(kind: keyof typeof LOOK, sentence: string, nextStep?: string): string {
	return manager.add({
		type: kind,
		title: sentence,
		description: nextStep,
		timeout: kind === "problem" ? 12_000 : 5_000,
		priority: "low",
	});
}

/** Tells what went wrong: typed errors as they are, all others without their inner text. */
export function tellError(error: unknown): void {
	const { message, hint } = toStoryDreamError(error);
	if (toStoryDreamError(error) !== error) console.error(error);
	const id = tell("problem", message, hint);
	if (error instanceof NoAnswerError) unreachable.add(id);
}

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

export function Toasts({ children }: { children: ReactNode }) {
	useEffect(() => {
		window.addEventListener("online", clearUnreachable);
		return () => window.removeEventListener("online", clearUnreachable);
	}, []);
	return (
		<Toast.Provider toastManager={manager} limit={4}>
			{children}
			<Toast.Portal>
				<Toast.Viewport className="-translate-x-1/2 pointer-events-none fixed top-24 left-1/2 z-[80] w-[min(24rem,calc(100vw-2rem))] outline-none *:pointer-events-auto">
					<List />
				</Toast.Viewport>
			</Toast.Portal>
		</Toast.Provider>
	);
}
