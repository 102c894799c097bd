import { afterEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { newMessage } from "../session/outbox.ts";
import { newId, toast } from "./index.ts";

/** The browser's `crypto` on a page that came over plain HTTP from another machine. */
function overPlainHttp(getRandomValues: typeof crypto.getRandomValues = crypto.getRandomValues.bind(crypto)): void {
	vi.stubGlobal("crypto", { getRandomValues });
}
afterEach(() => vi.unstubAllGlobals());

test.each([
	["an id", newId],
	["a toast", () => toast("info", "Saved.")],
	["a message", () => newMessage("A film of the sea").id],
])("%s gets a UUID of version 4 on a page over plain HTTP", (_, make) => {
	overPlainHttp();
	const made = Array.from({ length: 200 }, make);
	for (const id of made) expect(z.uuidv4().safeParse(id).success, id).toBe(true);
	expect(new Set(made).size).toBe(made.length);
});

test.each([
	[0x00, "00000000-0000-4000-8000-000000000000"],
	[0xff, "ffffffff-ffff-4fff-bfff-ffffffffffff"],
	[0x0a, "0a0a0a0a-0a0a-4a0a-8a0a-0a0a0a0a0a0a"],
])("random bytes of %i make the id %s", (byte, id) => {
	overPlainHttp((bytes) => {
		new Uint8Array(bytes.buffer).fill(byte);
		return bytes;
	});
	expect(newId()).toBe(id);
});
