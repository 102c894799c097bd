import { connect, createServer, type Socket } from "node:net";

/** One address in front of several studios: connections go to them in turn, past those that are not there. */
export interface Balancer {
	readonly url: string;
	readonly port: number;
	/** Ports on loopback that connections are led to. */
	ports: number[];
	close(): Promise<void>;
}

/** @param at where it listens; default: on loopback, on a free port */
export async function startBalancer(
	{ host, port }: { host: string; port: number } = { host: "127.0.0.1", port: 0 },
): Promise<Balancer> {
	const open = new Set<Socket>();
	let turn = 0;
	const server = createServer((near) => {
		open.add(near);
		near.on("error", () => near.destroy());
		near.on("close", () => open.delete(near));
		const from = turn++;
		const lead = (tries: number): void => {
			const { ports } = balancer;
			const port = ports[(from + tries) % Math.max(1, ports.length)];
			if (port === undefined || tries >= ports.length) return void near.destroy();
			const far = connect(port, "127.0.0.1");
			let connected = false;
			far.once("connect", () => {
				connected = true;
				near.pipe(far).pipe(near);
			});
			far.on("error", () => (connected ? near.destroy() : lead(tries + 1)));
			far.on("close", () => connected && near.destroy());
			near.on("close", () => far.destroy());
		};
		lead(0);
	});
	await new Promise<void>((resolve) => server.listen(port, host, resolve));
	const address = server.address();
	if (typeof address !== "object" || address === null) throw new Error("the balancer has no port");
	const balancer: Balancer = {
		url: `http://127.0.0.1:${address.port}`,
		port: address.port,
		ports: [],
		async close() {
			for (const socket of open) socket.destroy();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
	return balancer;
}
