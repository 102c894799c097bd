import { createServer, type Server } from "node:http";
import { afterEach, expect, it } from "vitest";
import { dial, waysOut } from "./egress.ts";
import { gatewayAnswers } from "./prove-closed.ts";

const servers: Server[] = [];
afterEach(() => {
	for (const server of servers.splice(0)) server.close();
});

async function listen(): Promise<number> {
	const server = createServer((_request, response) => response.writeHead(404).end());
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const address = server.address();
	return typeof address === "object" && address ? address.port : 0;
}

it("sees a connection that was made while this process was too busy to look", async () => {
	const port = await listen();
	const reached = dial("127.0.0.1", port, false);
	const end = performance.now() + 1_500;
	// As loading does: nothing else runs meanwhile, and the wait for the connection is long over.
	while (performance.now() < end);
	expect(await reached).toBe(`127.0.0.1:${port}`);
});

it("takes a refusal for somebody only where a setting allows it", async () => {
	const port = await listen();
	servers.splice(0).forEach((server) => void server.close());
	await expect.poll(() => dial("127.0.0.1", port, true)).toBe(`127.0.0.1:${port}`);
	expect(await dial("127.0.0.1", port, false)).toBeNull();
});

it("tries what the studio names besides, such as its own page and the cluster's API", async () => {
	const port = await listen();
	expect(await waysOut("http://127.0.0.1:9", [`127.0.0.1:${port}`])).toContain(`127.0.0.1:${port}`);
	expect(await waysOut("http://127.0.0.1:9", ["127.0.0.1:1"])).not.toContain("127.0.0.1:1");
});

it("takes any answer of the gateway for an answer", async () => {
	await gatewayAnswers(`http://127.0.0.1:${await listen()}/gateway`);
});
