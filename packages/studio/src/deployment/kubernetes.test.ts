import { execFile } from "node:child_process";
import { appendFile, cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { loadConfig } from "../config/index.ts";
import { MUST_NOT_REACH, POOL_SECRET, templateOf } from "../drivers/kubernetes/template.ts";
import { gapOf } from "../kubernetes/index.ts";
import { restrictedViolations, schemaErrors } from "../kubernetes/testing/admission.ts";
import { SANDBOX_NAMESPACE, STUDIO_NAMESPACE } from "../kubernetes/testing/cluster.ts";
import { KubernetesObject } from "./testing/objects.ts";

const run = promisify(execFile);
const root = resolve(import.meta.dirname, "../../../..");
const folder = join(root, "deploy/kubernetes");

const Labels = z.record(z.string(), z.string());
const Deployment = z.object({
	spec: z.object({
		replicas: z.number().optional(),
		strategy: z.object({ type: z.string().optional() }).optional(),
		selector: z.object({ matchLabels: Labels }),
		template: z.object({
			metadata: z.object({ labels: Labels }),
			// The check of what is restricted sees all of it.
			spec: z.looseObject({
				serviceAccountName: z.string().optional(),
				terminationGracePeriodSeconds: z.number().optional(),
				volumes: z.array(z.looseObject({ name: z.string() })).default([]),
				containers: z.array(
					z.looseObject({
						env: z
							.array(z.object({ name: z.string(), value: z.string().optional(), valueFrom: z.looseObject({}).optional() }))
							.default([]),
						ports: z.array(z.object({ name: z.string(), containerPort: z.number() })),
						resources: z.object({ limits: z.record(z.string(), z.string()) }),
					}),
				),
			}),
		}),
	}),
});
const Service = z.object({
	spec: z.object({ selector: Labels, ports: z.array(z.object({ port: z.number(), targetPort: z.string() })) }),
});
const Rule = z.strictObject({
	from: z.array(z.looseObject({})).optional(),
	to: z.array(z.looseObject({})).optional(),
	ports: z.array(z.looseObject({})).optional(),
});
const Policy = z.object({
	metadata: z.object({ name: z.string(), namespace: z.string() }),
	spec: z.strictObject({
		podSelector: z.looseObject({ matchLabels: Labels.optional() }),
		policyTypes: z.array(z.string()),
		ingress: z.array(Rule).optional(),
		egress: z.array(Rule).optional(),
	}),
});
const Texts = z.array(z.string());
const Role = z.object({
	metadata: z.object({ namespace: z.string() }),
	rules: z.array(z.object({ apiGroups: Texts, resources: Texts, verbs: Texts, resourceNames: Texts.optional() })),
});
const Autoscaler = z.object({ spec: z.looseObject({ minReplicas: z.number(), scaleTargetRef: z.looseObject({}) }) });
const Ingress = z.object({
	metadata: z.object({ annotations: Labels.optional() }),
	spec: z.object({ rules: z.array(z.object({ host: z.string() })), tls: z.array(z.object({ hosts: Texts })) }),
});

/** Calls of Kubernetes' client in our sources, as the rights that they need: `verb group/resource`. */
async function rightsInUse(): Promise<string[]> {
	const sources = join(root, "packages/studio/src");
	const files = (await readdir(sources, { recursive: true })).filter(
		(file) => /\.ts$/.test(file) && !/test\.ts$|testing\//.test(file),
	);
	const rights = new Set<string>();
	for (const file of files) {
		const text = await readFile(join(sources, file), "utf8");
		const calls = /\b(read|get|list|create|patch|replace|delete)Namespaced([A-Z]\w+)(?:\(\{ \.\.\.(\w+))?/g;
		for (const [, verb = "", kind = "", custom] of text.matchAll(calls)) {
			const resource = kind === "CustomObject" ? CUSTOM[custom ?? ""] : RESOURCES[kind];
			expect(resource, `the resource of ${verb}Namespaced${kind} in ${file}`).toBeDefined();
			rights.add(`${{ read: "get", replace: "update" }[verb] ?? verb} ${resource}`);
		}
		for (const [, core, group = "", plural] of text.matchAll(
			/\bpath: `\/(api|apis\/([^/]+))\/v\w+\/namespaces\/[^/`]+\/(\w+)`/g,
		)) {
			rights.add(`watch ${core === "api" ? "" : group}/${plural}`);
		}
		// Of anything else that is watched, nobody here would know.
		expect(text.match(/\bwatch\.watch\((?!path,)/), `a watch in ${file}`).toBeNull();
	}
	return [...rights].sort();
}
const RESOURCES: Record<string, string> = {
	Pod: "/pods",
	PodLog: "/pods/log",
	Secret: "/secrets",
	Service: "/services",
	Job: "batch/jobs",
	NetworkPolicy: "networking.k8s.io/networkpolicies",
};

/** By the name that our sources have for them. */
const CUSTOM: Record<string, string> = {
	CLAIMS: "extensions.agents.x-k8s.io/sandboxclaims",
	POOLS: "extensions.agents.x-k8s.io/sandboxwarmpools",
};

/** All that is made in the namespace of sandboxes: no key, no account. */
const OF_SANDBOXES = [
	"Role studio",
	"RoleBinding studio",
	"NetworkPolicy default-deny",
	"NetworkPolicy storydream-sandboxes",
	"SandboxTemplate storydream",
	"SandboxWarmPool storydream",
];

/** Kinds that clusters learn from others: their schemas are not Kubernetes' own. */
const FOREIGN = new Set(["BackendConfig", "FrontendConfig", "ServiceMonitor", "Certificate"]);

async function kustomize(path: string): Promise<KubernetesObject[]> {
	const { stdout } = await run("kubectl", ["kustomize", path], { maxBuffer: 10_000_000 });
	return parseAllDocuments(stdout).map((document) => KubernetesObject.parse(document.toJS()));
}

describe("deploy/kubernetes", async () => {
	const there = await run("kubectl", ["version", "--client"]).then(
		() => true,
		() => false,
	);
	if (!there && process.env.CI) throw new Error("kubectl must be there in CI: it renders what is deployed.");
	if (!there) console.warn("Skipped: what kubectl renders (it is not on this machine).");
	const overlays = ["base", "overlays/local", "overlays/gke", "with every component"] as const;
	let scratch: string;
	const rendered = new Map<string, KubernetesObject[]>();

	beforeAll(async () => {
		if (!there) return;
		scratch = await mkdtemp(join(tmpdir(), "storydream-kustomize-"));
		await cp(folder, scratch, { recursive: true });
		for (const overlay of overlays) {
			if (overlay !== "with every component") rendered.set(overlay, await kustomize(join(folder, overlay)));
		}
		const file = join(scratch, "overlays/gke/kustomization.yaml");
		// Another one than the base's: what is filled in from it is distinguished from what is not.
		await appendFile(
			join(scratch, "overlays/gke/settings.env"),
			"\nINSTALLATION=films\nGATEWAY_URL=http://10.0.0.5:8081/gateway\n",
		);
		const more = "components:\n  - ../../components/monitoring\n  - ../../components/firestore-emulator\n  - agent-sandbox\n";
		await writeFile(file, `${await readFile(file, "utf8")}${more}`);
		rendered.set("with every component", await kustomize(join(scratch, "overlays/gke")));
	});
	afterAll(() => (scratch ? rm(scratch, { recursive: true, force: true }) : undefined));

	const of = (overlay: string) => rendered.get(overlay) ?? [];
	/** The one object of a kind and name, of the studio's namespace or of the sandboxes'; names of settings end in a hash. */
	function one<T>(overlay: string, kind: string, name: string, shape: z.ZodType<T>, namespace?: string): T {
		const named = (object: KubernetesObject) => object.metadata.name === name || object.metadata.name.startsWith(`${name}-`);
		const found = of(overlay).filter(
			(object) =>
				object.kind === kind &&
				(namespace === undefined || object.metadata.namespace === namespace) &&
				(kind === "ConfigMap" ? named(object) : object.metadata.name === name),
		);
		expect(found, `${kind} ${name} of ${overlay}`).toHaveLength(1);
		return shape.parse(found[0]);
	}
	const settingsOf = (overlay: string) =>
		one(overlay, "ConfigMap", "storydream", z.object({ data: z.record(z.string(), z.string()) })).data;

	describe.skipIf(!there).each(overlays)("%s", (overlay) => {
		it("is made of objects that Kubernetes' own schemas allow, field by field", async () => {
			expect(of(overlay).length).toBeGreaterThan(10);
			for (const object of of(overlay)) {
				if (FOREIGN.has(object.kind)) continue;
				expect([object.kind, object.metadata.name, await schemaErrors(object)]).toEqual([object.kind, object.metadata.name, []]);
			}
		});

		it("lies in two namespaces that admit restricted pods only, the studio's own pods among them", () => {
			for (const name of [STUDIO_NAMESPACE, SANDBOX_NAMESPACE]) {
				const namespace = one(overlay, "Namespace", name, KubernetesObject);
				expect(namespace.metadata.labels).toMatchObject({ "pod-security.kubernetes.io/enforce": "restricted" });
			}
			for (const object of of(overlay)) {
				const { kind, metadata } = object;
				if (["Namespace", "PriorityClass"].includes(kind)) expect(metadata.namespace).toBeUndefined();
				else if (metadata.namespace === SANDBOX_NAMESPACE) expect(OF_SANDBOXES).toContain(`${kind} ${metadata.name}`);
				else expect([kind, metadata.namespace]).toEqual([kind, STUDIO_NAMESPACE]);
				if (object.kind !== "Deployment") continue;
				const { spec } = Deployment.parse(object).spec.template;
				expect(restrictedViolations(spec)).toEqual([]);
				for (const { resources } of spec.containers) expect(resources.limits.memory).toBeDefined();
			}
		});

		it("leads requests and sandboxes to ports that the studio's pods have", () => {
			const { template, selector } = one(overlay, "Deployment", "storydream", Deployment).spec;
			const ports = Object.fromEntries(
				template.spec.containers[0]?.ports.map(({ name, containerPort }) => [name, containerPort]) ?? [],
			);
			expect(ports).toEqual({ http: 8080, internal: 8081 });
			expect(template.metadata.labels).toMatchObject(selector.matchLabels);
			const settings = settingsOf(overlay);
			expect([settings.PORT, settings.INTERNAL_PORT]).toEqual(["8080", "8081"]);
			for (const [name, port] of [
				["storydream", 8080],
				["storydream-internal", 8081],
			] as const) {
				const service = one(overlay, "Service", name, Service);
				expect(template.metadata.labels).toMatchObject(service.spec.selector);
				expect(service.spec.ports.map((each) => [each.port, ports[each.targetPort]])).toEqual([[port, port]]);
			}
		});

		it("lets a sandbox reach the gateway's port of studios and nothing else, and only studios reach a sandbox", () => {
			const inNamespace = (name: string) => ({ matchLabels: { "kubernetes.io/metadata.name": name } });
			const studio = {
				namespaceSelector: inNamespace(STUDIO_NAMESPACE),
				podSelector: { matchLabels: { "app.kubernetes.io/name": "storydream" } },
			};
			const tcp = (port: number) => ({ port, protocol: "TCP" });
			const { spec } = one(overlay, "NetworkPolicy", "storydream-sandboxes", Policy);
			expect(spec).toEqual({
				podSelector: { matchExpressions: [{ key: "storydream.dev/role", operator: "In", values: ["sandbox", "export"] }] },
				policyTypes: ["Ingress", "Egress"],
				egress: [{ to: [studio], ports: [tcp(8081)] }],
				ingress: [{ from: [studio], ports: [tcp(3000), tcp(3001)] }],
			});
			// Policies add up: no other may let a sandbox out.
			const others = of(overlay).filter(
				({ kind, metadata }) => kind === "NetworkPolicy" && metadata.name !== "storydream-sandboxes",
			);
			for (const other of others.map((object) => Policy.parse(object))) {
				if (other.metadata.name === "default-deny")
					expect(other.spec).toEqual({ podSelector: {}, policyTypes: ["Ingress", "Egress"] });
				else expect(other.metadata.namespace).toBe(STUDIO_NAMESPACE);
			}
			const sandboxes = { namespaceSelector: inNamespace(SANDBOX_NAMESPACE), podSelector: spec.podSelector };
			const fromSandboxes = one(overlay, "NetworkPolicy", "storydream-studio", Policy).spec.ingress?.filter((rule) =>
				rule.from?.some((peer) => JSON.stringify(peer) === JSON.stringify(sandboxes)),
			);
			expect(fromSandboxes).toEqual([{ from: [sandboxes], ports: [tcp(8081)] }]);
		});

		it("lets the studio reach sandboxes, other studios, names and HTTPS, and no credentials of its machine", () => {
			const { egress = [] } = one(overlay, "NetworkPolicy", "storydream-studio", Policy).spec;
			expect(egress.length).toBeGreaterThan(0);
			for (const rule of egress) expect([rule.to?.length ?? 0, rule.ports?.length ?? 0]).not.toContain(0);
			const Block = z.looseObject({ ipBlock: z.object({ cidr: z.string(), except: Texts.optional() }) });
			const open = egress.filter((rule) => rule.to?.some((peer) => Block.safeParse(peer).data?.ipBlock.cidr.endsWith("/0")));
			expect(open.map((rule) => rule.ports)).toEqual([[443, 6443].map((port) => ({ port, protocol: "TCP" }))]);
			expect(open[0]?.to?.map((peer) => Block.parse(peer).ipBlock.except)).toEqual([["169.254.0.0/16"], ["fe80::/10"]]);
		});

		it("gives the studio no right to a Secret of its own namespace, and rights to objects in the sandboxes' alone", () => {
			expect(of(overlay).filter(({ kind }) => /^ClusterRole/.test(kind))).toEqual([]);
			const roles = of(overlay)
				.filter(({ kind }) => kind === "Role")
				.map((object) => Role.parse(object));
			for (const { rules } of roles)
				for (const rule of rules) expect([...rule.verbs, ...rule.resources, ...rule.apiGroups]).not.toContain("*");
			const own = roles.filter(({ metadata }) => metadata.namespace === STUDIO_NAMESPACE).flatMap(({ rules }) => rules);
			expect(own).toEqual([{ apiGroups: [""], resources: ["services"], resourceNames: ["storydream-internal"], verbs: ["get"] }]);
			for (const name of ["studio", "studio-gateway"]) {
				const binding = one(
					overlay,
					"RoleBinding",
					name,
					z.object({ subjects: z.array(z.object({ name: z.string(), namespace: z.string() })) }),
				);
				expect(binding.subjects).toEqual([{ name: "studio", namespace: STUDIO_NAMESPACE }]);
			}
			expect(one(overlay, "Deployment", "storydream", Deployment).spec.template.spec.serviceAccountName).toBe("studio");
		});
	});

	it.skipIf(!there)("grants the studio what its sources call, and nothing more: claims only with agent-sandbox", async () => {
		const granted = (overlay: string) =>
			["studio", "studio-gateway"]
				.flatMap((name) => one(overlay, "Role", name, Role).rules)
				.flatMap(({ apiGroups, resources, verbs }) =>
					apiGroups.flatMap((group) => resources.flatMap((resource) => verbs.map((verb) => `${verb} ${group}/${resource}`))),
				)
				.sort();
		const used = await rightsInUse();
		expect(granted("with every component")).toEqual(used);
		expect(granted("base")).toEqual(used.filter((right) => !right.includes("agents.x-k8s.io")));
	});

	describe.skipIf(!there)("with agent-sandbox", () => {
		const overlay = "with every component";
		const Template = z.looseObject({ spec: z.looseObject({ podTemplate: z.looseObject({ spec: z.unknown() }) }) });

		it("has a pool whose pods are what the studio would make with the same settings, for nobody in particular", () => {
			const config = loadConfig({
				...settingsOf(overlay),
				STUDIO_ADDRESS: "http://10.0.0.7:8080",
				K8S_POOL_TOKEN: "x".repeat(16),
			});
			expect([config.kubernetes.pool?.name, config.warmPool]).toEqual(["storydream", 0]);
			const template = one(overlay, "SandboxTemplate", "storydream", Template);
			const made = templateOf(
				"storydream",
				{
					...config.kubernetes,
					install: config.installation ?? "",
					image: config.docker.image,
					limits: config.docker.limits,
					allowEgress: false,
					previewAllowedHostSuffix: `.${config.previewDomain}`,
					environment: { EGRESS_TRY: MUST_NOT_REACH },
				},
				config.kubernetes.gatewayUrl ?? "",
			);
			expect(template).toEqual(JSON.parse(JSON.stringify(made)));
			expect(restrictedViolations(template.spec.podTemplate.spec)).toEqual([]);
			const pool = one(overlay, "SandboxWarmPool", "storydream", KubernetesObject);
			expect(pool.spec).toMatchObject({ sandboxTemplateRef: { name: "storydream" } });
		});

		it("gives the studio the pool's token from the Secret that the example shows", async () => {
			const { env } = one(overlay, "Deployment", "storydream", Deployment).spec.template.spec.containers[0] ?? { env: [] };
			expect(env).toContainEqual({ name: "K8S_POOL_TOKEN", valueFrom: { secretKeyRef: POOL_SECRET } });
			const text = await readFile(join(folder, "examples/secret.yaml"), "utf8");
			const shown = parseAllDocuments(text).map((document): unknown => document.toJS());
			for (const namespace of [STUDIO_NAMESPACE, SANDBOX_NAMESPACE])
				expect(shown).toContainEqual(
					expect.objectContaining({
						metadata: { name: POOL_SECRET.name, namespace },
						stringData: { [POOL_SECRET.key]: expect.any(String) },
					}),
				);
		});
	});

	// The base says not where things are kept: it is for nobody by itself.
	describe.skipIf(!there).each(overlays.filter((overlay) => overlay !== "base"))("the settings of %s", (overlay) => {
		it("are ones that the studio takes, and that .env.example explains", async () => {
			const { env } = one(overlay, "Deployment", "storydream", Deployment).spec.template.spec.containers[0] ?? { env: [] };
			const settings = settingsOf(overlay);
			const given = env.map(({ name, value }) => [name, value?.replace("$(POD_IP)", "10.0.0.7")]);
			const fromSecrets = settings.K8S_SANDBOX_POOL ? { K8S_POOL_TOKEN: "x".repeat(16) } : {};
			const config = loadConfig({ ...settings, ...Object.fromEntries(given), ...fromSecrets });
			expect([config.driver, config.kubernetes.inside, config.host, config.port, config.internalPort]).toEqual([
				"kubernetes",
				true,
				"0.0.0.0",
				8080,
				8081,
			]);
			const known = await readFile(join(root, ".env.example"), "utf8");
			const all = [...Object.keys(settings), ...env.map(({ name }) => name).filter((name) => name !== "POD_IP")];
			for (const name of all) expect(known).toContain(`#${name}=`);
			const classes = of(overlay).filter(({ kind }) => kind === "PriorityClass");
			expect(classes.map(({ metadata }) => metadata.name)).toContain(config.kubernetes.priorityClass);
			if (overlay === "overlays/gke") {
				expect(config.kubernetes).toMatchObject({
					runtimeClass: "gvisor",
					nodeSelector: { "storydream.dev/pool": "sandboxes" },
					tolerations: [{ key: "storydream.dev/pool", value: "sandboxes", effect: "NoSchedule" }],
				});
			}
		});

		it.each(["sandbox", "export"])("go with a policy that the driver takes for closed around a pod of the role %s", (role) => {
			const policy = one(overlay, "NetworkPolicy", "storydream-sandboxes", z.custom<Parameters<typeof gapOf>[0]>());
			expect(
				gapOf(
					policy,
					{ "storydream.dev/install": "storydream", "storydream.dev/role": role },
					role === "export" ? "exports" : "sandboxes",
				),
			).toBeNull();
			expect(gapOf(policy, { "app.kubernetes.io/name": "storydream" }, "sandboxes")).toContain("does not select");
		});
	});

	describe.skipIf(!there)("studios of which there are several", () => {
		it("are at least two, know how others reach them, and end in the time that they need", () => {
			const { template, replicas } = one("base", "Deployment", "storydream", Deployment).spec;
			expect(replicas).toBeUndefined();
			expect(one("base", "HorizontalPodAutoscaler", "storydream", Autoscaler).spec).toMatchObject({
				minReplicas: 2,
				scaleTargetRef: { kind: "Deployment", name: "storydream" },
			});
			const env = template.spec.containers[0]?.env ?? [];
			const address = env.findIndex(({ name }) => name === "STUDIO_ADDRESS");
			// A variable is filled in only from those before it.
			expect(env.slice(0, address).map(({ name }) => name)).toContain("POD_IP");
			expect(env[address]?.value).toBe("http://$(POD_IP):8080");
			expect(template.spec.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(60);
		});

		it("is one where what it keeps is on a volume of its own", () => {
			const { replicas, template, strategy } = one("overlays/local", "Deployment", "storydream", Deployment).spec;
			expect([replicas, strategy?.type]).toEqual([1, "Recreate"]);
			expect(template.spec.containers[0]?.env.map(({ name }) => name)).not.toContain("STUDIO_ADDRESS");
			expect(template.spec.volumes.find(({ name }) => name === "data")).toEqual({
				name: "data",
				persistentVolumeClaim: { claimName: "storydream-data" },
			});
			expect(of("overlays/local").filter(({ kind }) => /Autoscaler|Disruption|Ingress/.test(kind))).toEqual([]);
		});
	});

	describe.skipIf(!there)("on Google Kubernetes Engine", () => {
		it("listens under the names of the settings, with a certificate for them", () => {
			const { PUBLIC_URL = "", PREVIEW_DOMAIN } = settingsOf("overlays/gke");
			const hosts = [new URL(PUBLIC_URL).host, `*.${PREVIEW_DOMAIN}`];
			const ingress = one("overlays/gke", "Ingress", "storydream", Ingress);
			expect(ingress.spec.rules.map(({ host }) => host)).toEqual(hosts);
			expect(ingress.spec.tls.map((each) => each.hosts)).toEqual([hosts]);
			expect(Object.keys(ingress.metadata.annotations ?? {}).some((name) => name.includes("nginx"))).toBe(false);
		});

		it("runs as the account that deploy/gcp makes for it", async () => {
			const account = one("overlays/gke", "ServiceAccount", "studio", KubernetesObject);
			const variables = await readFile(join(root, "deploy/gcp/variables.tf"), "utf8");
			const name = /variable "service_account"[^}]*default\s*=\s*"([^"]+)"/.exec(variables)?.[1];
			const { GCP_PROJECT_ID, STORAGE_BUCKET } = settingsOf("overlays/gke");
			expect(account.metadata.annotations?.["iam.gke.io/gcp-service-account"]).toBe(
				`${name}@${GCP_PROJECT_ID}.iam.gserviceaccount.com`,
			);
			expect(variables).toMatch(/namespace\s*=\s*"storydream"\s*service_account\s*=\s*"studio"/);
			expect(STORAGE_BUCKET).toBe(`storydream-${GCP_PROJECT_ID}`);
		});
	});

	it("shows a secret as an example that nothing applies", async () => {
		const text = await readFile(join(folder, "examples/secret.yaml"), "utf8");
		for (const document of parseAllDocuments(text))
			expect(await schemaErrors(KubernetesObject.parse(document.toJS()))).toEqual([]);
		for (const overlay of overlays) expect(of(overlay).filter(({ kind }) => kind === "Secret")).toEqual([]);
	});
});
