import { Loader2, type LucideIcon } from "lucide-react";
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { cx } from "./cx.ts";

export const LOOKS = {
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
