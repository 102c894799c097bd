import net from "node:net";

const KNOCK_MS = 1_000;

/** Whether somebody listens there. */
export function probeTcp(host: string, port: number): Promise<boolean> {
	return new Promise((done) => {
		const socket = net.connect({ host, port, timeout: KNOCK_MS });
		const end = (answer: boolean) => {
			socket.destroy();
			done(answer);
		};
		socket.once("connect", () => end(true));
		socket.once("timeout", () => end(false));
		// Nobody there, or no way to it: the same for who asks.
		socket.once("error", () => end(false));
	});
}
