import { readlinkSync } from "node:fs";
import type Dockerode from "dockerode";
import { removePodRules } from "./pod-network.ts";

/** On everything that a cluster of tests makes: the process whose it is. */
export const PROCESS_LABEL = "storydream.test/process";

/** This process, among all that an engine may have clients in. */
export function thisProcess(): string {
	return `${process.pid}@${readlinkSync("/proc/self/ns/pid")}`;
}

/** Removes what test runs have left in an engine that were killed before they could; what others still use stays. */
export async function sweepDead(docker: Dockerode): Promise<void> {
	const dead = (labels: Record<string, string> | null | undefined) => {
		const [pid = "", space] = labels?.[PROCESS_LABEL]?.split("@") ?? [];
		return space === readlinkSync("/proc/self/ns/pid") && !isAlive(Number(pid));
	};
	const filters = { label: [PROCESS_LABEL] };
	for (const { Id, Labels } of await docker.listContainers({ all: true, filters })) {
		if (dead(Labels)) await docker.getContainer(Id).remove({ force: true, v: true }).catch(unlessTaken);
	}
	const { Volumes } = await docker.listVolumes({ filters });
	for (const { Name, Labels } of Volumes ?? []) if (dead(Labels)) await docker.getVolume(Name).remove().catch(unlessTaken);
	for (const { Id, Name, Labels } of await docker.listNetworks({ filters })) {
		if (!dead(Labels)) continue;
		await docker.getNetwork(Id).remove().catch(unlessTaken);
		// The network may stand yet, while another run puts out who is in it: who is dead has no use for rules.
		await removePodRules(Name);
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error instanceof Error && "code" in error && error.code === "EPERM";
	}
}

/** Another run, which sweeps too, was faster. */
function unlessTaken(error: unknown): void {
	const status = typeof error === "object" && error !== null && "statusCode" in error ? error.statusCode : 0;
	if (status !== 403 && status !== 404 && status !== 409) throw error;
}
