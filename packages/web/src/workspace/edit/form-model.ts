import type { JsonSchema } from "@storydream/protocol";

/** What a form shows for one value of a scene's props, worked out from its JSON Schema. */
export type FieldModel = { label: string; help: string | null; required: boolean } & (
	| { kind: "text" | "long"; minLength: number; maxLength: number | null; pattern: string | null }
	| { kind: "color" }
	/** A path below `public/`; `of` is what kind of file is wanted. */
	| { kind: "asset"; of: "image" | "audio" | "video" | "any" }
	| { kind: "number"; min: number | null; max: number | null; integer: boolean }
	| { kind: "switch" }
	| { kind: "choice"; options: readonly (string | number)[] }
	| { kind: "list"; item: FieldModel; minItems: number; maxItems: number | null; initial: unknown }
	| { kind: "group"; fields: readonly { key: string; field: FieldModel }[] }
	/** Nothing the form knows: shown as JSON. */
	| { kind: "json" }
);

/** Messages by path such as `bars.0.label`. */
export type FormErrors = Record<string, string>;

const record = (value: unknown): JsonSchema =>
	typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonSchema) : {};
const numberOr = (value: unknown, otherwise: number | null) =>
	typeof value === "number" && Number.isFinite(value) ? value : otherwise;
const limit = (value: unknown) => {
	const number = numberOr(value, null);
	// zod writes the safe integers' ends where nobody set a limit.
	return number !== null && Math.abs(number) >= Number.MAX_SAFE_INTEGER ? null : number;
};

const COLOR_PATTERN = /#.*(0-9|a-f).*\{?6?/i;
const COLOR_NAME = /colou?r$|^background$|^accent\d?$/i;
const ASSET_NAME = /^(src|image|picture|backdrop|video|audio|poster|logo|photo)$/i;
const LONG_NAME = /^(text|quote|body|caption|description|subtitle|paragraph)$/i;
/** A text that may be longer gets more than one line. */
const LONG_FROM = 140;

/** The form of an object's schema: one field a property, in the schema's order. */
export function formOf(schema: JsonSchema): { key: string; field: FieldModel }[] {
	return propertiesOf(resolve(schema, schema), schema);
}

function propertiesOf(schema: JsonSchema, root: JsonSchema): { key: string; field: FieldModel }[] {
	const required = new Set(Array.isArray(schema.required) ? schema.required : []);
	return Object.entries(record(schema.properties)).map(([key, value]) => ({
		key,
		field: fieldOf(key, record(value), required.has(key), root),
	}));
}

function fieldOf(key: string, raw: JsonSchema, required: boolean, root: JsonSchema): FieldModel {
	const schema = resolve(raw, root);
	const base = {
		label: typeof schema.title === "string" ? schema.title : humanLabel(key),
		help: typeof schema.description === "string" ? schema.description : null,
		// zod lists what has a default as required of the parsed value; a person need not fill it in.
		required: required && schema.default === undefined,
	};
	if (Array.isArray(schema.enum)) {
		return { ...base, kind: "choice", options: schema.enum.filter((one) => typeof one === "string" || typeof one === "number") };
	}
	const literals = anyOf(schema).map((one) => resolve(one, root).const);
	if (literals.length > 1 && literals.every((one) => typeof one === "string" || typeof one === "number")) {
		return { ...base, kind: "choice", options: literals };
	}
	switch (schema.type) {
		case "string":
			return textField(key, schema, base);
		case "number":
		case "integer":
			return {
				...base,
				kind: "number",
				min: limit(schema.minimum ?? schema.exclusiveMinimum),
				max: limit(schema.maximum ?? schema.exclusiveMaximum),
				integer: schema.type === "integer",
			};
		case "boolean":
			return { ...base, kind: "switch" };
		case "array": {
			const item = fieldOf(singular(key), record(schema.items), true, root);
			return {
				...base,
				kind: "list",
				item,
				minItems: numberOr(schema.minItems, 0) ?? 0,
				maxItems: numberOr(schema.maxItems, null),
				initial: initialOf(item),
			};
		}
		case "object":
			if (Object.keys(record(schema.properties)).length > 0)
				return { ...base, kind: "group", fields: propertiesOf(schema, root) };
	}
	return { ...base, kind: "json" };
}

function textField(key: string, schema: JsonSchema, base: { label: string; help: string | null; required: boolean }): FieldModel {
	const pattern = typeof schema.pattern === "string" ? schema.pattern : null;
	if (schema.format === "color" || (pattern ? COLOR_PATTERN.test(pattern) : COLOR_NAME.test(key)))
		return { ...base, kind: "color" };
	if (schema.format === "asset" || ASSET_NAME.test(key)) {
		const of = /audio/i.test(key)
			? "audio"
			: /video/i.test(key)
				? "video"
				: key === "src" || /image|picture|backdrop|photo|logo|poster/i.test(key)
					? "image"
					: "any";
		return { ...base, kind: "asset", of };
	}
	const maxLength = numberOr(schema.maxLength, null);
	return {
		...base,
		kind: LONG_NAME.test(key) || (maxLength !== null && maxLength >= LONG_FROM) ? "long" : "text",
		minLength: numberOr(schema.minLength, 0) ?? 0,
		maxLength,
		pattern,
	};
}

