import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseEnv } from "node:util";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { loadConfig } from "../config.ts";
import { podOf } from "../drivers/kubernetes/pod.ts";
import { secretOf } from "../drivers/kubernetes/secret.ts";
import { faults, KubernetesObject } from "./testing/schemas.ts";

const folder = resolve(import.meta.dirname, "../../../../deploy/kubernetes");
const settings = ["base", "overlays/gke"].map((path) => parseEnv(readFileSync(resolve(folder, path, "settings.env"), "utf8")));
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
		const objects = [pod, secret].map((object) => KubernetesObject.parse(object));
		for (const object of objects) expect(await faults(object)).toEqual([]);
		const text = `# What the studio makes for a session. Nothing applies this file.\n${objects.map((object) => stringify(object)).join("---\n")}`;
		await expect(text).toMatchFileSnapshot(resolve(folder, "examples/sandbox.yaml"));
	});
});
