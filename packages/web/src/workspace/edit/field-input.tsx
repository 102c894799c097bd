import { themeOf } from "@storydream/protocol";
import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import { useState } from "react";
import { Button, Field, IconButton, Select, Switch, TextArea, TextInput } from "../../ui/index.ts";
import { useEditor } from "../storyboard/index.ts";
import { AssetInput } from "./asset-input.tsx";
import { ColorInput } from "./color-input.tsx";
import { type FieldModel, type FormErrors, putValue } from "./form-model.ts";
import { NumberInput } from "./number-input.tsx";

interface Props {
	name: string;
	field: FieldModel;
	value: unknown;
	/** Where it is in the props, such as `bars.0.label`: what errors are listed under. */
	path: string;
	errors: FormErrors;
	/** The label stands above the input in any case. */
	stacked?: boolean;
	onChange(value: unknown): void;
}

const text = (value: unknown) => (typeof value === "string" ? value : "");
const recordOf = (value: unknown): Record<string, unknown> =>
	typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

/** One field of a scene's form, whatever its kind; lists and groups hold others. */
export function FieldInput(props: Props) {
	const { storyboard, catalog } = useEditor();
	const palette = storyboard ? themeOf(storyboard, catalog?.looks).palette : undefined;
	/** A scene's `background` and `accent` take the place of the theme's colour of that name. */
	const themeColour = (name: string) => {
		const colour = palette?.[name];
		return typeof colour === "string" ? colour : undefined;
	};
	const { field, value, path, errors, onChange } = props;
	if (field.kind === "list") return <ListInput {...props} field={field} />;
	if (field.kind === "group") return <GroupInput {...props} field={field} />;
	if (field.kind === "json") return <JsonInput {...props} />;
	const { label } = field;
	const error = errors[path];

	switch (field.kind) {
		case "switch":
			return (
				<Field label={field.label} help={field.help ?? undefined} error={error} inline>
					{(wiring) => <Switch {...wiring} checked={value === true} onChange={onChange} />}
				</Field>
			);
		case "color":
			return (
				<Field label={label} help={field.help ?? undefined} error={error} inline>
					{(wiring) => (
						<ColorInput
							wiring={wiring}
							label={field.label}
							fallback={themeColour(props.name)}
							value={text(value)}
							optional={!field.required}
							onChange={onChange}
						/>
					)}
				</Field>
			);
		case "number":
			return (
				<Field label={label} help={field.help ?? undefined} error={error} inline={!props.stacked}>
					{(wiring) => (
						<NumberInput
							{...wiring}
							className={props.stacked ? undefined : "w-32!"}
							value={typeof value === "number" ? value : null}
							min={field.min ?? undefined}
							max={field.max ?? undefined}
							step={field.integer ? 1 : "any"}
							onValue={(number) => onChange(number ?? undefined)}
						/>
					)}
				</Field>
			);
		case "choice":
			return (
				<Field label={label} help={field.help ?? undefined} error={error} inline>
					{(wiring) => (
						<Select
							{...wiring}
							className="w-32!"
							value={value === undefined ? "" : String(value)}
							onChange={(event) => onChange(field.options.find((option) => String(option) === event.target.value))}
						>
							{!field.required && <option value="">default</option>}
							{field.options.map((option) => (
								<option key={option} value={String(option)}>
									{option}
								</option>
							))}
						</Select>
					)}
				</Field>
			);
		case "asset":
			return (
				<Field label={label} help={field.help ?? undefined} error={error}>
					{(wiring) => (
						<AssetInput wiring={wiring} of={field.of} value={text(value)} optional={!field.required} onChange={onChange} />
					)}
				</Field>
			);
		case "long":
			return (
				<Field label={label} help={field.help ?? undefined} error={error}>
					{(wiring) => (
						<TextArea {...wiring} name={path} value={text(value)} onChange={(event) => onChange(event.target.value)} />
					)}
				</Field>
			);
		case "text":
			return (
				<Field label={label} help={field.help ?? undefined} error={error}>
					{(wiring) => (
						<TextInput {...wiring} name={path} value={text(value)} onChange={(event) => onChange(event.target.value)} />
					)}
				</Field>
			);
	}
}

