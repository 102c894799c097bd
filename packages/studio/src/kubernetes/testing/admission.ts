import { z } from "zod";
import { agentSandboxErrors } from "./agent-sandbox-objects.ts";
import { isRecord } from "./patches.ts";

const Schema = z.object({
	validate: z.custom<((data: object) => boolean) & { errors?: { instancePath: string; message?: string }[] }>(),
});
const Typed = z.looseObject({ apiVersion: z.string(), kind: z.string() });

/**
 * What Kubernetes' published schema of an object's kind says against it, and fields that it does not know; empty when it
 * is right field by field. Throws for a kind that has no schema.
 */
export async function schemaErrors(object: object): Promise<string[]> {
	const { apiVersion, kind } = Typed.parse(object);
	const [group = "", version] = apiVersion.includes("/") ? apiVersion.split("/") : ["core", apiVersion];
	if (group.endsWith("agents.x-k8s.io")) {
		// The pod in a template is Kubernetes' own.
		const { pod, errors } = agentSandboxErrors(object, kind);
		return pod === null ? errors : [...errors, ...(await schemaErrors(pod))];
	}
	const path = `${group.replace(/\.k8s\.io$/, "").split(".")[0]}.${version}.${kind}`;
	const name = `IoK8sApi${path.replace(/(^|\.)(\w)/g, (_all, _dot, letter: string) => letter.toUpperCase())}`;
	const { validate } = Schema.parse(await import(`kubernetes-models/_schemas/${name}`));
	const unread = new Set<string>();
	const valid = validate(watched(object, "", unread));
	return [
		...(valid ? [] : (validate.errors ?? []).map((error) => `wrong: ${JSON.stringify(error)}`)),
		...[...unread].map((field) => `unknown: ${field}`),
	];
}

/** A schema's validator reads every field that it knows: what it has not read of an object is no field of that kind. */
function watched(value: object, path: string, unread: Set<string>): object {
	for (const key of Object.keys(value)) unread.add(`${path}.${key}`);
	const wrapped = new Map<string, unknown>();
	return new Proxy(value, {
		get(target, key) {
			const found: unknown = Reflect.get(target, key);
			if (typeof key !== "string" || !Object.hasOwn(target, key)) return found;
			unread.delete(`${path}.${key}`);
			if (typeof found !== "object" || found === null) return found;
			if (!wrapped.has(key)) wrapped.set(key, watched(found, `${path}.${key}`, unread));
			return wrapped.get(key);
		},
	});
}

const VOLUMES = new Set([
	"configMap",
	"csi",
	"downwardAPI",
	"emptyDir",
	"ephemeral",
	"persistentVolumeClaim",
	"projected",
	"secret",
]);
const SYSCTLS = new Set([
	"kernel.shm_rmid_forced",
	"net.ipv4.ip_local_port_range",
	"net.ipv4.ip_unprivileged_port_start",
	"net.ipv4.tcp_syncookies",
	"net.ipv4.ping_group_range",
	"net.ipv4.ip_local_reserved_ports",
	"net.ipv4.tcp_keepalive_time",
	"net.ipv4.tcp_fin_timeout",
	"net.ipv4.tcp_keepalive_intvl",
	"net.ipv4.tcp_keepalive_probes",
]);
const SECCOMP = new Set(["RuntimeDefault", "Localhost"]);

/**
 * What of a pod's spec the level `restricted` of the Pod Security Standards (kubernetes.io/docs/concepts/security/
 * pod-security-standards) does not allow, in words; empty when it is let in.
 */
export function restrictedViolations(podSpec: unknown): string[] {
	const found: string[] = [];
	const spec = record(podSpec);
	for (const field of ["hostNetwork", "hostPID", "hostIPC"]) if (spec[field] === true) found.push(`${field}=true`);
	for (const volume of records(spec.volumes)) {
		const type = Object.keys(volume).find((key) => key !== "name") ?? "emptyDir";
		if (!VOLUMES.has(type)) found.push(`volume "${String(volume.name)}" uses restricted volume type "${type}"`);
	}
	const pod = record(spec.securityContext);
	for (const { name } of records(pod.sysctls)) if (!SYSCTLS.has(String(name))) found.push(`sysctl ${String(name)}`);
	if (pod.runAsUser === 0) found.push("pod must not set runAsUser=0");
	if (pod.runAsNonRoot === false) found.push("pod must not set runAsNonRoot=false");
	checkProfiles("pod", pod, found);
	const containers = ["initContainers", "containers", "ephemeralContainers"].flatMap((list) => records(spec[list]));
	for (const container of containers) {
		const name = `container "${String(container.name)}"`;
		const own = record(container.securityContext);
		if (own.privileged === true) found.push(`${name} must not set privileged=true`);
		if (own.allowPrivilegeEscalation !== false) found.push(`${name} must set allowPrivilegeEscalation=false`);
		const capabilities = record(own.capabilities);
		if (!texts(capabilities.drop).includes("ALL")) found.push(`${name} must set capabilities.drop=["ALL"]`);
		if (texts(capabilities.add).some((each) => each !== "NET_BIND_SERVICE")) found.push(`${name} must not add capabilities`);
		if (own.runAsNonRoot === false || (own.runAsNonRoot !== true && pod.runAsNonRoot !== true)) {
			found.push(`${name} must set runAsNonRoot=true`);
		}
		if (own.runAsUser === 0) found.push(`${name} must not set runAsUser=0`);
		const profile = record(own.seccompProfile).type ?? record(pod.seccompProfile).type;
		if (!SECCOMP.has(String(profile))) found.push(`${name} must set seccompProfile.type to "RuntimeDefault" or "Localhost"`);
		if (own.procMount !== undefined && own.procMount !== "Default") found.push(`${name} must not set procMount`);
		checkProfiles(name, own, found);
		for (const port of records(container.ports)) if (port.hostPort) found.push(`${name} uses hostPort ${String(port.hostPort)}`);
		for (const hook of ["livenessProbe", "readinessProbe", "startupProbe"]) {
			if (record(record(container[hook]).httpGet).host) found.push(`${name} probes another host`);
		}
	}
	return found;
}

function checkProfiles(where: string, context: Record<string, unknown>, found: string[]): void {
	const windows = record(context.windowsOptions);
	if (windows.hostProcess === true) found.push(`${where} must not be a host process`);
	const { type, role, user } = record(context.seLinuxOptions);
	if (
		user ||
		role ||
		(type && !["container_t", "container_init_t", "container_kvm_t", "container_engine_t"].includes(String(type)))
	) {
		found.push(`${where} sets seLinuxOptions`);
	}
	const armour = record(context.appArmorProfile).type;
	if (armour !== undefined && !["RuntimeDefault", "Localhost"].includes(String(armour))) found.push(`${where} is unconfined`);
}

const record = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});
const records = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isRecord) : []);
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
