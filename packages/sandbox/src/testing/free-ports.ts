import { createServer } from "node:net";

/** Ports nobody listens on at this moment, on loopback. */
export async function freePorts(count: number): Promise<number[]> {
	const servers = Array.from({ length: count }, () => createServer());
	const ports = await Promise.all(
		servers.map(
			(server) =>
				new Promise<number>((found, failed) => {
					server.once("error", failed);
					server.listen(0, "127.0.0.1", () => {
						const address = server.address();
						if (typeof address === "object" && address !== null) found(address.port);
						else failed(new Error("no port"));
					});
				}),
		),
	);
	await Promise.all(servers.map((server) => new Promise<void>((closed) => server.close(() => closed()))));
	return ports;
}

/** A port nobody listens on at this moment, on loopback. */
export async function freePort(): Promise<number> {
	const [port = 0] = await freePorts(1);
	return port;
}
