import { Loader2, type LucideIcon } from "lucide-react";
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { cx } from "./cx.ts";
import { Hint } from "./hint.tsx";

const LOOKS = {
	primary: "bg-accent text-accent-ink hover:bg-accent-strong",
	plain: "bg-raised text-ink border border-line hover:border-line-strong",
	quiet: "text-muted hover:text-ink hover:bg-raised",
	danger: "bg-danger-soft text-danger border border-danger/25 hover:border-danger/60",
} as const;

const SIZES = {
	small: "h-7 px-2.5 text-xs gap-1.5 rounded-md",
	normal: "h-9 px-3.5 text-ui gap-2 rounded-lg",
	large: "h-11 px-5 text-sm gap-2 rounded-xl",
} as const;

interface Looks {
	look?: keyof typeof LOOKS;
	size?: keyof typeof SIZES;
	icon?: LucideIcon;
	busy?: boolean;
}

/** Class names of a button, for links that look like one. */
export const buttonLook = ({ look = "plain", size = "normal" }: Pick<Looks, "look" | "size"> = {}) =>
	cx(
		"inline-flex shrink-0 items-center justify-center whitespace-nowrap font-medium transition-colors select-none disabled:opacity-45",
		LOOKS[look],
		SIZES[size],
	);

export function Button({
	look,
	size = "normal",
	icon: Icon,
	busy,
	className,
	children,
	disabled,
	...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & Looks & { children: ReactNode }) {
	const edge = size === "small" ? 14 : 16;
	return (
		<button type="button" {...rest} disabled={disabled || busy} className={cx(buttonLook({ look, size }), className)}>
			{busy ? <Loader2 size={edge} className="animate-spin" aria-hidden /> : Icon && <Icon size={edge} aria-hidden />}
			{children}
		</button>
	);
}

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
