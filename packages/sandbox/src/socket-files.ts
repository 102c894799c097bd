import net, { type Server, type Socket } from "node:net";
import { pipeline } from "node:stream";

/*
 * A sandbox process is reached by socket files, and reaches the model gateway by one: so it needs no network of the
 * machine's, and the studio may come back at another address. See the process driver.
 */

/** Connections to the gateway at the same time. */
const MAX_GATEWAY = 64;

/** A server that listens for what somebody else dials. */
export interface Listening {
	close(): void;
}

/**
 * Listens on a port of the loopback interface, for clients that know only addresses, and passes each connection on to a
 * socket file. A connection made while nobody listens at the file ends at once, like one that is refused.
 */
export async function listenForFile(file: string): Promise<Listening & { port: number }> {
	const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
		const outside = net.connect({ path: file, allowHalfOpen: true });
		// An error of either side ends both, and the client sees its connection end.
		pipeline(client, outside, client, () => undefined);
	});
	server.maxConnections = MAX_GATEWAY;
	await listening(server, () => server.listen(0, "127.0.0.1"));
	const address = server.address();
	return { port: typeof address === "object" && address !== null ? address.port : 0, close: () => server.close() };
}

/**
 * Takes connections from a listening socket that this process was started with.
 * @param fd its descriptor
 */
export async function listenOnDescriptor(fd: number, take: (socket: Socket) => void): Promise<Listening> {
	const server = net.createServer({ allowHalfOpen: true }, take);
	await listening(server, () => server.listen({ fd }));
	return { close: () => server.close() };
}

/** Passes a connection on to a port of this sandbox's own loopback interface. */
export function passToPort(port: number): (socket: Socket) => void {
	return (socket) => {
		const inside = net.connect({ host: "127.0.0.1", port, allowHalfOpen: true, noDelay: true });
		pipeline(socket, inside, socket, () => undefined);
	};
}

function listening(server: Server, listen: () => void): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once("error", reject);
		server.once("listening", () => {
			server.off("error", reject);
			// A connection that can't be accepted is that client's matter.
			server.on("error", () => undefined);
			resolve();
		});
		listen();
	});
}
