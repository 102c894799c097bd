import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/** A way to a cluster's API that ends after so many questions about one object, as for a studio that is killed there. */
export interface CutOff {
	readonly url: string;
	/** Questions that came through. */
	readonly passed: string[];
	close(): Promise<void>;
}

/** @param lastAnswer whether the last question that comes through is answered too; else it is only done */
export async function startCutOff(apiUrl: string, questions: number, lastAnswer: boolean): Promise<CutOff> {
	const { hostname, port } = new URL(apiUrl);
	const passed: string[] = [];
	const server = createServer((incoming, response) => {
		// Lists and watches are not steps of anything.
		const counts = /\/(pods|secrets|networkpolicies|services)\/|^POST/.test(
			`${incoming.method} ${incoming.url}`.replace(/^POST .*/, "POST"),
		);
		if (counts && passed.length >= questions) return void incoming.socket.destroy();
		if (counts) passed.push(`${incoming.method} ${new URL(incoming.url ?? "", apiUrl).pathname}`);
		const isLast = counts && passed.length === questions && !lastAnswer;
		const onward = request(
			{ hostname, port, path: incoming.url, method: incoming.method, headers: incoming.headers },
			(answer) => {
				if (isLast) {
					answer.resume();
					answer.once("end", () => incoming.socket.destroy());
					return;
				}
				response.writeHead(answer.statusCode ?? 502, answer.headers);
				answer.pipe(response);
			},
		);
		// The other side learns it by the end of its own connection.
		onward.once("error", () => response.destroy());
		response.once("close", () => onward.destroy());
		incoming.pipe(onward);
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		passed,
		close() {
			server.closeAllConnections();
			return new Promise((resolve) => server.close(() => resolve()));
		},
	};
}
