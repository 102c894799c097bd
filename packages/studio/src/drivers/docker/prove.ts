import { StoryDreamError } from "@storydream/protocol";
import Dockerode from "dockerode";
import type { DriverProof } from "../prove.ts";
import { asDriverError, orNone, statusOf, textOf } from "./engine.ts";

const TIMEOUT_MS = 8_000;

interface Wanted {
	image: string;
	/** Network of a studio in a container; null: it runs on the engine's host. */
	network: string | null;
	allowEgress: boolean;
}

/**
 * Asks an engine for everything that sandboxes need of it, and changes nothing there.
 * @param engine default: what DOCKER_HOST says, else the usual socket
 */
export async function proveDocker(wanted: Wanted, engine: Dockerode.DockerOptions = {}): Promise<DriverProof[]> {
	const docker = new Dockerode({ ...engine, timeout: TIMEOUT_MS });
	const first = await proveEngine(docker, wanted.image);
	// Without an engine there is nothing else to say.
	if (first.state === "missing") return [first];
	const proofs = [first, await proveImage(docker, wanted.image)];
	if (wanted.network !== null) proofs.push(await proveNetwork(docker, wanted.network));
	if (wanted.allowEgress) {
		proofs.push({
			what: "Closed network",
			state: "limited",
			detail: "SANDBOX_ALLOW_EGRESS is on: sandboxes start although they can reach out, and their agents have no commands",
			next: "Leave it out wherever others use the studio.",
		});
	}
	return proofs;
}

async function proveEngine(docker: Dockerode, image: string): Promise<DriverProof> {
	const what = "Docker engine";
	const at = placeOf(docker);
	try {
		const [{ Version }, info] = await Promise.all([docker.version(), docker.info() as Promise<EngineInfo>]);
		const missing = [
			info.SecurityOptions?.some((each) => each.includes("seccomp")) ? "" : "filter system calls (seccomp)",
			info.MemoryLimit === false ? "limit memory" : "",
			info.PidsLimit === false ? "limit processes" : "",
		].filter((each) => each !== "");
		if (missing.length === 0) return { what, state: "ok", detail: `${Version}, ${at}` };
		return {
			what,
			state: "limited",
			detail: `${Version}, ${at}: it does not ${missing.join(", nor ")}, so sandboxes are held less tightly`,
			next: "Use an engine with its default seccomp profile on a kernel with control groups.",
		};
	} catch (error) {
		if (/EACCES|permission denied/i.test(textOf(error))) {
			return {
				what,
				state: "missing",
				detail: `${at} may not be used by this user`,
				next: "Add the user to the group that owns the socket (`usermod -aG docker <user>`, then sign in anew). Whoever is in it is root on this machine.",
			};
		}
		if (statusOf(error) === null) {
			const next = "Start it, or name another with DOCKER_HOST; `docker info` as this user shows whether it can be reached.";
			return { what, state: "missing", detail: `${at} does not answer (${textOf(error)})`, next };
		}
		const { message, hint } = asDriverError(error, `${at} refuses.`, image);
		return { what, state: "missing", detail: message, next: hint };
	}
}

interface EngineInfo {
	SecurityOptions?: string[];
	MemoryLimit?: boolean;
	PidsLimit?: boolean;
}

async function proveImage(docker: Dockerode, image: string): Promise<DriverProof> {
	const what = "Sandbox image";
	try {
		const { Size, Created } = await docker.getImage(image).inspect();
		return { what, state: "ok", detail: `${image}, ${(Size / 1e9).toFixed(2)} GB, made ${Created.slice(0, 10)}` };
	} catch (error) {
		const { message, hint } = asDriverError(error, "Sandboxes can't be started.", image);
		return { what, state: "missing", detail: message, next: hint };
	}
}

async function proveNetwork(docker: Dockerode, name: string): Promise<DriverProof> {
	const what = "Network of the studio";
	try {
		const found = await orNone(docker.getNetwork(name).inspect());
		if (found === null) {
			throw new StoryDreamError("sandbox_failed", `There is no network ${name} on this engine.`, {
				hint: "DOCKER_NETWORK names the network that the studio's own container is in (`docker inspect` shows it); leave it out where the studio is no container.",
			});
		}
		return { what, state: "ok", detail: name };
	} catch (error) {
		const { message, hint } = asDriverError(error, "The network can't be looked at.", "");
		return { what, state: "missing", detail: message, next: hint };
	}
}

/** Where the engine is, in words. */
function placeOf(docker: Dockerode): string {
	const { socketPath, protocol, host, port } = docker.modem as {
		socketPath?: string;
		protocol?: string;
		host?: string;
		port?: number;
	};
	return socketPath ? `the engine at ${socketPath}` : `the engine at ${protocol}://${host}:${port}`;
}
