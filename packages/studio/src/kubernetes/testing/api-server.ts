import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { restrictedViolations, schemaErrors } from "./admission.ts";
import {
	apiVersionOf,
	forbidden,
	gone,
	invalid,
	isOfAgentSandbox,
	type KubernetesObject,
	NoSuchAddress,
	notFound,
	RESOURCES,
	Refusal,
	type Resource,
} from "./objects.ts";
import { isRecord, jsonPatch, mergePatch } from "./patches.ts";
import { matchesFields, matchesLabels } from "./selectors.ts";
import { type Change, ObjectStore } from "./store.ts";

/** What goes wrong with a request that it fits: `times` of them, default one. */
export interface ApiFault {
	/** `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`; absent: any. */
	verb?: string;
	/** Such as `pods`; absent: any. */
	resource?: string;
	times?: number;
	/**
	 * - `refuse`: answered with `code` (429 with a Retry-After), nothing is done
	 * - `reset`: the connection breaks, nothing is done
	 * - `lost answer`: it is done, and the connection breaks
	 * - `slow`: it is done after `ms`
	 * - `late answer`: it is done at once, and answered after `ms`
	 * - `stale list`, `empty list`: a list from a cache that is `behind` versions old, or was never filled
	 */
	kind: "refuse" | "reset" | "lost answer" | "slow" | "late answer" | "stale list" | "empty list";
	code?: number;
	ms?: number;
}

export interface AskedOf {
	verb: string;
	resource: string;
	/** `pods/log` asks for `log`. */
	subresource: string;
	name: string;
	status: number;
}

export interface Rule {
	apiGroups: string[];
	resources: string[];
	verbs: string[];
	/** The only namespace it holds in; absent: in all. */
	namespace?: string;
	/** The only objects it holds for; absent: all of the resource. */
	resourceNames?: string[];
}

export interface ApiServerOptions {
	/** What the token of the studio's account may do; absent: everything. */
	rules?: Rule[];
	/** Whether it serves the objects of kubernetes-sigs/agent-sandbox; default: not. */
	servesAgentSandbox?: boolean;
	/** Pods that may be there in a namespace at once (a ResourceQuota); absent: any number. */
	podQuota?: number;
	/** What a container has printed. */
	logs?: (
		namespace: string,
		pod: string,
		container: string,
		query: { tailLines?: number; limitBytes?: number },
	) => Promise<string>;
}

export interface ApiServer {
	readonly url: string;
	/** Of the studio's account. */
	readonly token: string;
	/** Of the cluster's own parts, such as the kubelet: may do everything, and no fault is in its way. */
	readonly systemToken: string;
	readonly store: ObjectStore;
	/** What was asked with the studio's token, oldest first. */
	readonly asked: AskedOf[];
	/** Fields of objects that Kubernetes does not know, and pods that a `restricted` namespace refused. */
	readonly complaints: string[];
	fault(fault: ApiFault): void;
	clearFaults(): void;
	/** Nobody is reached any more: open connections break, new ones too. */
	down(): void;
	up(): void;
	breakWatches(): void;
	/** Open watches hear nothing more; new ones do. */
	silenceWatches(): void;
	/** From now on, each change is reported twice, and that of before once more. */
	repeatChanges(on: boolean): void;
	close(): Promise<void>;
}

interface Asked {
	verb: string;
	resource: Resource;
	namespace: string;
	name: string;
	subresource: string;
	query: URLSearchParams;
	system: boolean;
}

interface Watcher {
	response: ServerResponse;
	silent: boolean;
	last: string | null;
}

const MAX_BODY = 3_000_000;
const PathOf =
	/^\/(?:api\/(?<core>v1)|apis\/(?<group>[^/]+)\/(?<version>[^/]+))(?:\/namespaces\/(?<namespace>[^/]+))?\/(?<plural>[a-z]+)(?:\/(?<name>[^/]+))?(?:\/(?<subresource>[a-z]+))?$/;
const DeleteOptions = z.looseObject({
	gracePeriodSeconds: z.number().nullish(),
	propagationPolicy: z.string().nullish(),
	preconditions: z.object({ uid: z.string().nullish(), resourceVersion: z.string().nullish() }).nullish(),
});

