import { createServer } from "node:http";
import os from "node:os";
import Dockerode from "dockerode";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { until } from "../../sessions/testing/studio-harness.ts";
import { driverContract } from "../driver.contract.ts";
import type { SandboxSpec } from "../driver.ts";
import { startEngine } from "../testing/docker-engine.ts";
import { FAKE_SANDBOX_IMAGE, makeStandInImage } from "../testing/docker-image.ts";
import { type DockerPlace, dockerSocket, GATEWAY_ANSWER, MB, newDockerPlace } from "../testing/docker-under-test.ts";
import { startEngineSwitch } from "../testing/engine-switch.ts";
import type { DockerDriver, DockerDriverOptions } from "./driver.ts";

describe.skipIf(dockerSocket === null)("the Docker driver", () => {
	const socketPath = dockerSocket ?? "";
	let place: DockerPlace;
	const ends: (() => Promise<void>)[] = [];
	const spec: SandboxSpec = {
		name: "test-session-inc",
		incarnation: "inc",
		sessionId: "session",
		token: "sandbox-token-canary-0123456789",
		gatewayUrl: "http://127.0.0.1:9/gateway",
		gatewayToken: "gateway-token-canary-0123456789",
	};
	const second: SandboxSpec = { ...spec, name: "test-second-inc", sessionId: "second" };

	driverContract("containers, with a fake", ["well", "dies", "never", "stubborn", "runaway"], () => newDockerPlace(socketPath));

	describe("on one host", () => {
		beforeEach(async () => {
			place = await newDockerPlace(socketPath);
		});
		afterEach(async () => {
			await place.close();
			for (const end of ends.splice(0).reverse()) await end();
		});

		async function running(driver: DockerDriver, name = spec.name) {
			await until("it runs", async () => (await driver.inspect(name)).state === "running");
			const status = await driver.inspect(name);
			if (status.state !== "running") throw new Error(`it is ${status.state}`);
			return status;
		}

		async function exited(driver: DockerDriver) {
			await until("it has ended", async () => (await driver.inspect(spec.name)).state === "exited");
			return driver.inspect(spec.name);
		}

		it("gives a sandbox no privilege, no way to write outside of its folders, and nothing of the host's", async () => {
			const driver = place.driver();
			await driver.start(spec);
			await running(driver);
			const found = await place.docker.getContainer(spec.name).inspect();
			expect(found.HostConfig).toMatchObject({
				CapDrop: ["ALL"],
				SecurityOpt: ["no-new-privileges:true"],
				ReadonlyRootfs: true,
				Privileged: false,
				Memory: 256 * MB,
				MemorySwap: 256 * MB,
				CpuPeriod: 10_000,
				CpuQuota: 10_000,
				PidsLimit: 64,
				IpcMode: "private",
				LogConfig: { Type: "json-file", Config: { "max-size": "4m", "max-file": "2" } },
			});
			expect([found.HostConfig.Binds, found.HostConfig.PortBindings, found.HostConfig.Devices]).toEqual([null, null, null]);
			expect(found.Mounts).toEqual([]);
			const said = await inside(
				place.docker,
				spec.name,
				`const fs = require("fs"), status = fs.readFileSync("/proc/self/status", "utf8");
				const field = (name) => new RegExp(name + ":\\\\s*(.*)").exec(status)[1];
				const written = (file) => { try { fs.writeFileSync(file, "x"); return "written"; } catch (error) { return error.code; } };
				console.log(JSON.stringify({
					uid: process.getuid(), caps: [field("CapPrm"), field("CapEff"), field("CapBnd")], calm: field("NoNewPrivs"), seccomp: field("Seccomp"),
					root: written("/x"), app: written("/app/x"), own: written("/sandbox/x"), tmp: written("/tmp/x"),
					sockets: ["/var/run/docker.sock", "/run/docker.sock"].filter((file) => fs.existsSync(file)),
				}));`,
			);
			expect(JSON.parse(said)).toEqual({
				uid: 1000,
				caps: ["0000000000000000", "0000000000000000", "0000000000000000"],
				calm: "1",
				seccomp: "2",
				root: "EROFS",
				app: "EROFS",
				own: "written",
				tmp: "written",
				sockets: [],
			});
		});

		it("gives a sandbox its tokens on its standard input, so that no inspection and no environment shows one", async () => {
			const driver = place.driver();
			await driver.start(spec);
			const { endpoint } = await running(driver);
			const answer = await fetch(`${endpoint.agentUrl}/health`);
			const given = z.looseObject({ SANDBOX_NAME: z.string(), tokens: z.unknown() }).parse(await answer.json());
			expect(given).toMatchObject({
				SANDBOX_NAME: spec.name,
				tokens: { token: spec.token, gatewayToken: spec.gatewayToken },
			});
			expect(Object.values(given)).not.toContain(spec.token);
			expect(Object.values(given)).not.toContain(spec.gatewayToken);
			for (const { Id } of await place.docker.listContainers({ all: true })) {
				const shown = JSON.stringify(await place.docker.getContainer(Id).inspect());
				expect(shown).not.toContain(spec.token);
				expect(shown).not.toContain(spec.gatewayToken);
			}
		});

		it("lets a sandbox reach the model gateway and nothing else: no host, no neighbour, no name, no address outside", async () => {
			const driver = place.driver();
			await Promise.all([driver.start(spec), driver.start(second)]);
			await Promise.all([running(driver), running(driver, second.name)]);
			const host = createServer((_request, response) => response.end("the host"));
			await new Promise<void>((resolve) => host.listen(0, "0.0.0.0", resolve));
			ends.push(() => new Promise((resolve) => host.close(() => resolve())));
			const address = host.address();
			const port = typeof address === "object" && address ? address.port : 0;
			const neighbour = await addressOf(place.docker, second.name);
			const own = await addressOf(place.docker, spec.name);
			const relay = own.replace(/\d+$/, (last) => String(Number(last) - 1));
			const router = own.replace(/\d+$/, (last) => String(Number(last) - 2));
			const ofTheHost = Object.values(os.networkInterfaces())
				.flat()
				.filter((each) => each?.family === "IPv4" && !each.internal)
				.map((each) => `${each?.address}:${port}`);
			const places = [
				...[`${router}:${port}`, `${router}:22`, ...ofTheHost],
				...[`${neighbour}:3000`, `${neighbour}:3001`, `${neighbour.replace(/\d+$/, (last) => String(Number(last) - 1))}:8081`],
				...["1.1.1.1:443", "2606:4700:4700::1111:443", "169.254.169.254:80", "10.0.0.1:80", "192.168.0.1:80"],
				...[`${relay}:22`, `${relay}:9229`],
				// What can be reached is seen as such.
				"127.0.0.1:3001",
			];
			const said = await inside(
				place.docker,
				spec.name,
				`const net = require("net"), http = require("http"), dns = require("dns/promises");
				const dial = (place) => new Promise((done) => {
					const [host, port] = place.split(/:(?=\\d+$)/);
					const socket = net.connect({ host, port: Number(port) }).setTimeout(1500);
					for (const [event, reached] of [["connect", place], ["error", null], ["timeout", null]]) socket.once(event, () => { socket.destroy(); done(reached); });
				});
				const ask = (url) => new Promise((done) => http.get(url, (answer) => {
					let text = ""; answer.on("data", (part) => { text += part; }).on("end", () => done(text));
				}).on("error", (error) => done(error.code)));
				const resolver = new dns.Resolver({ timeout: 1000, tries: 1 });
				(async () => console.log(JSON.stringify({
					reached: (await Promise.all(${JSON.stringify(places)}.map(dial))).filter(Boolean),
					name: await resolver.resolve4("example.com").then(() => "resolved", () => "no"),
					gateway: await ask(process.env.GATEWAY_URL + "/v1/messages"),
					studioSide: await ask("http://${relay}:8080/health"),
				})))();`,
			);
			expect(JSON.parse(said)).toEqual({
				reached: ["127.0.0.1:3001"],
				name: "no",
				gateway: `${GATEWAY_ANSWER}: /gateway/v1/messages`,
				studioSide: "ECONNRESET",
			});
		});

		it("holds processes and files to their limits", async () => {
			const driver = place.driver();
			await driver.start(spec);
			await running(driver);
			const said = await inside(
				place.docker,
				spec.name,
				`const { spawn } = require("child_process"), fs = require("fs");
				const refused = [];
				const children = Array.from({ length: 100 }, () => spawn("/usr/local/bin/node", ["-e", "setInterval(()=>{},1000)"]).on("error", (error) => refused.push(error.code)));
				let disk = "";
				try { for (;;) fs.appendFileSync("/sandbox/full", Buffer.alloc(1e6)); } catch (error) { disk = error.code; }
				fs.rmSync("/sandbox/full");
				setTimeout(() => { console.log(JSON.stringify({ disk, refused: [...new Set(refused)] })); for (const child of children) child.kill("SIGKILL"); process.exit(0); }, 300);`,
			);
			expect(JSON.parse(said)).toEqual({ disk: "ENOSPC", refused: ["EAGAIN"] });
			expect((await driver.inspect(spec.name)).state).toBe("running");
		});

		it("says that one was ended for want of memory, that one was killed, and how one ended", async () => {
			const driver = place.driver("well", { environment: { FAKE_BEHAVIOUR: "hungry" } });
			await driver.start(spec);
			expect(await exited(driver)).toMatchObject({ reason: expect.stringContaining("more memory") });
			await driver.end(spec.name);
			const next = place.driver("well");
			await next.start(spec);
			await running(next);
			await place.docker.getContainer(spec.name).kill();
			expect(await exited(next)).toEqual({ state: "exited", exitCode: 137, reason: "it was killed (exit code 137)" });
		});

		it("answers starting until a slow one listens", async () => {
			const driver = place.driver("well", { environment: { FAKE_BEHAVIOUR: "slow" } });
			await driver.start(spec);
			expect(await driver.inspect(spec.name)).toEqual({ state: "starting" });
			await running(driver);
		});

		it("knows nothing while the engine is down or silent, and takes everything for what it is once it is back", async () => {
			const engine = await startEngineSwitch(socketPath);
			ends.push(() => engine.close());
			const patient = place.driver("well", { engine: { socketPath: engine.socketPath } });
			const impatient = place.driver("well", { engine: { socketPath: engine.socketPath }, engineTimeoutMs: 500 });
			await patient.start(spec);
			const before = await running(patient);
			for (const [mode, driver] of [
				["down", patient],
				["silent", impatient],
			] as const) {
				engine.set(mode);
				expect(await driver.inspect(spec.name)).toMatchObject({ state: "unknown" });
				expect(await driver.inspect("test-nobody-inc")).toMatchObject({ state: "unknown" });
				expect(await driver.list()).toBeNull();
				for (const ask of [
					() => driver.start(second),
					() => driver.end(spec.name),
					driver.check,
					() => driver.output(spec.name),
				]) {
					await expect(ask()).rejects.toMatchObject({
						code: "sandbox_failed",
						message: expect.stringContaining("does not answer"),
						hint: expect.stringContaining("docker info"),
					});
				}
				// What runs goes on without the engine.
				expect((await fetch(before.endpoint.agentUrl)).status).toBe(200);
			}
			engine.set("up");
			expect(await patient.inspect(spec.name)).toEqual(before);
			expect(await patient.list()).toEqual([spec.name]);
		});

		it("finds a sandbox as it was after the engine itself was started anew", async () => {
			const first = await startEngine();
			await makeStandInImage(new Dockerode({ socketPath: first.socketPath }));
			const there = await newDockerPlace(first.socketPath);
			const driver = there.driver();
			await driver.start(spec);
			const before = await running(driver);
			const { StartedAt } = (await there.docker.getContainer(spec.name).inspect()).State;
			await first.end();
			expect(await driver.inspect(spec.name)).toMatchObject({ state: "unknown" });
			expect(await driver.list()).toBeNull();
			const next = await startEngine(first.folder);
			ends.push(() => next.stop());
			ends.push(() => there.close());
			expect(await running(driver)).toEqual(before);
			expect((await there.docker.getContainer(spec.name).inspect()).State.StartedAt).toBe(StartedAt);
			expect((await fetch(before.endpoint.agentUrl)).status).toBe(200);
		});

		it("says which image is missing, and leaves nothing behind", async () => {
			const driver = place.driver("well", { image: "storydream-nowhere:1" });
			for (const ask of [() => driver.start(spec), driver.check]) {
				await expect(ask()).rejects.toMatchObject({
					code: "sandbox_failed",
					message: expect.stringContaining("storydream-nowhere:1"),
					hint: expect.stringContaining("SANDBOX_IMAGE"),
				});
			}
			expect(await driver.list()).toEqual([]);
			expect(await place.leftovers(spec.name)).toEqual([]);
		});

		it("touches no container and no network that only has the name of one of its own", async () => {
			const driver = place.driver();
			const foreign = await place.docker.createContainer({
				name: spec.name,
				Image: FAKE_SANDBOX_IMAGE,
				HostConfig: { NetworkMode: "none" },
			});
			ends.push(() => foreign.remove({ force: true }));
			const network = await place.docker.createNetwork({ Name: second.name, Internal: true });
			ends.push(() => network.remove());
			for (const taken of [spec, second]) {
				await expect(driver.start(taken)).rejects.toMatchObject({
					code: "sandbox_failed",
					message: expect.stringContaining(taken.name),
				});
				await driver.end(taken.name);
			}
			expect(await driver.inspect(spec.name)).toEqual({ state: "gone" });
			expect(await driver.output(spec.name)).toBe("");
			expect(await driver.list()).toEqual([]);
			expect((await foreign.inspect()).State.Status).toBe("created");
			expect((await network.inspect()).Name).toBe(second.name);
		});

		it("finds and removes what a studio left that was killed in the middle of a start", async () => {
			const driver = place.driver();
			await driver.start(spec);
			await driver.start(second);
			await place.docker.getContainer(spec.name).remove({ force: true });
			const made = await place.docker.getContainer(second.name).inspect();
			await place.docker.getContainer(second.name).remove({ force: true });
			await place.docker.createContainer({
				name: second.name,
				Image: FAKE_SANDBOX_IMAGE,
				Labels: made.Config.Labels,
				HostConfig: { NetworkMode: second.name },
			});
			const next = place.driver();
			expect((await next.list())?.sort()).toEqual([second.name, spec.name]);
			for (const { name } of [spec, second]) {
				expect(await next.inspect(name)).toMatchObject({ state: "exited", reason: "its start was cut off" });
				await next.end(name);
				expect(await place.leftovers(name)).toEqual([]);
			}
		});

		it("starts many at once, each in a network of its own", async () => {
			const driver = place.driver();
			const specs = Array.from({ length: 6 }, (_, index) => ({
				...spec,
				name: `test-many${index}-inc`,
				sessionId: `many${index}`,
			}));
			await Promise.all(specs.map((each) => driver.start(each)));
			for (const { name } of specs) await running(driver, name);
			const addresses = await Promise.all(specs.map(({ name }) => addressOf(place.docker, name)));
			expect(new Set(addresses).size).toBe(specs.length);
			await Promise.all(specs.map(({ name }) => driver.end(name)));
			expect(await driver.list()).toEqual([]);
		});

		it("starts the relay anew when it is gone or of another release, with sandboxes at the addresses they had", async () => {
			const driver = place.driver();
			await driver.start(spec);
			const before = await running(driver);
			await place.docker.getContainer("test-relay").stop({ t: 0 });
			expect(await running(driver)).toEqual(before);
			const change: Partial<DockerDriverOptions> = { subnets: "10.231.0.0/17" };
			const next = place.driver("well", change);
			await next.start(second);
			await running(next, second.name);
			expect(await running(next)).toEqual(before);
			expect((await fetch(before.endpoint.agentUrl)).status).toBe(200);
			await place.docker.getContainer("test-relay").remove({ force: true });
			await running(driver);
		});

		it("makes a relay anew that runs and does not answer, and logs what the engine knows of it", async () => {
			await place.driver().start(spec);
			const before = await running(place.driver());
			await place.docker.getContainer("test-relay").pause();
			await place.driver("well", { relaySilentMs: 100 }).start(second);
			expect(await running(place.driver())).toEqual(before);
			expect(place.logger.lines).toContainEqual(
				expect.objectContaining({
					text: "the relay does not answer",
					fields: expect.objectContaining({ relay: "test-relay", state: "paused" }),
				}),
			);
		});

		it("opens nothing through the relay to somebody who does not have its key", async () => {
			const driver = place.driver();
			await driver.start(spec);
			const { endpoint } = await running(driver);
			const wrong = [
				endpoint.agentUrl.replace(/\/to\/[0-9a-f]{4}/, "/to/0000"),
				endpoint.agentUrl.replace(/3001$/, "22"),
				endpoint.agentUrl.replace(/\/[0-9.]+\/3001$/, "/169.254.169.254/3001"),
				`${new URL(endpoint.agentUrl).origin}/gateway/${"0".repeat(32)}`,
				`${new URL(endpoint.agentUrl).origin}/`,
			];
			for (const url of wrong) expect((await fetch(url)).status).toBe(404);
		});
	});
});

/** What a piece of JavaScript prints inside a sandbox. */
async function inside(docker: Dockerode, name: string, code: string): Promise<string> {
	const run = await docker
		.getContainer(name)
		.exec({ Cmd: ["node", "-e", code], AttachStdout: true, AttachStderr: true, Tty: true });
	const stream = await run.start({ Tty: true });
	let said = "";
	for await (const part of stream) said += String(part);
	return said.trim();
}

async function addressOf(docker: Dockerode, name: string): Promise<string> {
	return (await docker.getContainer(name).inspect()).NetworkSettings.Networks[name]?.IPAddress ?? "";
}
