import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { z } from "zod";
import { loadConfig } from "../config/index.ts";
import { rightsOfTheStudio } from "../drivers/kubernetes/testing/place.ts";
import { proveDriver } from "../drivers/prove.ts";
import { type Cluster, type ClusterOptions, startCluster } from "../kubernetes/testing/cluster.ts";
import { KubernetesObject } from "./testing/objects.ts";

const overlay = resolve(import.meta.dirname, "../../../../deploy/kubernetes/overlays/gke");
/** What the test's cluster knows, of what is applied. */
const KNOWN = ["Namespace", "NetworkPolicy", "Service", "PriorityClass"];

let cluster: Cluster | undefined;
afterEach(async () => {
	vi.unstubAllEnvs();
	await cluster?.close();
	cluster = undefined;
});

describe("a cluster to which deploy/kubernetes was applied", async () => {
	const rendered = await promisify(execFile)("kubectl", ["kustomize", overlay], { maxBuffer: 10_000_000 }).then(
		({ stdout }) => parseAllDocuments(stdout).map((document) => KubernetesObject.parse(document.toJS())),
		(error: unknown) => {
			if (process.env.CI) throw error;
			return null;
		},
	);
	const rules = await rightsOfTheStudio();
	const applied = (rendered ?? [])
		.filter(({ kind }) => KNOWN.includes(kind))
		// A cluster gives each Service an address.
		.map((object) =>
			object.kind === "Service"
				? { ...object, spec: { ...z.looseObject({}).parse(object.spec), clusterIP: "127.0.0.1" } }
				: object,
		);

	/** What doctor says of a cluster with these objects, where the studio may do this. */
	async function proof(objects: KubernetesObject[], may = rules) {
		cluster = await startCluster({ objects, rules: may });
		vi.stubEnv("KUBECONFIG", cluster.kubeconfig);
		const [found] = await proveDriver(loadConfig({ DRIVER: "kubernetes", SANDBOX_IMAGE: "storydream-sandbox" }));
		expect(cluster.complaints).toEqual([]);
		return found;
	}

	it.skipIf(rendered === null)("has all that the studio needs to start sandboxes", async () => {
		const detail = "pods of storydream-sandbox in the namespace storydream-sandboxes";
		expect(await proof(applied)).toEqual({ what: "Sandboxes", state: "ok", detail });
	});

	describe.skipIf(rendered === null)("with components/agent-sandbox", () => {
		async function proofWithPool(options: Partial<ClusterOptions>) {
			const may = await rightsOfTheStudio(true);
			cluster = await startCluster({ objects: applied, rules: may, agentSandbox: true, ...options });
			vi.stubEnv("KUBECONFIG", cluster.kubeconfig);
			const pool = { K8S_SANDBOX_POOL: "storydream", K8S_POOL_TOKEN: "a-token-of-the-pool" };
			const [found] = await proveDriver(loadConfig({ DRIVER: "kubernetes", ...pool }));
			return found;
		}

		it("has all that the studio needs to claim them", async () => {
			const pool = KubernetesObject.parse(
				parse(await readFile(resolve(overlay, "../../components/agent-sandbox/pool.yaml"), "utf8")),
			);
			const detail = "pods of the SandboxWarmPool storydream in the namespace storydream-sandboxes";
			expect(await proofWithPool({ objects: [...applied, pool] })).toEqual({ what: "Sandboxes", state: "ok", detail });
		});

		it.each([
			["agent-sandbox", { agentSandbox: false }, /no extensions\.agents\.x-k8s\.io\/v1beta1 API/, "Install"],
			["the pool", {}, /There is no SandboxWarmPool storydream/, "components/agent-sandbox"],
			["the studio's rights", { rules }, /may not get sandboxclaims/, "components/agent-sandbox"],
		])("reports when %s is missing", async (_what, options, detail, next) => {
			expect(await proofWithPool(options)).toMatchObject({
				state: "missing",
				detail: expect.stringMatching(detail),
				next: expect.stringContaining(next),
			});
		});
	});

	it.skipIf(rendered === null).each([
		["NetworkPolicy", "storydream-sandboxes"],
		["Service", "storydream-internal"],
	])("reports when its %s %s is not there", async (kind, name) => {
		const found = await proof(applied.filter((object) => object.kind !== kind || object.metadata.name !== name));
		expect(found).toMatchObject({ state: "missing", detail: expect.stringContaining(name) });
		expect(found?.next).toContain("deploy/kubernetes");
	});

	it.skipIf(rendered === null)("reports when the studio's rights end too early", async () => {
		const found = await proof(
			applied,
			rules.filter(({ resources }) => !resources.includes("pods/log")),
		);
		expect(found).toMatchObject({ state: "missing", detail: expect.stringContaining("get pods/log") });
	});
});
