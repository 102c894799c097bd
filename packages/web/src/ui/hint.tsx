import { Tooltip } from "@base-ui/react/tooltip";
import type { ReactElement } from "react";
import { Keys } from "./keys.tsx";

/** A few words on hover and focus. The child must say the same to a screen reader by itself. */
export function Hint({
	label,
	keys,
	side = "top",
	children,
}: {
	label: string;
	keys?: string | undefined;
	side?: "top" | "bottom" | "left" | "right";
	children: ReactElement;
}) {
	return (
		<Tooltip.Root>
			<Tooltip.Trigger render={children} />
			<Tooltip.Portal>
				<Tooltip.Positioner side={side} sideOffset={6} className="z-[70]">
					<Tooltip.Popup className="flex max-w-[min(18rem,calc(100vw-1.5rem))] animate-rise items-center gap-2 rounded-md bg-ink px-2 py-1 text-xs text-bg shadow-float">
						{label}
						{keys && <Keys value={keys} bare />}
					</Tooltip.Popup>
				</Tooltip.Positioner>
			</Tooltip.Portal>
		</Tooltip.Root>
	);
}
