import { randomUUID } from "node:crypto";
import {
	alreadyExists,
	apiVersionOf,
	conflict,
	invalid,
	type KubernetesObject,
	notFound,
	RESOURCES,
	type Resource,
} from "./objects.ts";

export type ChangeType = "ADDED" | "MODIFIED" | "DELETED";
/** What a watch reports. */
export interface Change {
	type: ChangeType;
	resource: Resource;
	/** As it is after the change; of what was removed, as it was last, with the version of its removal. */
	object: KubernetesObject;
	version: number;
}

export interface Deletion {
	uid?: string;
	resourceVersion?: string;
	/** Seconds a pod has left; undefined: what its spec says. */
	graceSeconds?: number;
	/**
	 * `Orphan` keeps what the object owns. `Foreground`: it goes when what it owns is gone, where that blocks it. Else what
	 * it owns is removed after it.
	 */
	propagation?: string;
}

/** Names of what may be in the body of a new object besides what its kind says. */
const DNS_LABEL = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;
const GRACE_SECONDS = 30;

/**
 * The objects of a cluster, with one rising version: optimistic concurrency, names made from a prefix, deletion in steps
 * (grace, finalizers), and garbage collection by owner.
 */
export class ObjectStore {
	readonly #objects = new Map<string, KubernetesObject>();
	#history: Change[] = [];
	#version = 100;
	/** Watches that begin before this have missed something. */
	#oldest = 100;
	readonly #listeners = new Set<(change: Change) => void>();

	get version(): number {
		return this.#version;
	}
	get oldest(): number {
		return this.#oldest;
	}

