import { StoryDreamError } from "@storydream/protocol";

/** Both stores can hold what this allows: a file name has at most 255 bytes, an object's name in a bucket 1,024. */
const SEGMENT = /^[A-Za-z0-9._-]{1,200}$/;
const MAX_PATH = 1000;

/** The segments of an object's path; throws `bad_request` for anything that is not one. */
export function parseObjectPath(path: string): string[] {
	if (!isObjectPath(path)) throw badPath(path);
	return path.split("/");
}

/** Whether an object can be named so. */
export function isObjectPath(path: string): boolean {
	return path.length <= MAX_PATH && path.split("/").every(isSegment);
}

/** The segments of a prefix that ends with `/`, such as `repos/abc/`; throws `bad_request` for anything else. */
export function parseFolderPrefix(prefix: string): string[] {
	if (!prefix.endsWith("/")) throw badPath(prefix);
	return parseObjectPath(prefix.slice(0, -1));
}

/** Throws `bad_request` when no object's path could start so. The empty prefix is fine, and so is half a segment. */
export function checkListPrefix(prefix: string): void {
	if (prefix === "") return;
	const segments = prefix.split("/");
	const last = segments.pop() ?? "";
	if (prefix.length > MAX_PATH || !segments.every(isSegment) || !/^[A-Za-z0-9._-]{0,200}$/.test(last)) throw badPath(prefix);
}

/** Whether an object or a folder of objects can be named so. */
export function isSegment(name: string): boolean {
	return SEGMENT.test(name) && name !== "." && name !== "..";
}

function badPath(path: string): StoryDreamError {
	return new StoryDreamError("bad_request", `No object can be named ${JSON.stringify(path.slice(0, 200))}.`);
}
