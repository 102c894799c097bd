import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { PREVIEW_ACCESS_HEADER, previewAccessToken } from "@storydream/protocol/preview-access";
import type { Connect } from "vite";
import { isSame } from "../server/auth.ts";

/** Cookie of the browser inside the sandbox; the studio's proxy passes no cookies on. */
const COOKIE = "storydream-preview";

/**
 * Who may use the preview's port: the studio's proxy, which shows what follows from the sandbox's token, and the
 * sandbox's own browser. Whoever else reaches the port (another program of this machine, a page in a browser on it) is refused.
 */
export interface PreviewAccess {
	/** For the sandbox's own browser. Pages can't read it. */
	readonly cookie: { name: string; value: string; httpOnly: true; sameSite: "Strict" };
	/** From now on the proxy of the studio that has this sandbox is answered. */
	admit(sandboxToken: string): void;
	/** Whether a request, or one for a WebSocket, is answered. */
	allows(request: IncomingMessage): boolean;
}

/** @param options.open everybody is answered: for tests that look at a preview without a studio */
export function createPreviewAccess(options: { open?: boolean | undefined } = {}): PreviewAccess {
	const ownKey = randomBytes(32).toString("hex");
	let token: string | null = null;
	return {
		cookie: { name: COOKIE, value: ownKey, httpOnly: true, sameSite: "Strict" },
		admit(sandboxToken) {
			token = previewAccessToken(sandboxToken);
		},
		allows({ headers }) {
			if (options.open) return true;
			const shown = headers[PREVIEW_ACCESS_HEADER];
			if (token !== null && typeof shown === "string" && isSame(shown, token)) return true;
			const cookies = (headers.cookie ?? "").split(";").map((cookie) => cookie.trim());
			return cookies.some((cookie) => cookie.startsWith(`${COOKIE}=`) && isSame(cookie.slice(COOKIE.length + 1), ownKey));
		},
	};
}

/** Refuses requests that are not allowed, before anything else sees them. */
export function refuseOthers(access: PreviewAccess): Connect.NextHandleFunction {
	return (request, response, next) => {
		if (access.allows(request)) return next();
		request.resume();
		response.statusCode = 403;
		response.setHeader("content-type", "text/plain; charset=utf-8");
		response.setHeader("connection", "close");
		response.end("This preview is opened through the studio only.\n");
	};
}

/** The same for WebSockets: a listener of `upgrade` that comes before all others. */
export function refuseOtherSockets(access: PreviewAccess): (request: IncomingMessage, socket: Duplex) => void {
	return (request, socket) => {
		if (access.allows(request)) return;
		socket.on("error", () => socket.destroy());
		socket.write("HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
		// Those that come after find it closed, and do nothing.
		socket.destroy();
	};
}
