import net from "node:net";
import { PREVIEW_ACCESS_HEADER, previewAccessToken } from "@storydream/protocol/preview-access";
import Dockerode from "dockerode";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ScriptedModel, startScriptedModel } from "../../../../sandbox/src/testing/index.ts";
import { type NodeCluster, startClusterWithNode } from "../../kubernetes/testing/kubelet.ts";
import { newPlace, type StudioOptions, type TestPlace, type TestStudio, until } from "../../sessions/testing/studio-harness.ts";
import { dockerSocket, sandboxImage } from "../testing/docker-under-test.ts";
import type { KubernetesDriver } from "./driver.ts";
import { type ClusterPlace, newSpec, placeIn } from "./testing/place.ts";

/**
 * What the agent is made to run inside: says who it is, what it sees of secrets, and what it reaches. A policy drops what
 * it closes without a word, so a connection out is given up after a while.
 */
const COMMAND = [
	"id -u",
	"env | grep -c ANTHROPIC_AUTH",
	"timeout 3 bash -c 'exec 3<>/dev/tcp/1.1.1.1/443' 2>/dev/null && echo out || echo closed",
	"touch /app/x 2>/dev/null && echo wrote || echo read-only",
	"ls src/note.ts",
].join("; ");

describe.skipIf(dockerSocket === null || sandboxImage === null)("sessions in pods of the sandbox's own image", () => {
	let model: ScriptedModel;
	let pods: ClusterPlace & { cluster: NodeCluster };
	let gateway: net.Server;
	let place: TestPlace;
	let studio: TestStudio;
	let driver: KubernetesDriver;
	let projectId = "";

	const options = (): StudioOptions => ({
		limits: { warmPool: 1 },
		wrap: (parts) => {
			driver = pods.driver();
			return { ...parts, driver };
		},
	});

	beforeAll(async () => {
		model = await startScriptedModel((request) => {
			if (request.toolResults.length > 0) {
				const wrote = request.toolResults.some((result) => result.includes("note.ts") && !result.includes("closed"));
				return wrote
					? [{ tool: "mcp__storydream__run_command", input: { command: COMMAND, description: "look around" } }]
					: [{ text: "Done." }];
			}
			return [{ tool: "Write", input: { file_path: "src/note.ts", content: "export const note = 1;\n" } }];
		});
		const docker = new Dockerode({ socketPath: dockerSocket ?? "" });
		pods = await placeIn(await startClusterWithNode({ docker, pids: 512 }), {
			image: sandboxImage ?? "",
			limits: { memoryBytes: 2_000e6, diskBytes: 500e6, cpus: 2 },
			callTimeoutMs: 10_000,
		});
		// The internal port of a studio: all that pods may reach.
		gateway = net.createServer((connection) => {
			const onward = net.connect({ host: "127.0.0.1", port: Number(new URL(model.url).port) });
			onward.on("error", () => connection.destroy());
			connection.on("error", () => onward.destroy());
			connection.once("close", () => onward.destroy());
			connection.pipe(onward).pipe(connection);
		});
		await new Promise<void>((resolve) => gateway.listen(8081, pods.cluster.hostAddress, resolve));
		place = await newPlace(`${model.url}/`);
		studio = await place.studio(options());
		projectId = await studio.newProject();
	});
	afterAll(async () => {
		await place?.close();
		for (const name of (await driver?.list()) ?? []) await driver.end(name);
		gateway?.close();
		await pods?.close();
		await model?.close();
	});

	it("goes from the prompt to an acknowledged version, with commands that the pod holds", async () => {
		await until("a spare waits", async () => studio.sessions.counts().warm === 1);
		const page = await studio.follow(projectId);
		await page.waitFor("session:ready");
		await studio.sessions.sendMessage(projectId, { id: "message-1", content: "Please write a note" });
		const complete = await page.waitFor("agent:complete");
		expect(complete).toMatchObject({ outcome: "done", commitSha: expect.stringMatching(/^[0-9a-f]{40}$/) });
		expect((await studio.records.projects.get(projectId))?.currentCommitSha).toBe(complete.commitSha);
		const results = model.requests.flatMap((request) => request.toolResults).filter((result) => result.includes("closed"));
		expect(results[0]?.trim().split("\n")).toEqual(["Exit code 0.", "1000", "0", "closed", "read-only", "src/note.ts"]);
		page.detach();
	});

	it("took a spare that its pod says is the project's now, and says so of the next spare that it is nobody's", async () => {
		const name = (await studio.records.sessions.findByProject(projectId))?.sandboxName ?? "";
		expect(pods.cluster.pod(name)?.metadata.labels).toMatchObject({
			"storydream.dev/pool": "claimed",
			"storydream.dev/project": projectId,
		});
		await until("a spare waits again", async () => studio.sessions.counts().warm === 1);
		const spares = pods.cluster.pods().filter(({ metadata }) => metadata.labels?.["storydream.dev/pool"] === "warm");
		expect(spares).toHaveLength(1);
		expect(pods.cluster.complaints).toEqual([]);
	});

	it("serves the preview at the pod's address, and takes pictures of frames", async () => {
		const session = await studio.records.sessions.findByProject(projectId);
		const status = await driver.inspect(session?.sandboxName ?? "");
		const address = status.state === "running" ? status.endpoint.previewUrl : "";
		expect((await fetch(address)).status).toBe(403);
		const access = { [PREVIEW_ACCESS_HEADER]: previewAccessToken(session?.sandboxToken ?? "") };
		const page = await fetch(address, { headers: { accept: "text/html", ...access } });
		expect([page.status, page.headers.get("content-type")]).toEqual([200, expect.stringContaining("text/html")]);
		const { pictures } = await studio.sessions.pictures(projectId, { frames: [30], size: 320, timeoutMs: 60_000 });
		expect(pictures).toMatchObject([{ frame: 30, mediaType: "image/jpeg", width: 320 }]);
	});

	it("is adopted by the next studio, with its spare, and nothing is started anew", async () => {
		await until("a spare waits", async () => studio.sessions.counts().warm === 1);
		const before = (await driver.list())?.sort();
		expect(before).toHaveLength(2);
		await studio.stop();
		driver.close();
		studio = await place.studio(options());
		const page = await studio.follow(projectId);
		await page.waitFor("session:ready");
		expect((await driver.list())?.sort()).toEqual(before);
		await studio.sessions.sendMessage(projectId, { id: "message-2", content: "Once more" });
		expect(await page.waitFor("agent:complete")).toMatchObject({ outcome: "done" });
		page.detach();
	});

	it("does not start in a network that lets it out, and says what it reached", async () => {
		const spec = newSpec({ name: "other-open-inc" });
		const other = pods.driver({ install: "other" });
		// A policy that looks right, beside one that opens what it closes.
		pods.cluster.apply({
			apiVersion: "networking.k8s.io/v1",
			kind: "NetworkPolicy",
			metadata: { name: "open" },
			spec: { podSelector: {}, policyTypes: ["Egress"], egress: [{}] },
		});
		await other.start(spec);
		await until("it has ended", async () => (await other.inspect(spec.name)).state === "exited");
		expect(await other.inspect(spec.name)).toMatchObject({
			exitCode: 78,
			reason: expect.stringMatching(/way out of its network.*It reached [0-9.]+:/),
		});
		await other.end(spec.name);
	});
});
