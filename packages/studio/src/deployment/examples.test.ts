import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseEnv } from "node:util";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { loadConfig } from "../config/index.ts";
import { podOf } from "../drivers/kubernetes/pod.ts";
import { secretOf } from "../drivers/kubernetes/secret.ts";
import { MUST_NOT_REACH, templateOf } from "../drivers/kubernetes/template.ts";
import { jobOf } from "../exports/job/manifest.ts";
import { restrictedViolations, schemaErrors } from "../kubernetes/testing/admission.ts";

const folder = resolve(import.meta.dirname, "../../../../deploy/kubernetes");
const settings = ["base/studio", "overlays/gke"].map((path) =>
	parseEnv(readFileSync(resolve(folder, path, "settings.env"), "utf8")),
);
const config = loadConfig(Object.assign({}, ...settings));
const options = {
	...config.kubernetes,
	install: "storydream",
	image: config.docker.image,
	limits: config.docker.limits,
	allowEgress: false,
	previewAllowedHostSuffix: `.${config.previewDomain}`,
};
const spec = {
	name: "storydream-session-incarnation",
	incarnation: "incarnation",
	sessionId: "session",
	token: "made anew for each sandbox",
	gatewayUrl: "http://127.0.0.1:8080/gateway",
	gatewayToken: "made anew for each sandbox",
};

/** Kept as our code makes them: `npx vitest run --project unit packages/studio/src/deployment -u` writes them anew. */
describe("the examples of deploy/kubernetes show what the studio makes with the settings for GKE", () => {
	it("for a session", async () => {
		const pod = podOf(spec, "http://10.0.0.5:8081/gateway", options);
		const secret = secretOf(spec, { ...pod, metadata: { ...pod.metadata, uid: "the-pods-own-uid" } }, options);
		expect(restrictedViolations(pod.spec)).toEqual([]);
		await shows("sandbox.yaml", "for a session", [pod, secret]);
	});

	it("for an export", async () => {
		const { install, namespace, image, nodeSelector, tolerations } = options;
		const { runtimeClass, priorityClass, imagePullPolicy } = config.kubernetes;
		const job = jobOf("export", "http://10.0.0.5:8081", {
			...{ install, namespace, image, nodeSelector, tolerations, imagePullPolicy },
			...(runtimeClass === null ? {} : { runtimeClass }),
			...(priorityClass === null ? {} : { priorityClass }),
			limits: config.exportLimits,
			allowEgress: false,
		});
		expect(restrictedViolations(job.spec?.template.spec)).toEqual([]);
		await shows("export-job.yaml", "for an export, besides a Secret with its token", [job]);
	});

	it("for a pool of agent-sandbox, with the settings of the base: image and domain are filled in by the component", async () => {
		const { priorityClass } = loadConfig(settings[0] ?? {}).kubernetes;
		const template = templateOf(
			"storydream",
			{
				...options,
				...{ image: "sandbox-image", previewAllowedHostSuffix: ".preview-domain", priorityClass },
				...{ runtimeClass: null, nodeSelector: {}, tolerations: [], environment: { EGRESS_TRY: MUST_NOT_REACH } },
			},
			"http://gateway-address:8081/gateway",
		);
		expect(await schemaErrors(template)).toEqual([]);
		const text = `# The pods of the pool: what the studio would make itself, for nobody in particular.\n${stringify(template, { aliasDuplicateObjects: false })}`;
		await expect(text).toMatchFileSnapshot(resolve(folder, "components/agent-sandbox/template.yaml"));
	});

	async function shows(file: string, what: string, objects: object[]): Promise<void> {
		for (const object of objects) expect(await schemaErrors(object)).toEqual([]);
		const text = `# What the studio makes ${what}. Nothing applies this file.\n${objects.map((object) => stringify(object, { aliasDuplicateObjects: false })).join("---\n")}`;
		await expect(text).toMatchFileSnapshot(resolve(folder, "examples", file));
	}
});
