import { describe, expect, it } from "vitest";
import { restrictedViolations, schemaErrors } from "../../kubernetes/testing/admission.ts";
import { type JobOptions, jobName, jobOf } from "./manifest.ts";

const options: JobOptions = {
	install: "films",
	namespace: "storydream-sandboxes",
	image: "registry.example.com/films/sandbox:1",
	limits: { memoryBytes: 3_000_000_000, cpus: 4, diskBytes: 5_000_000_000 },
	allowEgress: false,
};
const full: JobOptions = {
	...options,
	imagePullPolicy: "Always",
	imagePullSecret: "registry",
	priorityClass: "storydream-sandbox",
	runtimeClass: "gvisor",
	nodeSelector: { pool: "films" },
	tolerations: [{ key: "pool", value: "films", effect: "NoSchedule" }, { key: "spot" }],
	allowEgress: true,
};
const ID = "abcdefghijklmnopqrst";
const STUDIO = "http://10.96.0.7:8081";
const job = jobOf(ID, STUDIO, options);
const pod = job.spec?.template.spec;

describe("an export's Job", () => {
	it.each([
		["with nothing but what it needs", options],
		["with every option", full],
	])("is what Kubernetes' own schema allows, and `restricted`, %s", async (_what, given) => {
		const made = jobOf(ID, STUDIO, given);
		expect(await schemaErrors(made)).toEqual([]);
		expect(restrictedViolations(made.spec?.template.spec)).toEqual([]);
	});

	it("is found by its name, and by labels that a NetworkPolicy selects", () => {
		expect(job.metadata?.name).toBe("films-export-abcdefghijklmnopqrst");
		expect(jobName("storydreamab", ID).length).toBeLessThanOrEqual(52);
		const labels = { "storydream.dev/install": "films", "storydream.dev/role": "export", "storydream.dev/export": ID };
		expect(job.metadata?.labels).toEqual(labels);
		expect(job.spec?.template.metadata?.labels).toEqual(labels);
	});

	it("has no account, no names, no token in its text, and limits of its own", () => {
		expect(pod).toMatchObject({
			automountServiceAccountToken: false,
			enableServiceLinks: false,
			dnsPolicy: "None",
			restartPolicy: "Never",
		});
		const [container] = pod?.containers ?? [];
		expect(container?.env).toContainEqual({ name: "STUDIO_URL", value: STUDIO });
		expect(container?.env).toContainEqual({ name: "EGRESS", value: "closed" });
		expect(container?.env).toContainEqual({
			name: "EXPORT_TOKEN",
			valueFrom: { secretKeyRef: { name: job.metadata?.name, key: "token" } },
		});
		expect(container?.resources?.limits).toMatchObject({ memory: "3000000000", cpu: "4" });
		expect(pod?.volumes).toContainEqual({ name: "work", emptyDir: { sizeLimit: "5000000000" } });
	});

	it("is made again after an eviction without counting it, is not tried again where that can't help, and has an end", () => {
		expect(job.spec).toMatchObject({
			backoffLimit: 2,
			parallelism: 1,
			completions: 1,
			podReplacementPolicy: "Failed",
			activeDeadlineSeconds: 21_600,
			ttlSecondsAfterFinished: 3_600,
		});
		expect(job.spec?.podFailurePolicy?.rules).toEqual([
			{ action: "Ignore", onPodConditions: [{ type: "DisruptionTarget", status: "True" }] },
			{ action: "FailJob", onExitCodes: { containerName: "export", operator: "In", values: [77, 78, 137] } },
		]);
	});

	it("goes where its settings say", () => {
		expect(jobOf(ID, STUDIO, full).spec?.template.spec).toMatchObject({
			priorityClassName: "storydream-sandbox",
			runtimeClassName: "gvisor",
			nodeSelector: { pool: "films" },
			tolerations: [
				{ key: "pool", operator: "Equal", value: "films", effect: "NoSchedule" },
				{ key: "spot", operator: "Exists" },
			],
			imagePullSecrets: [{ name: "registry" }],
		});
	});
});