function ListInput({ field, value, path, errors, onChange, name }: Props & { field: Extract<FieldModel, { kind: "list" }> }) {
	const items: unknown[] = Array.isArray(value) ? value : [];
	const full = field.maxItems !== null && items.length >= field.maxItems;
	const least = items.length <= field.minItems;
	const swap = (a: number, b: number) => {
		const next = [...items];
		[next[a], next[b]] = [next[b], next[a]];
		onChange(next);
	};
	return (
		<fieldset className="space-y-2">
			<legend className="mb-1.5 text-muted text-xs">
				{field.label}
				{field.maxItems !== null && (
					<span className="text-faint">
						{" "}
						{items.length} of {field.maxItems}
					</span>
				)}
			</legend>
			{items.map((item, index) => {
				const label = `${field.item.label} ${index + 1}`;
				const at = `${path}.${index}`;
				const change = (next: unknown) => onChange(items.with(index, next));
				const tools = (
					<ItemTools
						label={label.toLowerCase()}
						first={index === 0}
						last={index === items.length - 1}
						needed={least}
						onUp={() => swap(index, index - 1)}
						onDown={() => swap(index, index + 1)}
						onRemove={() => onChange(items.toSpliced(index, 1))}
					/>
				);
				// Items of a list have no name of their own: their place is what they are.
				if (field.item.kind === "group") {
					return (
						<div key={at} className="rounded-lg border border-line p-2.5 pt-1.5">
							<div className="mb-1 flex items-center justify-between">
								<span className="font-medium text-xs">{label}</span>
								{tools}
							</div>
							<GroupFields fields={field.item.fields} value={item} path={at} errors={errors} onChange={change} />
						</div>
					);
				}
				return (
					<div key={at} className="flex items-start gap-1">
						<div className="min-w-0 flex-1">
							{field.item.kind === "text" || field.item.kind === "long" ? (
								<ItemText label={label} value={text(item)} path={at} error={errors[at]} onChange={change} />
							) : (
								<FieldInput
									name={`${name} ${index + 1}`}
									field={{ ...field.item, label }}
									value={item}
									path={at}
									errors={errors}
									onChange={change}
								/>
							)}
						</div>
						{tools}
					</div>
				);
			})}
			<Button
				size="small"
				look="quiet"
				icon={Plus}
				disabled={full}
				onClick={() => onChange([...items, structuredClone(field.initial)])}
			>
				Add {field.item.label.toLowerCase()}
			</Button>
			{errors[path] && (
				<p role="alert" className="text-danger text-xs">
					{errors[path]}
				</p>
			)}
		</fieldset>
	);
}

interface Tools {
	label: string;
	first: boolean;
	last: boolean;
	/** The list can't be shorter. */
	needed: boolean;
	onUp(): void;
	onDown(): void;
	onRemove(): void;
}

function ItemTools({ label, first, last, needed, onUp, onDown, onRemove }: Tools) {
	return (
		<div className="flex">
			<IconButton icon={ArrowUp} size={13} className="h-8! w-6!" label={`Move ${label} up`} disabled={first} onClick={onUp} />
			<IconButton
				icon={ArrowDown}
				size={13}
				className="h-8! w-6!"
				label={`Move ${label} down`}
				disabled={last}
				onClick={onDown}
			/>
			<IconButton icon={X} size={13} className="h-8! w-6!" label={`Remove ${label}`} disabled={needed} onClick={onRemove} />
		</div>
	);
}

/** A text of a list: its label is read out, not shown, because the list's own stands above. */
function ItemText({
	label,
	value,
	path,
	error,
	onChange,
}: {
	label: string;
	value: string;
	path: string;
	error: string | undefined;
	onChange(value: string): void;
}) {
	return (
		<>
			<TextInput
				aria-label={label}
				name={path}
				aria-invalid={error ? true : undefined}
				value={value}
				onChange={(event) => onChange(event.target.value)}
			/>
			{error && (
				<p role="alert" className="mt-1 text-danger text-xs">
					{error}
				</p>
			)}
		</>
	);
}

function GroupInput({ field, value, path, errors, onChange }: Props & { field: Extract<FieldModel, { kind: "group" }> }) {
	return (
		<fieldset>
			<legend className="mb-1.5 font-medium text-xs">{field.label}</legend>
			<GroupFields fields={field.fields} value={value} path={path} errors={errors} onChange={onChange} />
		</fieldset>
	);
}

/** Two short fields stand side by side. */
function GroupFields({
	fields,
	value,
	path,
	errors,
	onChange,
}: Pick<Props, "value" | "path" | "errors" | "onChange"> & { fields: Extract<FieldModel, { kind: "group" }>["fields"] }) {
	const inner = recordOf(value);
	const beside = fields.length === 2 && fields.every((one) => one.field.kind === "text" || one.field.kind === "number");
	return (
		<div className={beside ? "grid grid-cols-[1fr_5.5rem] gap-2" : "space-y-2.5"}>
			{fields.map((one) => (
				<FieldInput
					key={one.key}
					name={one.key}
					field={one.field}
					value={inner[one.key]}
					path={`${path}.${one.key}`}
					errors={errors}
					stacked={beside}
					onChange={(next) => onChange(putValue(inner, one.key, one.field, next))}
				/>
			))}
		</div>
	);
}

/** What no other field can show, as JSON; given on when it is JSON again. */
function JsonInput({ field, value, path, errors, onChange }: Props) {
	const [typed, setTyped] = useState<string | null>(null);
	const [wrong, setWrong] = useState(false);
	return (
		<Field label={field.label} help={field.help ?? undefined} error={wrong ? "This is not JSON yet." : errors[path]}>
			{(wiring) => (
				<TextArea
					{...wiring}
					className="font-mono text-xs"
					value={typed ?? (value === undefined ? "" : JSON.stringify(value, null, 2))}
					onChange={(event) => {
						setTyped(event.target.value);
						try {
							onChange(event.target.value.trim() === "" ? undefined : JSON.parse(event.target.value));
							setWrong(false);
						} catch {
							setWrong(true);
						}
					}}
					onBlur={() => !wrong && setTyped(null)}
				/>
			)}
		</Field>
	);
}
