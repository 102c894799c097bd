import { createHash, timingSafeEqual } from "node:crypto";
import { newId } from "../../ids.ts";

/** A job's token: 160 bits, shown to nobody but the job. */
export function newToken(): string {
	return newId(32);
}

/** What is kept of a token. */
export function hashOf(token: string): string {
	return createHash("sha256").update(token).digest("hex");
}

/** Whether `Authorization: Bearer <token>` shows the token of this hash, in a time that does not depend on where they differ. */
export function verifyToken(header: string | undefined, hash: string | null): boolean {
	const given = Buffer.from(hashOf(/^Bearer (\S+)$/.exec(header ?? "")?.[1] ?? ""), "hex");
	const expected = Buffer.from(hash ?? hashOf(newToken()), "hex");
	return expected.length === given.length && timingSafeEqual(given, expected);
}
