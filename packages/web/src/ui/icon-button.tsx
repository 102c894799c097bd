import type { LucideIcon } from "lucide-react";
import type { ButtonHTMLAttributes } from "react";
import { LOOKS } from "./button.tsx";
import { cx } from "./cx.ts";
import { Hint } from "./hint.tsx";

/** A button with a picture only: its label is read out, and shown on hover. */
export function IconButton({
	icon: Icon,
	label,
	keys,
	size = 16,
	look = "quiet",
	pressed,
	className,
	...rest
}: Omit<ButtonHTMLAttributes<HTMLButtonElement>, "children" | "aria-label"> & {
	icon: LucideIcon;
	label: string;
	/** Its shortcut, shown beside the label. */
	keys?: string;
	size?: number;
	look?: keyof typeof LOOKS;
	pressed?: boolean;
}) {
	return (
		<Hint label={label} keys={keys}>
			<button
				type="button"
				aria-label={label}
				aria-pressed={pressed}
				{...rest}
				className={cx(
					"inline-flex size-8 shrink-0 items-center justify-center rounded-lg transition-colors disabled:opacity-40",
					LOOKS[look],
					pressed && "bg-accent-soft text-accent hover:text-accent hover:bg-accent-soft",
					className,
				)}
			>
				<Icon size={size} aria-hidden />
			</button>
		</Hint>
	);
}
