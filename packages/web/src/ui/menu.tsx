import { Menu as Base } from "@base-ui/react/menu";
import type { LucideIcon } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { cx } from "./cx.ts";
import { Keys } from "./keys.tsx";

export function Menu({
	trigger,
	children,
	align = "end",
}: {
	trigger: ReactElement;
	children: ReactNode;
	align?: "start" | "end";
}) {
	return (
		<Base.Root>
			<Base.Trigger render={trigger} />
			<Base.Portal>
				<Base.Positioner align={align} sideOffset={4} className="z-[60]">
					<Base.Popup className="max-h-[min(26rem,70vh)] min-w-44 max-w-[min(22rem,calc(100vw-1.5rem))] animate-rise overflow-auto rounded-xl border border-line bg-raised p-1 shadow-float outline-none">
						{children}
					</Base.Popup>
				</Base.Positioner>
			</Base.Portal>
		</Base.Root>
	);
}

export function MenuItem({
	icon: Icon,
	keys,
	danger = false,
	disabled = false,
	onSelect,
	children,
}: {
	icon?: LucideIcon;
	keys?: string;
	danger?: boolean;
	disabled?: boolean;
	onSelect(): void;
	children: ReactNode;
}) {
	return (
		<Base.Item
			disabled={disabled}
			onClick={onSelect}
			className={cx(
				"flex min-h-8 cursor-pointer items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-ui outline-none data-[disabled]:cursor-default data-[highlighted]:bg-sunken data-[disabled]:opacity-45",
				danger && "text-danger",
			)}
		>
			{Icon && <Icon size={15} aria-hidden className={cx("shrink-0", !danger && "text-faint")} />}
			<span className="line-clamp-2 min-w-0 flex-1">{children}</span>
			{keys && <Keys value={keys} />}
		</Base.Item>
	);
}
