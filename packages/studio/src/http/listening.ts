import type { Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { StoryDreamError, toStoryDreamError } from "@storydream/protocol";

/**
 * Listens; answers the port. Throws `conflict` with a next step when the port is in use, not allowed, or not here.
 * @param variable what the port is set with
 */
export async function listenOn(
	server: Server,
	{ host, port, variable }: { host: string; port: number; variable: "PORT" | "INTERNAL_PORT" },
): Promise<number> {
	server.on("clientError", answerClientError);
	await new Promise<void>((resolve, reject) => {
		server.once("error", (error) => reject(listenError(error, host, port, variable)));
		server.listen({ host, port }, resolve);
	});
	// The address of a TCP server is never the path of a pipe.
	return (server.address() as AddressInfo).port;
}

function listenError(error: Error, host: string, port: number, variable: string): StoryDreamError {
	const code = "code" in error ? error.code : undefined;
	if (code === "EADDRINUSE") {
		const open = variable === "PORT" ? `Open http://localhost:${port} if that is StoryDream, or choose` : "Choose";
		return new StoryDreamError("conflict", `Port ${port} is in use already.`, {
			hint: `${open} another port: ${variable}=${port + 1} npm start.`,
			cause: error,
		});
	}
	if (code === "EACCES") {
		return new StoryDreamError("conflict", `Port ${port} may not be used without special rights.`, {
			hint: `Choose a port above 1024: ${variable}=${variable === "PORT" ? 8080 : 8081} npm start.`,
			cause: error,
		});
	}
	if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
		return new StoryDreamError("conflict", `${host} is not an address of this machine.`, {
			hint: "Set HOST to 127.0.0.1.",
			cause: error,
		});
	}
	return toStoryDreamError(error);
}

function answerClientError(error: Error & { code?: string }, socket: Duplex | Socket): void {
	if (error.code === "ECONNRESET" || !socket.writable) {
		socket.destroy();
		return;
	}
	const status =
		error.code === "HPE_HEADER_OVERFLOW"
			? "431 Too Large"
			: error.code === "ERR_HTTP_REQUEST_TIMEOUT"
				? "408 Timeout"
				: "400 Bad Request";
	socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
