import type { ReactNode } from "react";

/** A part of its own that scrolls: named, and reachable by keyboard. */
export function Scrolled({ label, className, children }: { label: string; className: string; children: ReactNode }) {
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
		<section aria-label={label} tabIndex={0} className={className}>
			{children}
		</section>
	);
}
