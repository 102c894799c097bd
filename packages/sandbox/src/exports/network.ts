import { Socket } from "node:net";

/** Where Remotion counts renders of those who gave a license key. */
const LICENSE_HOST = "www.remotion.pro";
const LOOPBACK = new Set(["localhost", "127.0.0.1", "::1", undefined]);

/**
 * Keeps this process from connecting anywhere but to the film's own server, the browser, and (with a license key) the
 * place that counts renders. A film names the media it plays, and Remotion would fetch whatever it names, also from
 * services on this machine.
 * @returns a function to call when the browser runs: ports of this machine that were used until then stay allowed.
 */
export function keepToAddresses(port: number, license: boolean): () => void {
	const ports = new Set([port]);
	let learning = true;
	const connect = Socket.prototype.connect;
	const guarded = function (this: Socket, ...args: unknown[]): Socket {
		const first: unknown = Array.isArray(args[0]) ? args[0][0] : args[0];
		const options = (typeof first === "object" && first !== null ? first : { port: first, host: args[1] }) as Record<
			string,
			unknown
		>;
		const to = Number(options.port);
		const host = typeof options.host === "string" ? options.host : undefined;
		const allowed =
			typeof options.path === "string" ||
			(LOOPBACK.has(host) && (learning || ports.has(to))) ||
			(license && host === LICENSE_HOST);
		if (learning && LOOPBACK.has(host)) ports.add(to);
		if (!allowed) {
			queueMicrotask(() =>
				this.destroy(new Error(`${host ?? "this machine"} is on the network: a film shows files of its own only`)),
			);
			return this;
		}
		return Reflect.apply(connect, this, args);
	};
	Socket.prototype.connect = guarded as typeof connect;
	return () => {
		learning = false;
	};
}
