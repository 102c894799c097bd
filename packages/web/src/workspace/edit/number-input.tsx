import { type InputHTMLAttributes, useState } from "react";
import { TextInput } from "../../ui/index.ts";

/**
 * A number that may be half typed. `onValue` gets null for what is not a number yet; values outside of the limits are
 * given on too, so that the form can say what is wrong with them.
 */
export function NumberInput({
	value,
	onValue,
	...rest
}: Omit<InputHTMLAttributes<HTMLInputElement>, "value" | "onChange" | "type"> & {
	value: number | null;
	onValue(value: number | null): void;
}) {
	const [typed, setTyped] = useState<string | null>(null);
	return (
		<TextInput
			{...rest}
			type="number"
			inputMode="decimal"
			value={typed ?? value ?? ""}
			onChange={(event) => {
				setTyped(event.target.value);
				const number = event.target.value.trim() === "" ? Number.NaN : Number(event.target.value);
				onValue(Number.isFinite(number) ? number : null);
			}}
			onBlur={() => setTyped(null)}
		/>
	);
}
