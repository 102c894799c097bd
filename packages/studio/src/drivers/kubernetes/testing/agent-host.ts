import { createServer, type Server } from "node:http";
import { Handover } from "@storydream/protocol";
import { POOL_TOKEN } from "./place.ts";

/** Somebody who listens where a sandbox of a pool would, and can be handed over. */
export interface TestAgentHost {
	/** Who it is, once it was handed over. */
	readonly holder: Handover | null;
	/** Handovers that were requested. */
	readonly asked: number;
	/** `lose`: what is asked is done, and the answer is lost; `refuse`: another token of the pool; `foreign`: no sandbox. */
	mode: "well" | "lose" | "refuse" | "foreign";
	close(): Promise<void>;
}

export async function startAgentHost(address: string): Promise<TestAgentHost> {
	let holder: Handover | null = null;
	let asked = 0;
	const server: Server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const answer = (status: number, body: object = {}) => response.writeHead(status).end(JSON.stringify(body));
		if (host.mode === "foreign" || request.url !== "/handover") return void answer(404);
		if (host.mode === "refuse" || request.headers.authorization !== `Bearer ${POOL_TOKEN}`) return void answer(401);
		if (request.method === "GET") {
			return void answer(200, { name: holder?.name ?? null, incarnation: holder?.incarnation ?? null });
		}
		asked += 1;
		const given = Handover.parse(JSON.parse(Buffer.concat(chunks).toString()));
		if (holder !== null && JSON.stringify(holder) !== JSON.stringify(given)) return void answer(409);
		holder = given;
		if (host.mode === "lose") return void request.socket.destroy();
		answer(200);
	});
	const host: TestAgentHost = {
		get holder() {
			return holder;
		},
		get asked() {
			return asked;
		},
		mode: "well",
		close() {
			server.closeAllConnections();
			return new Promise((resolve) => server.close(() => resolve()));
		},
	};
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(3001, address, resolve);
	});
	return host;
}