/** Follows a reference inside the same schema, and takes the one real branch of "this or null". */
function resolve(schema: JsonSchema, root: JsonSchema, depth = 0): JsonSchema {
	if (depth > 10) return {};
	if (typeof schema.$ref === "string" && schema.$ref.startsWith("#/")) {
		const target = schema.$ref
			.slice(2)
			.split("/")
			.reduce<unknown>((at, part) => record(at)[part.replaceAll("~1", "/").replaceAll("~0", "~")], root);
		const { $ref: _reference, ...own } = schema;
		return { ...resolve(record(target), root, depth + 1), ...own };
	}
	const branches = anyOf(schema).filter((branch) => branch.type !== "null");
	const [only] = branches;
	if (only && branches.length === 1) {
		const { anyOf: _any, oneOf: _one, ...own } = schema;
		return { ...resolve(only, root, depth + 1), ...own };
	}
	return schema;
}

const anyOf = (schema: JsonSchema): JsonSchema[] => {
	const branches = schema.anyOf ?? schema.oneOf;
	return Array.isArray(branches) ? branches.map(record) : [];
};

/** Words of code that a person would not use. */
const PLAIN_WORDS: Record<string, string> = { src: "File", url: "Web address" };

/** "fromValue" and "from_value" are "From value" to a person. */
export function humanLabel(key: string): string {
	const plain = PLAIN_WORDS[key];
	if (plain) return plain;
	const words = key
		.replace(/[_-]+/g, " ")
		.replace(/([a-z0-9])([A-Z])/g, "$1 $2")
		.toLowerCase()
		.trim();
	return words.charAt(0).toUpperCase() + words.slice(1);
}

const singular = (key: string) => (/(?<![sui])s$/.test(key) && key.length > 2 ? key.slice(0, -1) : key);

/** What a new value of a field begins as. */
export function initialOf(field: FieldModel): unknown {
	switch (field.kind) {
		case "text":
		case "long":
			return field.minLength > 0 || field.required ? field.label : "";
		case "color":
			return "#808080";
		case "asset":
			return "";
		case "number":
			return Math.min(Math.max(0, field.min ?? 0), field.max ?? Number.MAX_SAFE_INTEGER);
		case "switch":
			return false;
		case "choice":
			return field.options[0];
		case "list":
			return Array.from({ length: field.minItems }, () => initialOf(field.item));
		case "group":
			return Object.fromEntries(field.fields.filter((one) => one.field.required).map((one) => [one.key, initialOf(one.field)]));
		case "json":
			return null;
	}
}

/** Puts a value at a key; an empty value of an optional field takes the key away. */
export function putValue(
	props: Record<string, unknown>,
	key: string,
	field: FieldModel,
	value: unknown,
): Record<string, unknown> {
	const empty = value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
	if (!field.required && empty) {
		const { [key]: _gone, ...rest } = props;
		return rest;
	}
	return { ...props, [key]: value };
}

/** Everything the form can see is wrong, by path. The project's own schema has the last word. */
export function validateForm(
	fields: readonly { key: string; field: FieldModel }[],
	value: Record<string, unknown>,
	prefix = "",
): FormErrors {
	const errors: FormErrors = {};
	for (const { key, field } of fields) Object.assign(errors, validateField(field, value[key], prefix + key));
	return errors;
}

function validateField(field: FieldModel, value: unknown, path: string): FormErrors {
	if (value === undefined || value === null) return field.required ? { [path]: `${field.label} is needed.` } : {};
	const message = complaint(field, value);
	if (message) return { [path]: message };
	if (field.kind === "list" && Array.isArray(value)) {
		return Object.assign({}, ...value.map((item, index) => validateField(field.item, item, `${path}.${index}`)));
	}
	if (field.kind === "group") return validateForm(field.fields, record(value), `${path}.`);
	return {};
}

function complaint(field: FieldModel, value: unknown): string | null {
	switch (field.kind) {
		case "text":
		case "long":
			if (typeof value !== "string") return "This must be a text.";
			if (value.length < Math.max(field.minLength, field.required ? 1 : 0)) {
				return value.length === 0 ? `${field.label} is needed.` : `Write at least ${field.minLength} characters.`;
			}
			if (field.maxLength !== null && value.length > field.maxLength) {
				return `At most ${field.maxLength} characters; this has ${value.length}.`;
			}
			return field.pattern && !matches(field.pattern, value) ? "This is not in the form the scene expects." : null;
		case "color":
			return typeof value === "string" && /^#[0-9a-f]{6}$/i.test(value) ? null : "Write a colour like #1a2b3c.";
		case "asset":
			return typeof value === "string" && (value !== "" || !field.required) ? null : "Choose a file.";
		case "number":
			if (typeof value !== "number" || !Number.isFinite(value)) return "Write a number.";
			if (field.integer && !Number.isInteger(value)) return "Write a whole number.";
			if (field.min !== null && value < field.min) return `At least ${field.min}.`;
			return field.max !== null && value > field.max ? `At most ${field.max}.` : null;
		case "switch":
			return typeof value === "boolean" ? null : "This is on or off.";
		case "choice":
			return field.options.some((option) => option === value) ? null : `Choose one of ${field.options.join(", ")}.`;
		case "list":
			if (!Array.isArray(value)) return "This must be a list.";
			if (value.length < field.minItems) return `At least ${field.minItems} here.`;
			return field.maxItems !== null && value.length > field.maxItems ? `At most ${field.maxItems} here.` : null;
		case "group":
			return typeof value === "object" && !Array.isArray(value) ? null : "This must hold its own fields.";
		case "json":
			return null;
	}
}

function matches(pattern: string, value: string): boolean {
	try {
		return new RegExp(pattern, "u").test(value);
	} catch {
		// A pattern this browser can't read is left to the project's own check.
		return true;
	}
}
