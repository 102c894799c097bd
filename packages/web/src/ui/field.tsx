import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from "react";
import { useId } from "react";
import { cx } from "./cx.ts";

export const INPUT =
	"w-full min-w-0 rounded-lg border border-line bg-raised px-2.5 text-ui text-ink transition-colors placeholder:text-faint hover:border-line-strong focus:border-accent focus:outline-none aria-[invalid=true]:border-danger disabled:opacity-50";

interface Wiring {
	id: string;
	"aria-invalid"?: true;
	"aria-describedby"?: string;
}

/** A label, its input and what is wrong with it. The child gets the ids that tie them together. */
export function Field({
	label,
	help,
	error,
	inline = false,
	children,
}: {
	label: string;
	help?: string | undefined;
	error?: string | undefined;
	inline?: boolean;
	children: (wiring: Wiring) => ReactNode;
}) {
	const id = useId();
	const note = error ?? help;
	return (
		<div className={cx(inline ? "flex flex-wrap items-center justify-between gap-x-3" : "flex flex-col gap-1.5")}>
			<label htmlFor={id} className="min-w-0 text-muted text-xs">
				{label}
			</label>
			{children({ id, ...(error ? { "aria-invalid": true } : {}), ...(note ? { "aria-describedby": `${id}-note` } : {}) })}
			{note && (
				<p
					id={`${id}-note`}
					role={error ? "alert" : undefined}
					className={cx("w-full text-xs", error ? "text-danger" : "text-faint")}
				>
					{note}
				</p>
			)}
		</div>
	);
}

export const TextInput = ({ className, ...rest }: InputHTMLAttributes<HTMLInputElement>) => (
	<input dir="auto" {...rest} className={cx(INPUT, "h-8", className)} />
);

export const TextArea = ({ className, ...rest }: TextareaHTMLAttributes<HTMLTextAreaElement>) => (
	<textarea
		rows={2}
		dir="auto"
		{...rest}
		className={cx(INPUT, "field-sizing-content max-h-60 min-h-14 resize-none py-1.5 leading-5", className)}
	/>
);

export function Select({ className, children, ...rest }: SelectHTMLAttributes<HTMLSelectElement>) {
	return (
		<select {...rest} className={cx(INPUT, "h-8 pr-1", className)}>
			{children}
		</select>
	);
}

/** A native range whose track is filled up to the value. */
export function Range({
	className,
	value,
	min = 0,
	max = 100,
	...rest
}: Omit<InputHTMLAttributes<HTMLInputElement>, "type" | "value" | "min" | "max"> & {
	value: number;
	min?: number;
	max?: number;
}) {
	const part = max > min ? ((Math.min(max, Math.max(min, value)) - min) / (max - min)) * 100 : 0;
	return (
		<input
			type="range"
			{...rest}
			value={value}
			min={min}
			max={max}
			className={cx("range", className)}
			style={{ "--fill": `${part}%` } as React.CSSProperties}
		/>
	);
}

export function Switch({
	checked,
	onChange,
	...rest
}: Omit<InputHTMLAttributes<HTMLInputElement>, "type" | "onChange" | "checked"> & {
	checked: boolean;
	onChange(on: boolean): void;
}) {
	return (
		<input
			{...rest}
			type="checkbox"
			role="switch"
			aria-checked={checked}
			checked={checked}
			onChange={(event) => onChange(event.target.checked)}
			className="relative h-[18px] w-8 shrink-0 cursor-pointer appearance-none rounded-full bg-line-strong transition-colors before:absolute before:top-[2px] before:left-[2px] before:size-[14px] before:rounded-full before:bg-raised before:transition-transform checked:bg-accent checked:before:translate-x-[14px]"
		/>
	);
}
