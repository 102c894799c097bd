import type { IncomingMessage, ServerResponse } from "node:http";
import { ERRORS, type ErrorCode } from "@storydream/protocol";

export function json(response: ServerResponse, status: number, body: unknown): void {
	response.statusCode = status;
	response.setHeader("content-type", "application/json");
	response.end(body === undefined ? "" : JSON.stringify(body));
}

export function problem(response: ServerResponse, code: ErrorCode, detail: string): void {
	json(response, ERRORS[code].status, {
		type: "about:blank",
		title: code,
		status: ERRORS[code].status,
		detail,
		code,
		hint: ERRORS[code].hint,
	});
}

export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of request) parts.push(part);
	return Buffer.concat(parts);
}
