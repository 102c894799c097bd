import { cx } from "./cx.ts";

const mac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

/** The name of the command key on this machine. */
const MOD = mac ? "⌘" : "Ctrl";

/** A shortcut such as "Mod+Z", as keys of this machine. */
export function Keys({ value, bare = false }: { value: string; bare?: boolean }) {
	return (
		<span className="inline-flex gap-0.5">
			{value.split("+").map((key) => (
				<kbd
					key={key}
					className={cx(
						"font-sans text-2xs leading-4",
						bare ? "opacity-70" : "min-w-5 rounded border border-line bg-sunken px-1 text-center text-muted",
					)}
				>
					{key === "Mod" ? MOD : key}
				</kbd>
			))}
		</span>
	);
}
