import { StoryDreamError } from "@storydream/protocol";

/** What a field of our documents may hold: lists and objects are JSON text, as in SQLite's tables. */
export type Scalar = string | number | boolean | null;
export type Fields = Record<string, Scalar>;

/** A value as it is sent. */
export type SentValue =
	| { stringValue: string }
	| { integerValue: string }
	| { doubleValue: number }
	| { booleanValue: boolean }
	| { nullValue: "NULL_VALUE" };

/** A value as it comes back. */
export interface WireValue {
	stringValue?: string | null;
	integerValue?: number | string | { toString(): string } | null;
	doubleValue?: number | null;
	booleanValue?: boolean | null;
	nullValue?: unknown;
}

export function encodeValue(value: Scalar): SentValue {
	if (value === null) return { nullValue: "NULL_VALUE" };
	// Also what is requested: half of a surrogate pair can't travel.
	if (typeof value === "string") return { stringValue: value.toWellFormed() };
	if (typeof value === "boolean") return { booleanValue: value };
	return Number.isSafeInteger(value) ? { integerValue: String(value) } : { doubleValue: value };
}

export function encodeFields(fields: Fields): Record<string, SentValue> {
	return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, encodeValue(value)]));
}

/** Throws `storage_failed` for a kind of value that we never write. */
function decodeValue(name: string, value: WireValue): Scalar {
	if (typeof value.stringValue === "string") return value.stringValue;
	if (value.integerValue !== undefined && value.integerValue !== null) return Number(value.integerValue.toString());
	if (typeof value.doubleValue === "number") return value.doubleValue;
	if (typeof value.booleanValue === "boolean") return value.booleanValue;
	if (value.nullValue !== undefined) return null;
	throw new StoryDreamError("storage_failed", `A document's field ${name} holds a kind of value that StoryDream never writes.`);
}

export function decodeFields(fields: Record<string, WireValue>): Fields {
	return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, decodeValue(name, value)]));
}
