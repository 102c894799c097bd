import type { LucideIcon } from "lucide-react";
import type { HTMLAttributes } from "react";
import { cx } from "./cx.ts";

const LOOKS = {
	plain: { bar: "border-line bg-raised", icon: "text-muted" },
	accent: { bar: "border-accent/30 bg-accent-soft", icon: "text-accent" },
	good: { bar: "border-good/30 bg-good-soft", icon: "text-good" },
	danger: { bar: "border-danger/30 bg-danger-soft", icon: "text-danger" },
} as const;

interface BarLooks {
	look?: keyof typeof LOOKS;
	icon: LucideIcon;
	/** Breaks into lines where it is narrow; for more than a sentence and a button. */
	wraps?: boolean;
}

/** One line across the page's width that says how things stand, with what can be done about it. */
export function Bar({
	look = "plain",
	icon: Icon,
	wraps,
	children,
	...rest
}: Omit<HTMLAttributes<HTMLDivElement>, "className"> & BarLooks) {
	return (
		<div
			role="status"
			{...rest}
			className={cx(
				"flex items-center border-b px-4 text-ui",
				wraps ? "flex-wrap gap-x-3 gap-y-2 py-2" : "gap-2.5 py-1.5",
				LOOKS[look].bar,
			)}
		>
			<Icon size={15} className={LOOKS[look].icon} aria-hidden />
			{children}
		</div>
	);
}
