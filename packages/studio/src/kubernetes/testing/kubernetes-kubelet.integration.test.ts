import { spawnSync } from "node:child_process";
import { createSocket } from "node:dgram";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Dockerode from "dockerode";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { FAKE_SANDBOX_IMAGE } from "../../drivers/testing/docker-image.ts";
import { dockerSocket } from "../../drivers/testing/docker-under-test.ts";
import { resourceOf } from "./api-server.ts";
import { type NodeCluster, startClusterWithNode } from "./kubelet.ts";
import { PROCESS_LABEL, sweepDead, thisProcess } from "./node-sweep.ts";
import { makePodNetwork, podRules } from "./pod-network.ts";

const WAIT = { timeout: 30_000, interval: 50 };
const INTERNAL = 8081;

describe.skipIf(dockerSocket === null)("a node whose pods are containers", () => {
	let cluster: NodeCluster;
	let servers: Server[] = [];
	beforeAll(async () => {
		cluster = await startClusterWithNode({ docker: new Dockerode({ socketPath: dockerSocket ?? "" }) });
		servers = await Promise.all([listen(cluster.hostAddress, INTERNAL)]);
	});
	afterAll(async () => {
		for (const server of servers) server.close();
		await cluster?.close();
		expect(await cluster?.leftovers()).toEqual([]);
	});

	/** Makes a pod through the API, as anybody would. */
	async function makePod(
		name: string,
		program: string,
		more: { role?: string; init?: string; container?: object; spec?: object } = {},
	) {
		const securityContext = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } };
		const container = (of: string, text: string) => ({
			name: of,
			image: FAKE_SANDBOX_IMAGE,
			command: ["node", "-e", text],
			securityContext,
			resources: { limits: { memory: "200Mi", cpu: "1" } },
			volumeMounts: [{ name: "folder", mountPath: "/folder" }],
		});
		const answer = await fetch(`${cluster.url}/api/v1/namespaces/${cluster.namespace}/pods`, {
			method: "POST",
			headers: { authorization: `Bearer ${cluster.token}`, "content-type": "application/json" },
			body: JSON.stringify({
				apiVersion: "v1",
				kind: "Pod",
				metadata: { name, labels: { "storydream.dev/role": more.role ?? "sandbox" } },
				spec: {
					restartPolicy: "Never",
					terminationGracePeriodSeconds: 1,
					dnsPolicy: "None",
					dnsConfig: {
						nameservers: ["127.0.0.1"],
						options: ["timeout", "attempts"].map((option) => ({ name: option, value: "1" })),
					},
					securityContext: { runAsNonRoot: true, runAsUser: 1000, fsGroup: 1000, seccompProfile: { type: "RuntimeDefault" } },
					...(more.init === undefined ? {} : { initContainers: [container("prepare", more.init)] }),
					containers: [{ ...container("main", program), ...more.container }],
					volumes: [{ name: "folder", emptyDir: { medium: "Memory", sizeLimit: "16Mi" } }],
					...more.spec,
				},
			}),
		});
		expect(answer.status, await answer.text()).toBe(201);
	}

	async function call(method: string, path: string): Promise<string> {
		const headers = { authorization: `Bearer ${cluster.token}` };
		return (await fetch(`${cluster.url}/api/v1/namespaces/${cluster.namespace}/${path}`, { method, headers })).text();
	}

	const until = (name: string, status: object) => vi.waitFor(() => expect(cluster.pod(name)?.status).toMatchObject(status), WAIT);
	const containers = (state: object) => ({
		containerStatuses: [expect.objectContaining({ state: expect.objectContaining(state) })],
	});
	const condition = (type: string, status: string) => ({
		conditions: expect.arrayContaining([expect.objectContaining({ type, status })]),
	});

	it("runs what prepares a pod, then the pod with the same folder, and tells how it ended", async () => {
		await makePod("in-order", "console.log(require('fs').readFileSync('/folder/word', 'utf8'), process.getuid())", {
			init: "require('fs').writeFileSync('/folder/word', 'prepared')",
		});
		await until("in-order", { phase: "Succeeded", ...containers({ terminated: expect.objectContaining({ exitCode: 0 }) }) });
		expect(await call("GET", "pods/in-order/log?container=main&tailLines=5")).toBe("prepared 1000\n");
		await makePod("not-prepared", "0", { init: "process.exit(9)" });
		await until("not-prepared", { phase: "Failed", initContainerStatuses: [{ state: { terminated: { exitCode: 9 } } }] });
	});

	it("has a pod that listens ready at its address, and asks it to end before it kills it", async () => {
		const serve = `
			require('http').createServer((q, a) => a.writeHead(q.headers['x-probe'] === 'node' ? 200 : 403).end('here')).listen(3001, '0.0.0.0');
			process.on('SIGTERM', () => {});
		`;
		const readinessProbe = {
			httpGet: { port: "agent", path: "/", httpHeaders: [{ name: "x-probe", value: "node" }] },
			periodSeconds: 1,
		};
		const startupProbe = { tcpSocket: { port: 3001 }, periodSeconds: 1, failureThreshold: 60 };
		const ports = [{ name: "agent", containerPort: 3001 }];
		await makePod("serves", serve, { container: { readinessProbe, startupProbe, ports } });
		await until("serves", { phase: "Running", hostIP: cluster.hostAddress, ...condition("Ready", "True") });
		expect(await (await fetch(`http://${cluster.pod("serves")?.status?.podIP}:3001/`)).text()).toBe("here");
		cluster.loseNode();
		expect(cluster.pod("serves")?.status).toMatchObject({ phase: "Running", ...condition("Ready", "False") });
		cluster.loseNode({ deletePods: true });
		expect(cluster.pod("serves")).toMatchObject({
			metadata: { deletionTimestamp: expect.any(String) },
			status: condition("DisruptionTarget", "True"),
		});
		cluster.recoverNode();
		await vi.waitFor(() => expect(cluster.pod("serves")).toBeNull(), WAIT);
	});

	it("waits for an image and for a Secret that are not there", async () => {
		await makePod("no-image", "0", { container: { image: "storydream-nowhere:test" } });
		await until("no-image", containers({ waiting: expect.objectContaining({ reason: "ImagePullBackOff" }) }));
		await call("DELETE", "pods/no-image?gracePeriodSeconds=0");
		const env = [
			{ name: "WORD", valueFrom: { secretKeyRef: { name: "late", key: "word" } } },
			{ name: "NAME", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
		];
		await makePod("no-secret", "console.log(process.env.WORD, process.env.NAME)", { container: { env } });
		const message = 'secret "late" not found';
		await until("no-secret", containers({ waiting: { reason: "CreateContainerConfigError", message } }));
		cluster.store.create(resourceOf("secrets"), cluster.namespace, {
			apiVersion: "v1",
			kind: "Secret",
			metadata: { name: "late" },
			data: { word: Buffer.from("reported").toString("base64") },
		});
		await until("no-secret", { phase: "Succeeded" });
		expect(await call("GET", "pods/no-secret/log")).toBe("reported no-secret\n");
	});

	it("says when memory ran out, and when a pod was killed or put out", async () => {
		const all = "const all = []; for (;;) all.push(Buffer.alloc(1e7, 1))";
		await makePod("greedy", all, { container: { resources: { limits: { memory: "100Mi", cpu: "1" } } } });
		await until("greedy", {
			phase: "Failed",
			...containers({ terminated: expect.objectContaining({ reason: "OOMKilled", exitCode: 137 }) }),
		});
		await makePod("put-out", "setInterval(() => {}, 1000)");
		await makePod("killed", "setInterval(() => {}, 1000)");
		await until("killed", { phase: "Running" });
		await cluster.killContainer("killed");
		await until("killed", {
			phase: "Failed",
			...containers({ terminated: expect.objectContaining({ reason: "Error", exitCode: 137 }) }),
		});
		await until("put-out", { phase: "Running" });
		await cluster.evict("put-out");
		expect(cluster.pod("put-out")?.status).toMatchObject({
			phase: "Failed",
			reason: "Evicted",
			...condition("DisruptionTarget", "True"),
		});
	});

	it("lets a pod that a policy closes in reach the studio's internal port alone, and any other pod the host and its like", async () => {
		const heard: string[] = [];
		const everywhere = await listen("0.0.0.0", 0);
		const { port } = everywhere.address() as AddressInfo;
		const datagrams = createSocket("udp4", (words) => void heard.push(words.toString()));
		servers.push(everywhere);
		try {
			await new Promise<void>((resolve) => datagrams.bind(0, "0.0.0.0", resolve));
			const serve = "require('http').createServer((q, a) => a.end()).listen(3001, '0.0.0.0')";
			const neighbours = ["closed-neighbour", "open-neighbour"];
			for (const [index, name] of neighbours.entries()) {
				const role = index === 0 ? "sandbox" : "other";
				await makePod(name, serve, { role, container: { readinessProbe: { tcpSocket: { port: 3001 } } } });
			}
			await Promise.all(neighbours.map((name) => until(name, condition("Ready", "True"))));
			const host = cluster.hostAddress;
			const addresses = neighbours.map((name) => `['${cluster.pod(name)?.status?.podIP}', 3001]`);
			const dial = (word: string) => `
				const net = require('net'), os = require('os');
				const addresses = Object.values(os.networkInterfaces()).flat().filter((each) => !each.internal);
				const router = addresses[0].address.replace(/\\d+$/, (last) => Number(last) - 1);
				const to = (host, port) => new Promise((done) => {
					const socket = net.connect({ host, port });
					const end = (word) => { socket.destroy(); done(word); };
					setTimeout(() => setImmediate(() => end('silent')), 3000);
					socket.once('connect', () => end('open')).once('error', (error) => end(error.code));
				});
				const udp = require('dgram').createSocket('udp4');
				for (const each of ['${host}', router]) udp.send('${word}', ${datagrams.address().port}, each);
				const places = [['${host}', ${INTERNAL}], ['${host}', ${port}], [router, ${port}], ${addresses}];
				const name = require('dns').promises.lookup('example.com').then(() => 'named', () => 'nameless');
				Promise.all([...places.map((place) => to(...place)), name]).then((words) => {
					console.log(...words, ...addresses.map((each) => each.family));
					process.exit(0);
				});
			`;
			await Promise.all([makePod("closed", dial("closed")), makePod("open", dial("open"), { role: "other" })]);
			await Promise.all([until("closed", { phase: "Succeeded" }), until("open", { phase: "Succeeded" })]);
			expect(await call("GET", "pods/closed/log")).toBe("open silent silent silent silent nameless IPv4\n");
			expect(await call("GET", "pods/open/log")).toBe("open open open silent open nameless IPv4\n");
			expect(heard).toEqual(["open", "open"]);
		} finally {
			datagrams.close();
		}
	});

	it("removes what a run that was killed has left, and leaves what others have", async () => {
		const docker = new Dockerode({ socketPath: dockerSocket ?? "" });
		const gone = spawnSync("true").pid;
		const left = await makePodNetwork(docker, { [PROCESS_LABEL]: thisProcess().replace(/^\d+/, String(gone)) }, []);
		const kept = await makePodNetwork(docker, { [PROCESS_LABEL]: thisProcess() }, []);
		const there = async () => (await docker.listNetworks()).map(({ Name }) => Name);
		try {
			expect(await podRules(left.name)).toHaveLength(4);
			await sweepDead(docker);
			expect(await there()).not.toContain(left.name);
			expect(await podRules(left.name)).toEqual([]);
			expect(await there()).toContain(kept.name);
			expect(await podRules(kept.name)).toHaveLength(4);
		} finally {
			await left.remove();
			await kept.remove();
		}
		expect(await podRules(kept.name)).toEqual([]);
	});

	it("leaves nothing of pods that are removed", async () => {
		for (const { metadata } of cluster.pods()) await call("DELETE", `pods/${metadata.name}?gracePeriodSeconds=0`);
		await vi.waitFor(async () => expect(await cluster.leftovers()).toEqual([]), WAIT);
		expect(cluster.complaints).toEqual([]);
	});
});

async function listen(host: string, port: number): Promise<Server> {
	const server = createServer((_request, response) => response.end("the studio"));
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, host, resolve);
	});
	return server;
}
