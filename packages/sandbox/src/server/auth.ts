import { createHash, timingSafeEqual } from "node:crypto";

/** Checks `Authorization: Bearer <token>` in a time that does not depend on where the two differ. */
export function createAuthorizer(token: string): (header: string | undefined) => boolean {
	const expected = digest(token);
	return (header) => {
		const given = /^Bearer (.+)$/.exec(header ?? "")?.[1] ?? "";
		return timingSafeEqual(digest(given), expected) && given !== "";
	};
}

/** Compares two texts in a time that does not depend on where they differ. */
export function isSame(one: string, other: string): boolean {
	return timingSafeEqual(digest(one), digest(other));
}

function digest(text: string): Buffer {
	return createHash("sha256").update(text).digest();
}