	listen(listener: (change: Change) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** What changed after a version; null when that is not known any more. */
	since(version: number): Change[] | null {
		return version < this.#oldest ? null : this.#history.filter((change) => change.version > version);
	}

	/** From now on nobody can ask for what changed before. */
	forgetHistory(): void {
		this.#history = [];
		this.#oldest = this.#version;
	}

	find(resource: Resource, namespace: string, name: string): KubernetesObject | null {
		return this.#objects.get(keyOf(resource, namespace, name)) ?? null;
	}

	get(resource: Resource, namespace: string, name: string): KubernetesObject {
		const found = this.find(resource, namespace, name);
		if (found === null) throw notFound(resource, name);
		return found;
	}

	/** @param namespace "" for all */
	list(resource: Resource, namespace: string): KubernetesObject[] {
		const prefix = `${resource.group}/${resource.plural}/`;
		return [...this.#objects]
			.filter(([key, object]) => key.startsWith(prefix) && (namespace === "" || object.metadata.namespace === namespace))
			.sort(([one], [other]) => (one < other ? -1 : 1))
			.map(([, object]) => object);
	}

	create(
		resource: Resource,
		namespace: string,
		body: Omit<KubernetesObject, "metadata"> & { metadata?: object },
	): KubernetesObject {
		const given = (body.metadata ?? {}) as Partial<KubernetesObject["metadata"]>;
		const name = given.name ?? (given.generateName ? `${given.generateName}${randomUUID().slice(0, 5)}` : "");
		if (!DNS_LABEL.test(name)) throw invalid(resource, name, `metadata.name: Invalid value: "${name}"`);
		if (resource.plural === "pods" && name.length > 63)
			throw invalid(resource, name, "metadata.name: must be no more than 63 characters");
		if (this.find(resource, namespace, name)) throw alreadyExists(resource, name);
		const object: KubernetesObject = {
			...structuredClone(body),
			apiVersion: apiVersionOf(resource),
			kind: resource.kind,
			metadata: {
				...structuredClone(given),
				name,
				...(resource.namespaced ? { namespace } : {}),
				uid: randomUUID(),
				creationTimestamp: new Date().toISOString().replace(/\.\d+/, ""),
				resourceVersion: "",
			},
		};
		this.#put("ADDED", resource, object);
		this.#collect(resource, object);
		return object;
	}

	/** Replaces an object. Its metadata's version, if given, must be the one that stands there. */
	replace(
		resource: Resource,
		namespace: string,
		name: string,
		next: KubernetesObject,
		options: { status?: boolean } = {},
	): KubernetesObject {
		const before = this.get(resource, namespace, name);
		const { resourceVersion, uid } = next.metadata;
		if (uid && uid !== before.metadata.uid) throw conflict(resource, name, `Precondition failed: UID in precondition: ${uid}`);
		if (resourceVersion && resourceVersion !== before.metadata.resourceVersion) {
			throw conflict(
				resource,
				name,
				"the object has been modified; please apply your changes to the latest version and try again",
			);
		}
		const kept = { ...before.metadata, labels: next.metadata.labels, annotations: next.metadata.annotations };
		const { finalizers, ownerReferences } = next.metadata;
		const object: KubernetesObject = options.status
			? { ...before, status: next.status, metadata: { ...before.metadata } }
			: { ...next, status: before.status, metadata: { ...kept, finalizers, ownerReferences } as KubernetesObject["metadata"] };
		if (same(before, object)) return before;
		if (object.metadata.deletionTimestamp && !object.metadata.finalizers?.length && resource.plural !== "pods") {
			this.#remove(resource, object);
			return object;
		}
		this.#put("MODIFIED", resource, structuredClone(object));
		return this.get(resource, namespace, name);
	}

	/** @returns the object as it is now, or was */
	delete(resource: Resource, namespace: string, name: string, options: Deletion = {}): KubernetesObject {
		const object = this.get(resource, namespace, name);
		const { metadata } = object;
		if (options.uid && options.uid !== metadata.uid) {
			throw conflict(
				resource,
				name,
				`Precondition failed: UID in precondition: ${options.uid}, UID in object meta: ${metadata.uid}`,
			);
		}
		if (options.resourceVersion && options.resourceVersion !== metadata.resourceVersion) {
			throw conflict(resource, name, "Precondition failed: ResourceVersion in precondition");
		}
		if (options.propagation === "Orphan") this.#orphan(metadata.uid);
		if (options.propagation === "Foreground" && !metadata.deletionTimestamp && this.#blocking(metadata.uid).length > 0) {
			return this.#removeLast(resource, object);
		}
		const spec = object.spec ?? {};
		const own = typeof spec.terminationGracePeriodSeconds === "number" ? spec.terminationGracePeriodSeconds : GRACE_SECONDS;
		// A pod that no node has, or that has ended, needs no time.
		const waits = resource.plural === "pods" && typeof spec.nodeName === "string" && !ENDED.has(String(object.status?.phase));
		const grace = waits
			? Math.min(options.graceSeconds ?? own, metadata.deletionGracePeriodSeconds ?? Number.POSITIVE_INFINITY)
			: 0;
		if (grace > 0 || metadata.finalizers?.length) {
			if (metadata.deletionTimestamp && grace >= (metadata.deletionGracePeriodSeconds ?? 0)) return object;
			const at = new Date(Date.now() + grace * 1000).toISOString().replace(/\.\d+/, "");
			const leaving = { ...object, metadata: { ...metadata, deletionTimestamp: at, deletionGracePeriodSeconds: grace } };
			this.#put("MODIFIED", resource, leaving);
			return leaving;
		}
		return this.#remove(resource, object);
	}

	#put(type: ChangeType, resource: Resource, object: KubernetesObject): void {
		this.#version += 1;
		object.metadata = { ...object.metadata, resourceVersion: String(this.#version) };
		const { namespace = "", name } = object.metadata;
		if (type === "DELETED") this.#objects.delete(keyOf(resource, namespace, name));
		else this.#objects.set(keyOf(resource, namespace, name), object);
		const change = { type, resource, object, version: this.#version };
		this.#history.push(change);
		for (const listener of [...this.#listeners]) listener(change);
	}

	#remove(resource: Resource, object: KubernetesObject): KubernetesObject {
		const last = { ...object, metadata: { ...object.metadata } };
		this.#put("DELETED", resource, last);
		// As the collector of a cluster: after the answer, not with it.
		setImmediate(() => {
			for (const [owned, dependent] of this.#ownedBy(object.metadata.uid)) this.#collect(owned, dependent);
			for (const { uid } of object.metadata.ownerReferences ?? []) this.#removeIfLast(uid);
		});
		return last;
	}

	/** Marks an object to go after what it owns, and removes that. */
	#removeLast(resource: Resource, object: KubernetesObject): KubernetesObject {
		const { metadata } = object;
		const at = new Date().toISOString().replace(/\.\d+/, "");
		const finalizers = [...(metadata.finalizers ?? []), LAST];
		const leaving = { ...object, metadata: { ...metadata, finalizers, deletionTimestamp: at, deletionGracePeriodSeconds: 0 } };
		this.#put("MODIFIED", resource, leaving);
		setImmediate(() => {
			for (const [owned, dependent] of this.#ownedBy(metadata.uid)) {
				const { namespace = "", name } = dependent.metadata;
				this.delete(owned, namespace, name, { propagation: "Foreground" });
			}
		});
		return leaving;
	}

	#blocking(uid: string): [Resource, KubernetesObject][] {
		return this.#ownedBy(uid).filter(([, { metadata }]) =>
			metadata.ownerReferences?.some((owner) => owner.uid === uid && owner.blockOwnerDeletion),
		);
	}

	#removeIfLast(uid: string): void {
		const object = [...this.#objects.values()].find(({ metadata }) => metadata.uid === uid);
		const resource = RESOURCES.find((each) => each.kind === object?.kind && apiVersionOf(each) === object.apiVersion);
		if (!object || !resource || !object.metadata.finalizers?.includes(LAST) || this.#blocking(uid).length > 0) return;
		const finalizers = object.metadata.finalizers.filter((each) => each !== LAST);
		const freed = { ...object, metadata: { ...object.metadata, finalizers } };
		if (finalizers.length > 0) this.#put("MODIFIED", resource, freed);
		else this.#remove(resource, freed);
	}

	#ownedBy(uid: string): [Resource, KubernetesObject][] {
		return RESOURCES.flatMap((resource) =>
			this.list(resource, "")
				.filter((object) => object.metadata.ownerReferences?.some((owner) => owner.uid === uid))
				.map((object): [Resource, KubernetesObject] => [resource, object]),
		);
	}

	#orphan(uid: string): void {
		for (const [resource, object] of this.#ownedBy(uid)) {
			const ownerReferences = object.metadata.ownerReferences?.filter((owner) => owner.uid !== uid);
			this.#put("MODIFIED", resource, {
				...object,
				metadata: { ...object.metadata, ownerReferences } as KubernetesObject["metadata"],
			});
		}
	}

	/** Removes what has owners none of which is there (any more): an owner of another uid is another object. */
	#collect(resource: Resource, object: KubernetesObject): void {
		const owners = object.metadata.ownerReferences ?? [];
		if (owners.length === 0) return;
		const uids = new Set([...this.#objects.values()].map((each) => each.metadata.uid));
		if (owners.some((owner) => uids.has(owner.uid))) return;
		setImmediate(() => {
			const { namespace = "", name, uid } = object.metadata;
			if (this.find(resource, namespace, name)?.metadata.uid === uid) this.delete(resource, namespace, name);
		});
	}
}

/** Holds what goes after what it owns. */
const LAST = "foregroundDeletion";
const ENDED = new Set(["Succeeded", "Failed"]);
const keyOf = ({ group, plural }: Resource, namespace: string, name: string) => `${group}/${plural}/${namespace}/${name}`;
const same = (one: object, other: object) => JSON.stringify(one) === JSON.stringify(other);
