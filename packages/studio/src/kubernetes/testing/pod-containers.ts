import type { V1Container, V1EnvVar, V1Pod, V1PodSpec } from "@kubernetes/client-node";
import type Dockerode from "dockerode";
import type { KubernetesObject } from "./objects.ts";
import { isRecord } from "./patches.ts";

/** Why a container can't be made as its pod says: reported as `CreateContainerConfigError`, and tried again. */
export class ConfigError extends Error {}

const UNITS: Record<string, number> = {
	"": 1,
	m: 1e-3,
	k: 1e3,
	M: 1e6,
	G: 1e9,
	T: 1e12,
	Ki: 2 ** 10,
	Mi: 2 ** 20,
	Gi: 2 ** 30,
	Ti: 2 ** 40,
};

/** A quantity such as `500m`, `256Mi`, `1e9`. */
export function quantity(text: string): number {
	const [, number = "", unit = ""] = /^([\d.]+(?:e\d+)?)([a-zA-Z]*)$/.exec(text) ?? [];
	const factor = UNITS[unit];
	if (number === "" || factor === undefined) throw new ConfigError(`${text} is no quantity`);
	return Number(number) * factor;
}

/** What variables of a container may stand for. */
export interface EnvironmentSource {
	pod: V1Pod;
	address: string;
	find(plural: "secrets" | "configmaps", name: string): KubernetesObject | null;
	/** Of the pod's namespace: their addresses are variables in each of its containers, unless it wants none. */
	services(): KubernetesObject[];
}

/**
 * What a variable holds may name those before it, and those of Services: `$(NAME)`.
 * @returns `NAME=value` of each variable. Throws a ConfigError for what is not there.
 */
export function environmentOf(container: V1Container, source: EnvironmentSource): string[] {
	const links = source.pod.spec?.enableServiceLinks === false ? [] : source.services();
	const values = new Map(links.flatMap(linksTo));
	for (const variable of container.env ?? []) {
		const filled = (variable.value ?? "").replace(/\$\((\w+)\)/g, (whole, name: string) => values.get(name) ?? whole);
		const value = variable.valueFrom ? valueFrom(variable, source) : filled;
		if (value !== null) values.set(variable.name, value);
	}
	return [...values].map(([name, value]) => `${name}=${value}`);
}

/** The address of a Service and of its first port. */
function linksTo({ metadata, spec = {} }: KubernetesObject): [string, string][] {
	const { clusterIP, ports } = spec;
	const [first] = Array.isArray(ports) ? ports.filter(isRecord) : [];
	if (typeof clusterIP !== "string" || clusterIP === "None" || !first) return [];
	const name = metadata.name.toUpperCase().replaceAll("-", "_");
	return [
		[`${name}_SERVICE_HOST`, clusterIP],
		[`${name}_SERVICE_PORT`, String(first.port)],
	];
}

function valueFrom({ valueFrom: from }: V1EnvVar, { pod, address, find }: EnvironmentSource): string | null {
	if (from?.fieldRef) {
		const fields: Record<string, string | undefined> = {
			"metadata.name": pod.metadata?.name,
			"metadata.namespace": pod.metadata?.namespace,
			"metadata.uid": pod.metadata?.uid,
			"spec.nodeName": pod.spec?.nodeName,
			"status.podIP": address,
		};
		const value = fields[from.fieldRef.fieldPath];
		if (value === undefined) throw new ConfigError(`unsupported fieldPath: ${from.fieldRef.fieldPath}`);
		return value;
	}
	const reference = from?.secretKeyRef ?? from?.configMapKeyRef;
	if (!reference) throw new ConfigError("a variable's source is not one that this node knows");
	const kind = from?.secretKeyRef ? "secret" : "configmap";
	const object = find(`${kind}s`, reference.name ?? "");
	if (object === null) {
		if (reference.optional) return null;
		throw new ConfigError(`${kind} "${reference.name}" not found`);
	}
	const plain =
		textIn(object.stringData, reference.key) ?? (kind === "configmap" ? textIn(object.data, reference.key) : undefined);
	const coded = kind === "secret" ? textIn(object.data, reference.key) : undefined;
	const value = plain ?? (coded === undefined ? undefined : Buffer.from(coded, "base64").toString());
	if (value !== undefined) return value;
	if (reference.optional) return null;
	throw new ConfigError(
		`couldn't find key ${reference.key} in ${kind === "secret" ? "Secret" : "ConfigMap"} ${pod.metadata?.namespace}/${reference.name}`,
	);
}

