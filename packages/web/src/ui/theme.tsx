import { Monitor, Moon, Sun } from "lucide-react";
import { useEffect, useState } from "react";

const CHOICES = ["system", "light", "dark"] as const;
type Choice = (typeof CHOICES)[number];
const KEY = "storydream:theme";
const LOOK = {
	system: { icon: Monitor, label: "as the system" },
	light: { icon: Sun, label: "light" },
	dark: { icon: Moon, label: "dark" },
};

function stored(): Choice {
	try {
		const value = localStorage.getItem(KEY);
		return CHOICES.find((choice) => choice === value) ?? "system";
	} catch {
		// Storage is closed: follow the system.
		return "system";
	}
}

/** Light, dark, or as the system says; kept for the next visit. The same key is read by public/theme.js. */
export function ThemeButton() {
	const [choice, setChoice] = useState(stored);
	useEffect(() => {
		const system = matchMedia("(prefers-color-scheme: dark)");
		const apply = () => {
			document.documentElement.dataset.theme = choice === "dark" || (choice === "system" && system.matches) ? "dark" : "light";
		};
		apply();
		system.addEventListener("change", apply);
		return () => system.removeEventListener("change", apply);
	}, [choice]);

	const next = CHOICES[(CHOICES.indexOf(choice) + 1) % CHOICES.length] ?? "system";
	const { icon: Icon, label } = LOOK[choice];
	const says = `Theme: ${label}. Change to ${LOOK[next].label}`;
	// The browser's own hint: the first page needs no other.
	return (
		<button
			type="button"
			aria-label={says}
			title={says}
			className="inline-flex size-8 shrink-0 items-center justify-center rounded-lg text-muted transition-colors hover:bg-raised hover:text-ink"
			onClick={() => {
				setChoice(next);
				try {
					localStorage.setItem(KEY, next);
				} catch {
					// Not kept then; it still holds for this visit.
				}
			}}
		>
			<Icon size={16} aria-hidden />
		</button>
	);
}
