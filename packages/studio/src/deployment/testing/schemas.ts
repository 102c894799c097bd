import { z } from "zod";

/** What every object of a cluster has. */
export const KubernetesObject = z.looseObject({
	apiVersion: z.string(),
	kind: z.string(),
	metadata: z.looseObject({
		name: z.string(),
		namespace: z.string().optional(),
		annotations: z.record(z.string(), z.string()).optional(),
		labels: z.record(z.string(), z.string()).optional(),
	}),
});
export type KubernetesObject = z.infer<typeof KubernetesObject>;

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

const Schema = z.object({ validate: z.custom<((data: object) => boolean) & { errors?: { instancePath: string }[] }>() });

/** What Kubernetes' published schema of the object's kind says against it, and fields that it does not know. */
export async function faults(object: KubernetesObject): Promise<string[]> {
	const [group, version] = object.apiVersion.includes("/") ? object.apiVersion.split("/") : ["core", object.apiVersion];
	const kind = `${group?.replace(/\.k8s\.io$/, "").split(".")[0]}.${version}.${object.kind}`;
	const name = `IoK8sApi${kind.replace(/(^|\.)(\w)/g, (_all, _dot, letter: string) => letter.toUpperCase())}`;
	const { validate } = Schema.parse(await import(`kubernetes-models/_schemas/${name}`));
	const unread = new Set<string>();
	const valid = validate(watched(object, "", unread));
	return [
		...(valid ? [] : (validate.errors ?? []).map((error) => `wrong: ${JSON.stringify(error)}`)),
		...[...unread].map((path) => `unknown: ${path}`),
	];
}