function textIn(values: unknown, key: string): string | undefined {
	const value = isRecord(values) ? values[key] : undefined;
	return typeof value === "string" ? value : undefined;
}

/** A volume in memory for an `emptyDir`, of its size and for the pod's group; other kinds are not here. */
export function volumeOf(spec: V1PodSpec, volume: NonNullable<V1PodSpec["volumes"]>[number]): Dockerode.VolumeCreateOptions {
	if (!volume.emptyDir) throw new Error(`this node has emptyDir volumes only, not what ${volume.name} is`);
	const size = volume.emptyDir.sizeLimit ? [`size=${Math.round(quantity(volume.emptyDir.sizeLimit))}`] : [];
	const group = spec.securityContext?.fsGroup;
	const owner = group === undefined ? ["mode=0777"] : [`gid=${group}`, "mode=2777"];
	return { Driver: "local", DriverOpts: { type: "tmpfs", device: "tmpfs", o: [...size, ...owner].join(",") } };
}

/** How a container of a pod is made of an engine's. @param volumes the engine's name of each of the pod's */
export function containerOf(
	pod: V1PodSpec,
	container: V1Container,
	given: { holder: string; env: string[]; volumes: Map<string, string>; pids: number; imageUser: string },
): Dockerode.ContainerCreateOptions {
	const own = container.securityContext ?? {};
	const common = pod.securityContext ?? {};
	const user = own.runAsUser ?? common.runAsUser;
	const group = own.runAsGroup ?? common.runAsGroup;
	if (
		(own.runAsNonRoot ?? common.runAsNonRoot) &&
		(user === 0 || (user === undefined && /^(root|0)?(:|$)/.test(given.imageUser)))
	) {
		throw new ConfigError("container has runAsNonRoot and image will run as root");
	}
	const { cpu, memory } = container.resources?.limits ?? {};
	const bytes = memory === undefined ? undefined : Math.round(quantity(memory));
	return {
		Image: container.image ?? "",
		...(container.command ? { Entrypoint: container.command } : {}),
		...(container.args ? { Cmd: container.args } : {}),
		...(container.workingDir ? { WorkingDir: container.workingDir } : {}),
		...(user === undefined ? {} : { User: group === undefined ? String(user) : `${user}:${group}` }),
		Env: given.env,
		HostConfig: {
			NetworkMode: `container:${given.holder}`,
			Mounts: (container.volumeMounts ?? []).map(({ name, mountPath, readOnly }) => ({
				Type: "volume" as const,
				Source: given.volumes.get(name) ?? "",
				Target: mountPath,
				ReadOnly: readOnly ?? false,
				// An emptyDir is empty, whatever the image has there.
				VolumeOptions: { NoCopy: true, Labels: {}, DriverConfig: { Name: "local", Options: {} } },
			})),
			ReadonlyRootfs: own.readOnlyRootFilesystem ?? false,
			CapDrop: own.capabilities?.drop ?? [],
			CapAdd: own.capabilities?.add ?? [],
			SecurityOpt: own.allowPrivilegeEscalation === false ? ["no-new-privileges"] : [],
			...(common.fsGroup === undefined ? {} : { GroupAdd: [String(common.fsGroup)] }),
			...(bytes === undefined ? {} : { Memory: bytes, MemorySwap: bytes }),
			...(cpu === undefined ? {} : { NanoCpus: Math.round(quantity(cpu) * 1e9) }),
			PidsLimit: given.pids,
			LogConfig: { Type: "json-file", Config: { "max-size": "10m" } },
		},
	};
}
