import { Field, TextInput } from "../../ui/index.ts";

/** A frame number. */
export function NumberField({
	label,
	value,
	min,
	max,
	onValue,
}: {
	label: string;
	value: number;
	min: number;
	max: number;
	onValue(value: number): void;
}) {
	return (
		<Field label={label} inline>
			{(wiring) => (
				<TextInput
					{...wiring}
					type="number"
					className="w-28!"
					min={min}
					max={max}
					value={value}
					onChange={(event) => event.target.value !== "" && onValue(Number(event.target.value))}
				/>
			)}
		</Field>
	);
}
