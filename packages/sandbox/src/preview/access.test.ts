import type { IncomingMessage } from "node:http";
import { PREVIEW_ACCESS_HEADER, previewAccessToken } from "@storydream/protocol/preview-access";
import { expect, test } from "vitest";
import { createPreviewAccess } from "./access.ts";

const from = (headers: Record<string, string>) => ({ headers }) as unknown as IncomingMessage;
const TOKEN = "a-sandbox-token-0123456789";

test("a preview answers the proxy of the studio that has its sandbox, and the sandbox's own browser", () => {
	const access = createPreviewAccess();
	const proxy = from({ [PREVIEW_ACCESS_HEADER]: previewAccessToken(TOKEN) });
	const browser = from({ cookie: `other=1; ${access.cookie.name}=${access.cookie.value}` });
	expect([access.allows(proxy), access.allows(browser)]).toEqual([false, true]);
	access.admit(TOKEN);
	expect([access.allows(proxy), access.allows(browser)]).toEqual([true, true]);
	expect(access.cookie.httpOnly).toBe(true);
});

test.each([
	["nothing", {}],
	["the sandbox's token itself", { [PREVIEW_ACCESS_HEADER]: TOKEN }],
	["the sandbox's token as a bearer", { authorization: `Bearer ${TOKEN}` }],
	["an empty header", { [PREVIEW_ACCESS_HEADER]: "" }],
	["the token of another sandbox", { [PREVIEW_ACCESS_HEADER]: previewAccessToken("another") }],
	["the right token as a cookie", { cookie: `storydream-preview=${previewAccessToken(TOKEN)}` }],
	["an empty cookie", { cookie: "storydream-preview=" }],
])("a preview refuses whoever shows %s", (_what, headers) => {
	const access = createPreviewAccess();
	access.admit(TOKEN);
	expect(access.allows(from(headers))).toBe(false);
});
