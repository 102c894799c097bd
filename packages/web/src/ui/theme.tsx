import { Monitor, Moon, Sun } from "lucide-react";
import { useEffect, useState } from "react";
import { IconButton } from "./button.tsx";

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
	return (
		<IconButton
			icon={LOOK[choice].icon}
			label={`Theme: ${LOOK[choice].label}. Change to ${LOOK[next].label}`}
			onClick={() => {
				setChoice(next);
				try {
					localStorage.setItem(KEY, next);
				} catch {
					// Not kept then; it still holds for this visit.
				}
			}}
		/>
	);
}
