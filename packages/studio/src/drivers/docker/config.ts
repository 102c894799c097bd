import { isIP } from "node:net";
import { z } from "zod";
import { size, wholeNumber, yesOrNo } from "../../config/values.ts";
import type { Reader, Variable } from "../../config/variables.ts";

/** What `docker` needs; the engine itself is the one DOCKER_HOST names, else the usual socket. Image and limits are those of pods, too. */
export interface DockerConfig {
	/** Image of sandboxes. */
	image: string;
	/** Network the studio is in when it runs in a container itself; null: it runs on the engine's host. */
	network: string | null;
	/** Where sandboxes' networks are cut from, such as `10.231.0.0/16`. */
	subnets: string;
	/** Of one sandbox. */
	limits: { memoryBytes: number; diskBytes: number; cpus: number; pids: number };
	/** Sandboxes start although they can reach out. For development only. */
	allowEgress: boolean;
}

const subnets = z
	.string()
	.refine(
		(text) => isIP(text.split("/")[0] ?? "") === 4 && /^[^/]+\/(8|9|1\d|2[0-8])$/.test(text),
		"it must be a range of IPv4 addresses, from /8 to /28",
	);

const SANDBOX_IMAGE: Variable<string> = {
	name: "SANDBOX_IMAGE",
	schema: z.string().regex(/^[a-z0-9][A-Za-z0-9._/:@-]{0,254}$/, "it must be the name of an image"),
	example: "storydream-sandbox",
	shown: "storydream-sandbox",
};
const SANDBOX_MEMORY: Variable<number> = {
	name: "SANDBOX_MEMORY",
	schema: size,
	example: "4GB",
	shown: "4GB",
	about: `Limits of one sandbox. With docker its files (project, media, films being made) are in memory, and count there too; with
kubernetes they are on its node's disk, and SANDBOX_PIDS is the node's own setting (podPidsLimit).`,
};
const SANDBOX_DISK: Variable<number> = { name: "SANDBOX_DISK", schema: size, example: "2GB", shown: "2GB" };
const SANDBOX_CPUS: Variable<number> = { name: "SANDBOX_CPUS", schema: wholeNumber(1, 64), example: "2", shown: "2" };
const SANDBOX_PIDS: Variable<number> = {
	name: "SANDBOX_PIDS",
	schema: wholeNumber(64, 32_768),
	example: "512",
	shown: "512",
};
const SANDBOX_ALLOW_EGRESS: Variable<boolean> = {
	name: "SANDBOX_ALLOW_EGRESS",
	schema: yesOrNo,
	example: "false",
	shown: "false",
	about: "A sandbox that can reach anything but the model gateway does not start. For development only:",
};
const DOCKER_NETWORK: Variable<string> = {
	name: "DOCKER_NETWORK",
	schema: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$/, "it must be the name of a network"),
	example: "storydream_default",
	about: "The network the studio is in when it runs in a container itself, such as storydream_default.",
};
const DOCKER_SUBNETS: Variable<string> = {
	name: "DOCKER_SUBNETS",
	schema: subnets,
	example: "10.231.0.0/16",
	shown: "10.231.0.0/16",
	about: "Each sandbox has a network of its own, cut from these addresses; give a range that nothing else uses.",
};

/** Of containers and pods alike. */
export const CONTAINER_VARIABLES = [
	SANDBOX_IMAGE,
	SANDBOX_MEMORY,
	SANDBOX_DISK,
	SANDBOX_CPUS,
	SANDBOX_PIDS,
	SANDBOX_ALLOW_EGRESS,
] as const;
export const DOCKER_VARIABLES = [DOCKER_NETWORK, DOCKER_SUBNETS] as const;

export function readDockerConfig(read: Reader): DockerConfig {
	return {
		image: read(SANDBOX_IMAGE, "storydream-sandbox"),
		network: read(DOCKER_NETWORK, null),
		subnets: read(DOCKER_SUBNETS, "10.231.0.0/16"),
		limits: {
			memoryBytes: read(SANDBOX_MEMORY, 4_000_000_000),
			diskBytes: read(SANDBOX_DISK, 2_000_000_000),
			cpus: read(SANDBOX_CPUS, 2),
			pids: read(SANDBOX_PIDS, 512),
		},
		allowEgress: read(SANDBOX_ALLOW_EGRESS, false),
	};
}