/** The API of a cluster, over HTTP on loopback. Addresses, answers and refusals are those of Kubernetes 1.33. */
export async function startApiServer(options: ApiServerOptions = {}): Promise<ApiServer> {
	const token = "the-studios-account";
	const systemToken = "the-clusters-own";
	const store = new ObjectStore();
	const asked: AskedOf[] = [];
	const complaints: string[] = [];
	const watchers = new Set<Watcher>();
	let faults: ApiFault[] = [];
	let reachable = true;
	let repeats = false;

	/** The first fault that fits, used up by one. */
	function takeFault(verb: string, resource: string): ApiFault | null {
		const found = faults.find((fault) => (fault.verb ?? verb) === verb && (fault.resource ?? resource) === resource);
		if (!found) return null;
		const times = (found.times ?? 1) - 1;
		faults =
			times > 0 ? faults.map((each) => (each === found ? { ...each, times } : each)) : faults.filter((each) => each !== found);
		return found;
	}

	function mayDo({ verb, resource, subresource, namespace, name, system }: Asked): boolean {
		if (system || !options.rules) return true;
		const wanted = subresource === "" ? resource.plural : `${resource.plural}/${subresource}`;
		return options.rules.some(
			(rule) =>
				(rule.namespace ?? namespace) === namespace &&
				(rule.resourceNames?.includes(name) ?? true) &&
				rule.apiGroups.includes(resource.group) &&
				(rule.resources.includes(wanted) || rule.resources.includes("*")) &&
				(rule.verbs.includes(verb) || rule.verbs.includes("*")),
		);
	}

	/** What is looked at before an object is let in. */
	async function admit(resource: Resource, namespace: string, object: KubernetesObject): Promise<void> {
		const said = await schemaErrors(object);
		const wrong = said.filter((each) => each.startsWith("wrong"));
		const { name } = object.metadata;
		if (wrong.length > 0) throw invalid(resource, name, wrong.join("; "));
		complaints.push(...said.map((each) => `${resource.kind} ${name}: ${each}`));
		if (resource.namespaced && !store.find(resourceOf("namespaces"), "", namespace))
			throw notFound(resourceOf("namespaces"), namespace);
		if (resource.plural !== "pods") return;
		const spec = object.spec ?? {};
		if (options.podQuota !== undefined && store.list(resource, namespace).length >= options.podQuota) {
			throw forbidden(
				resource,
				name,
				`exceeded quota: pods, requested: pods=1, used: pods=${options.podQuota}, limited: pods=${options.podQuota}`,
			);
		}
		for (const [field, plural] of [
			["priorityClassName", "priorityclasses"],
			["runtimeClassName", "runtimeclasses"],
		] as const) {
			const wanted = spec[field];
			if (typeof wanted === "string" && !store.find(resourceOf(plural), "", wanted)) {
				const what =
					plural === "priorityclasses"
						? `no PriorityClass with name ${wanted} was found`
						: `pod rejected: RuntimeClass "${wanted}" not found`;
				throw forbidden(resource, name, what);
			}
		}
		const labels = store.find(resourceOf("namespaces"), "", namespace)?.metadata.labels ?? {};
		if (labels["pod-security.kubernetes.io/enforce"] !== "restricted") return;
		const violations = restrictedViolations(spec);
		if (violations.length === 0) return;
		complaints.push(...violations.map((each) => `Pod ${name}: ${each}`));
		throw forbidden(resource, name, `violates PodSecurity "restricted:latest": ${violations.join(", ")}`);
	}

	async function change(request: Asked, incoming: IncomingMessage): Promise<[number, object]> {
		const { resource, namespace, name, subresource, verb, query } = request;
		const body = await readJson(incoming);
		if (verb === "create") {
			const given = isRecord(body) ? body : {};
			const object = { ...given, metadata: { ...(isRecord(given.metadata) ? given.metadata : {}) } };
			await admit(resource, namespace, {
				...object,
				apiVersion: apiVersionOf(resource),
				kind: resource.kind,
			} as unknown as KubernetesObject);
			if (query.get("dryRun") === "All") return [201, object];
			const status = resource.plural === "pods" ? { phase: "Pending", qosClass: "Burstable" } : {};
			const { status: _given, ...rest } = object as unknown as KubernetesObject;
			const keepsStatus = resource.plural === "pods" || resource.plural === "jobs";
			return [201, store.create(resource, namespace, keepsStatus ? { ...rest, status } : rest)];
		}
		if (verb === "delete") {
			const deletion = DeleteOptions.parse(isRecord(body) ? body : {});
			const seconds =
				deletion.gracePeriodSeconds ?? (query.has("gracePeriodSeconds") ? Number(query.get("gracePeriodSeconds")) : undefined);
			const { uid, resourceVersion } = deletion.preconditions ?? {};
			return [
				200,
				store.delete(resource, namespace, name, {
					...(uid ? { uid } : {}),
					...(resourceVersion ? { resourceVersion } : {}),
					...(seconds === undefined ? {} : { graceSeconds: seconds }),
					propagation: deletion.propagationPolicy ?? query.get("propagationPolicy") ?? "Background",
				}),
			];
		}
		const before = store.get(resource, namespace, name);
		const next = verb === "update" ? body : patched(before, body, incoming.headers["content-type"] ?? "");
		if (!isRecord(next) || !isRecord(next.metadata)) throw new Refusal(400, "BadRequest", "the object has no metadata");
		const object = next as unknown as KubernetesObject;
		if (subresource === "status") return [200, store.replace(resource, namespace, name, object, { status: true })];
		await admitChange(resource, object);
		if (resource.plural === "pods" && JSON.stringify(object.spec) !== JSON.stringify(before.spec) && !request.system) {
			throw invalid(
				resource,
				name,
				"spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image` and a few more",
			);
		}
		return [200, store.replace(resource, namespace, name, object)];
	}

	async function admitChange(resource: Resource, object: KubernetesObject): Promise<void> {
		const wrong = (await schemaErrors(object)).filter((each) => each.startsWith("wrong"));
		if (wrong.length > 0) throw invalid(resource, object.metadata.name, wrong.join("; "));
	}

	function list({ resource, namespace, query }: Asked, fault: ApiFault | null): object {
		const page = /^(\d+):(\d+)$/.exec(Buffer.from(query.get("continue") ?? "", "base64").toString());
		const version = page ? Number(page[1]) : store.version;
		if (page && version < store.oldest)
			throw gone("The provided continue parameter is too old to display a consistent list result.");
		let all = store.list(resource, namespace);
		let at = version;
		if (fault?.kind === "empty list") {
			all = [];
			at = 1;
		} else if (fault?.kind === "stale list") {
			// As from a replica that has not heard of the newest objects yet.
			all = all.slice(0, Math.floor(all.length / 2));
			at = Math.max(1, version - 50);
		}
		const labels = query.get("labelSelector") ?? "";
		const fields = query.get("fieldSelector") ?? "";
		const fitting = all.filter((object) => matchesLabels(labels, object.metadata.labels ?? {}) && matchesFields(fields, object));
		const from = page ? Number(page[2]) : 0;
		const limit = Number(query.get("limit") ?? 0) || fitting.length;
		const more = fitting.length > from + limit;
		return {
			kind: `${resource.kind}List`,
			apiVersion: apiVersionOf(resource),
			metadata: {
				resourceVersion: String(at),
				...(more
					? {
							continue: Buffer.from(`${version}:${from + limit}`).toString("base64"),
							remainingItemCount: fitting.length - from - limit,
						}
					: {}),
			},
			items: fitting.slice(from, from + limit),
		};
	}

	function watch({ resource, namespace, query }: Asked, response: ServerResponse): void {
		const from = Number(query.get("resourceVersion") ?? "") || 0;
		const labels = query.get("labelSelector") ?? "";
		const fields = query.get("fieldSelector") ?? "";
		const fits = ({ metadata, ...object }: KubernetesObject) =>
			(namespace === "" || metadata.namespace === namespace) &&
			matchesLabels(labels, metadata.labels ?? {}) &&
			matchesFields(fields, { metadata, ...object } as KubernetesObject);
		response.writeHead(200, { "content-type": "application/json" });
		response.flushHeaders();
		const watcher: Watcher = { response, silent: false, last: null };
		const send = (type: string, object: object) => {
			if (!watcher.silent) response.write(`${JSON.stringify({ type, object })}\n`);
		};
		const missed = from === 0 ? [] : store.since(from);
		if (missed === null) {
			send("ERROR", new Refusal(410, "Expired", `too old resource version: ${from} (${store.version})`).status());
			response.end();
			return;
		}
		if (from === 0) for (const object of store.list(resource, namespace)) if (fits(object)) send("ADDED", object);
		const tell = (change: Change) => {
			if (change.resource !== resource || !fits(change.object)) return;
			const line = JSON.stringify({ type: change.type, object: change.object });
			if (watcher.silent) return;
			response.write(`${line}\n`);
			if (!repeats) return;
			response.write(`${line}\n`);
			if (watcher.last) response.write(`${watcher.last}\n`);
			watcher.last = line;
		};
		for (const change of missed) tell(change);
		watchers.add(watcher);
		const deaf = store.listen(tell);
		const seconds = Number(query.get("timeoutSeconds") ?? "") || 300;
		const bookmark = setInterval(() => {
			if (query.get("allowWatchBookmarks") === "true") {
				send("BOOKMARK", {
					kind: resource.kind,
					apiVersion: apiVersionOf(resource),
					metadata: { resourceVersion: String(store.version) },
				});
			}
		}, 5_000);
		const end = setTimeout(() => response.end(), seconds * 1000);
		response.once("close", () => {
			clearTimeout(end);
			clearInterval(bookmark);
			deaf();
			watchers.delete(watcher);
		});
	}

	async function answerTo(incoming: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
		const shown = incoming.headers.authorization;
		if (shown !== `Bearer ${token}` && shown !== `Bearer ${systemToken}`) throw new Refusal(401, "Unauthorized", "Unauthorized");
		const system = shown === `Bearer ${systemToken}`;
		if (url.pathname === "/version") return answer(response, 200, { major: "1", minor: "33", gitVersion: "v1.33.0" });
		if (url.pathname === "/readyz" || url.pathname === "/livez") return void response.end("ok");
		if (url.pathname === "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews") return review(incoming, response, system);
		const request = readRequest(incoming.method ?? "", url, system);
		if (isOfAgentSandbox(request.resource) && !options.servesAgentSandbox) throw new NoSuchAddress();
		const { verb, resource, namespace, name, subresource } = request;
		const fault = system ? null : takeFault(verb, resource.plural);
		if (!system) {
			const note: AskedOf = { verb, resource: resource.plural, subresource, name, status: 0 };
			asked.push(note);
			response.once("close", () => {
				note.status = response.statusCode;
			});
		}
		if (!mayDo(request)) {
			const what = subresource === "" ? resource.plural : `${resource.plural}/${subresource}`;
			throw forbidden(
				resource,
				name,
				`User "system:serviceaccount:${namespace}:studio" cannot ${verb} resource "${what}" in API group "${resource.group}" in the namespace "${namespace}"`,
			);
		}
		if (fault?.kind === "reset") return void incoming.socket.destroy();
		if (fault?.kind === "refuse") {
			const code = fault.code ?? 503;
			if (code === 429) response.setHeader("retry-after", "1");
			throw new Refusal(
				code,
				code === 429 ? "TooManyRequests" : "ServiceUnavailable",
				"the server is currently unable to handle the request",
			);
		}
		if (fault?.kind === "slow") await new Promise((resolve) => setTimeout(resolve, fault.ms ?? 500));
		if (verb === "watch") return watch(request, response);
		if (subresource === "log") {
			store.get(resource, namespace, name);
			return logsOf(request, response);
		}
		const [code, body] =
			verb === "get"
				? [200, store.get(resource, namespace, name)]
				: verb === "list"
					? [200, list(request, fault)]
					: await change(request, incoming);
		if (fault?.kind === "late answer") await new Promise((resolve) => setTimeout(resolve, fault.ms ?? 500));
		if (fault?.kind === "lost answer") return void incoming.socket.destroy();
		answer(response, code, body);
	}

	async function logsOf({ namespace, name, query }: Asked, response: ServerResponse): Promise<void> {
		const pod = store.get(resourceOf("pods"), namespace, name);
		const containers = Array.isArray(pod.spec?.containers) ? pod.spec.containers.filter(isRecord) : [];
		const container = query.get("container") ?? String(containers[0]?.name ?? "");
		const number = (key: string) => (query.has(key) ? Number(query.get(key)) : undefined);
		const [tailLines, limitBytes] = [number("tailLines"), number("limitBytes")];
		const said = await options.logs?.(namespace, name, container, {
			...(tailLines === undefined ? {} : { tailLines }),
			...(limitBytes === undefined ? {} : { limitBytes }),
		});
		response.writeHead(200, { "content-type": "text/plain" }).end(said ?? "");
	}

	async function review(incoming: IncomingMessage, response: ServerResponse, system: boolean): Promise<void> {
		const body = await readJson(incoming);
		const attributes =
			isRecord(body) && isRecord(body.spec) && isRecord(body.spec.resourceAttributes) ? body.spec.resourceAttributes : {};
		const text = (key: string) => String(attributes[key] ?? "");
		const resource = RESOURCES.find((each) => each.plural === text("resource") && each.group === text("group"));
		const allowed =
			resource !== undefined &&
			mayDo({
				verb: text("verb"),
				resource,
				namespace: text("namespace"),
				name: text("name"),
				subresource: text("subresource"),
				query: new URLSearchParams(),
				system,
			});
		answer(response, 201, { ...(isRecord(body) ? body : {}), status: { allowed } });
	}

	const server: Server = createServer((incoming, response) => {
		if (!reachable) return void incoming.socket.destroy();
		const url = new URL(incoming.url ?? "/", "http://cluster");
		answerTo(incoming, response, url).catch((error: unknown) => {
			if (response.headersSent) return void response.destroy();
			if (error instanceof NoSuchAddress) {
				return void response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("404 page not found\n");
			}
			const refusal = error instanceof Refusal ? error : new Refusal(500, "InternalError", String(error));
			answer(response, refusal.code, refusal.status());
		});
	});
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(0, "127.0.0.1", resolve);
	});
	const breakWatches = () => {
		for (const { response } of watchers) response.socket?.destroy();
	};
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		token,
		systemToken,
		store,
		asked,
		complaints,
		fault: (fault) => void faults.push(fault),
		clearFaults() {
			faults = [];
		},
		down() {
			reachable = false;
			server.closeAllConnections();
		},
		up() {
			reachable = true;
		},
		breakWatches,
		silenceWatches() {
			for (const watcher of watchers) watcher.silent = true;
		},
		repeatChanges(on) {
			repeats = on;
		},
		close() {
			server.closeAllConnections();
			return new Promise((resolve) => server.close(() => resolve()));
		},
	};
}

