import { createHmac } from "node:crypto";

/**
 * Header with which the studio's proxy shows a sandbox's preview server that a request comes from it.
 * @example headers[PREVIEW_ACCESS_HEADER] = previewAccessToken(sandboxToken)
 */
export const PREVIEW_ACCESS_HEADER = "x-storydream-preview";

/**
 * What the header holds: both sides make it from the sandbox's token, which the project's code never sees. It is no way
 * back to that token, and opens nothing but the preview.
 * @example previewAccessToken("a sandbox token") // 64 hexadecimal digits
 */
export function previewAccessToken(sandboxToken: string): string {
	return createHmac("sha256", sandboxToken).update("storydream preview").digest("hex");
}
