import { X } from "lucide-react";
import { useState } from "react";
import { IconButton, TextInput } from "../../ui/index.ts";

interface Props {
	wiring: { id: string };
	label: string;
	/** Shown while there is no value: what holds then. */
	fallback?: string | undefined;
	value: string;
	/** Can be taken away: the theme's colour then holds. */
	optional: boolean;
	onChange(value: string | undefined): void;
}

/** A colour to pick or to write. */
export function ColorInput({ wiring, label, fallback = "#808080", value, optional, onChange }: Props) {
	const [typed, setTyped] = useState<string | null>(null);
	const valid = /^#[0-9a-f]{6}$/i.test(value);
	return (
		<span className="flex items-center gap-1">
			{optional && value && (
				<IconButton
					icon={X}
					size={13}
					className="size-6!"
					label={`Use the theme's colour for ${label.toLowerCase()}`}
					onClick={() => onChange(undefined)}
				/>
			)}
			<TextInput
				{...wiring}
				className="w-[5.5rem]! font-mono text-xs"
				placeholder="theme"
				spellCheck={false}
				value={typed ?? value}
				onChange={(event) => {
					setTyped(event.target.value);
					onChange(event.target.value.trim() === "" ? undefined : event.target.value.trim());
				}}
				onBlur={() => setTyped(null)}
			/>
			<input
				type="color"
				aria-label={`Pick ${label.toLowerCase()}`}
				value={valid ? value : fallback}
				onChange={(event) => onChange(event.target.value)}
				className="size-8 shrink-0 cursor-pointer rounded-lg border border-line bg-raised p-1 [&::-webkit-color-swatch-wrapper]:p-0 [&::-webkit-color-swatch]:rounded [&::-webkit-color-swatch]:border-0"
			/>
		</span>
	);
}
