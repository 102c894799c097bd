import { createConnection } from "node:net";
import type { V1Container, V1Probe } from "@kubernetes/client-node";

/** Between two looks at a probe, at the most: a cluster takes seconds where tests have none. */
const LOOK_MS = 200;

export interface Watched {
	container: V1Container;
	/** Of the pod. */
	address: string;
	/** Whether the container still runs, and the pod is not being ended. */
	runs(): boolean;
	/** The startup probe was answered, or there is none. Reported once. */
	onStarted(): void;
	/** Reported when it changes; at first the container is not ready. */
	onReady(ready: boolean): void;
	/** The startup probe was not answered in its time. */
	onStuck(): Promise<void>;
}

/**
 * Asks a container's startup probe, then its readiness probe, until it ends. Both are looked at more often than they say;
 * how long a container may fail (`periodSeconds`, `failureThreshold`) is what they say.
 */
export async function watchProbes({ container, address, runs, onStarted, onReady, onStuck }: Watched): Promise<void> {
	const asks = (probe: V1Probe) => answers(probe, address, container);
	const { startupProbe, readinessProbe } = container;
	if (startupProbe) {
		const { initialDelaySeconds = 0, periodSeconds = 10, failureThreshold = 3 } = startupProbe;
		await pause(initialDelaySeconds * 1000);
		const end = Date.now() + periodSeconds * failureThreshold * 1000;
		while (runs() && !(await asks(startupProbe))) {
			if (Date.now() > end) return onStuck();
			await pause(Math.min(LOOK_MS, periodSeconds * 1000));
		}
	}
	if (!runs()) return;
	onStarted();
	if (!readinessProbe) return onReady(true);
	const { initialDelaySeconds = 0, periodSeconds = 10, failureThreshold = 3, successThreshold = 1 } = readinessProbe;
	await pause(initialDelaySeconds * 1000);
	let ready = false;
	let since = Date.now();
	while (runs()) {
		const good = await asks(readinessProbe);
		if (!runs()) return;
		if (good === ready) since = Date.now();
		// The first look of a row counts at once.
		else if (Date.now() - since >= ((good ? successThreshold : failureThreshold) - 1) * periodSeconds * 1000) {
			ready = good;
			since = Date.now();
			onReady(ready);
		}
		await pause(Math.min(LOOK_MS, periodSeconds * 1000));
	}
}

/** Whether a probe is answered now. Kinds other than `httpGet` and `tcpSocket` are not here. */
async function answers(probe: V1Probe, address: string, container: V1Container): Promise<boolean> {
	const { httpGet, tcpSocket, timeoutSeconds = 1 } = probe;
	if (httpGet) {
		const { path = "/", scheme = "HTTP", httpHeaders = [] } = httpGet;
		const port = portOf(httpGet.port, container);
		try {
			const { status, body } = await fetch(`${scheme.toLowerCase()}://${httpGet.host ?? address}:${port}${path}`, {
				headers: httpHeaders.map(({ name, value }): [string, string] => [name, value]),
				signal: AbortSignal.timeout(timeoutSeconds * 1000),
				redirect: "manual",
			});
			await body?.cancel();
			return status >= 200 && status < 400;
		} catch {
			// Nobody there yet: that is the answer.
			return false;
		}
	}
	if (!tcpSocket) throw new Error("this node has httpGet and tcpSocket probes only");
	const port = portOf(tcpSocket.port, container);
	return new Promise((resolve) => {
		const socket = createConnection({ host: tcpSocket.host ?? address, port });
		const done = (is: boolean) => {
			socket.destroy();
			resolve(is);
		};
		socket.setTimeout(timeoutSeconds * 1000, () => done(false));
		socket.once("connect", () => done(true)).once("error", () => done(false));
	});
}

/** A port's number: what it says, or that of the container's port of this name. */
function portOf(port: number | string, { name, ports = [] }: V1Container): number {
	if (typeof port === "number") return port;
	const found = ports.find((each) => each.name === port)?.containerPort ?? Number(port);
	if (!Number.isInteger(found)) throw new Error(`container ${name} has no port ${port}`);
	return found;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