export function resourceOf(plural: string): Resource {
	const found = RESOURCES.find((resource) => resource.plural === plural);
	if (!found) throw new Error(`the API server of the tests has no ${plural}`);
	return found;
}

function readRequest(method: string, url: URL, system: boolean): Asked {
	const {
		core,
		group = "",
		version = core,
		namespace = "",
		plural,
		name,
		subresource = "",
	} = PathOf.exec(url.pathname)?.groups ?? {};
	// `/api/v1/namespaces/x` is an object, not a place.
	const own = plural === undefined && namespace !== "";
	const resource = RESOURCES.find(
		(each) => each.group === group && each.version === version && each.plural === (own ? "namespaces" : plural),
	);
	if (!resource) throw new Refusal(404, "NotFound", "the server could not find the requested resource");
	const watches = url.searchParams.get("watch") === "true" || url.searchParams.get("watch") === "1";
	const verbs: Record<string, string> = {
		GET: name === undefined ? (watches ? "watch" : "list") : "get",
		POST: "create",
		PUT: "update",
		PATCH: "patch",
		DELETE: "delete",
	};
	const verb = verbs[method];
	if (verb === undefined || (name === undefined && ["update", "patch", "delete"].includes(verb))) {
		throw new Refusal(405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
	}
	return {
		verb,
		resource,
		namespace: decodeURIComponent(namespace),
		name: decodeURIComponent(name ?? ""),
		subresource,
		query: url.searchParams,
		system,
	};
}

function patched(before: KubernetesObject, patch: unknown, contentType: string): unknown {
	if (contentType.startsWith("application/json-patch+json")) return jsonPatch(before, patch);
	// Of a strategic merge only what is a plain merge too: lists are replaced, not merged by their keys.
	if (/^application\/(strategic-)?merge-patch\+json/.test(contentType)) return mergePatch(before, patch);
	throw new Refusal(415, "UnsupportedMediaType", `the body of the request was in an unknown format: ${contentType}`);
}

async function readJson(incoming: IncomingMessage): Promise<unknown> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of incoming) {
		bytes += (chunk as Buffer).length;
		if (bytes > MAX_BODY) throw new Refusal(413, "RequestEntityTooLarge", "limit is 3145728");
		chunks.push(chunk as Buffer);
	}
	if (bytes === 0) return null;
	try {
		return JSON.parse(Buffer.concat(chunks).toString());
	} catch {
		throw new Refusal(400, "BadRequest", "the body is no JSON");
	}
}

function answer(response: ServerResponse, status: number, body: object): void {
	response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
