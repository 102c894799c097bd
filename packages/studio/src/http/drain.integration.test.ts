import { Agent, request } from "node:http";
import { afterEach, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { type Harness, STORYBOARD, startHarness } from "./testing/harness.ts";

let studio: Harness;
afterEach(() => studio.close());

/** On a connection that is kept: after the studio stops listening, no new one can be made. */
function ask(agent: Agent, path: string, method = "GET") {
	return new Promise<{ status: number; body: string }>((resolve, reject) => {
		const outgoing = request({ host: "127.0.0.1", port: studio.port, path, method, agent }, (answer) => {
			let body = "";
			answer.on("data", (text) => {
				body += text;
			});
			answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body }));
		});
		outgoing.on("error", reject);
		outgoing.end();
	});
}

test("a studio that stops says so first, takes nothing new, and finishes what it has", async () => {
	studio = await startHarness();
	const project = await studio.project({ name: "Last edit" });
	const gate = Promise.withResolvers<void>();
	studio.sessions.gate = gate.promise;
	const asked = vi.spyOn(studio.sessions, "putStoryboard");
	const edit = studio.json(`/api/projects/${project.id}/storyboard`, {
		method: "PUT",
		send: { baseCommitSha: project.currentCommitSha, storyboard: { ...STORYBOARD, fps: 24 } },
	});
	await vi.waitFor(() => expect(asked).toHaveBeenCalled());
	const socket = new WebSocket(`ws://127.0.0.1:${studio.port}/ws`);
	await new Promise((resolve) => socket.once("open", resolve));
	const closed = new Promise<number>((resolve) => socket.once("close", resolve));

	const agent = new Agent({ keepAlive: true });
	expect((await ask(agent, "/readyz")).status).toBe(200);
	let drained = false;
	const draining = studio.server.drain({ graceMs: 20_000 }).then(() => {
		drained = true;
	});
	const ready = await ask(agent, "/readyz");
	expect(ready.status).toBe(503);
	expect(JSON.parse(ready.body).status).toBe("draining");
	expect((await ask(agent, "/livez")).status).toBe(200);
	const refused = await ask(agent, "/api/projects");
	expect(refused.status).toBe(503);
	expect(JSON.parse(refused.body).code).toBe("shutting_down");
	expect(drained).toBe(false);

	gate.resolve();
	expect((await edit).status).toBe(200);
	await draining;
	await studio.server.close();
	expect(await closed).toBe(1001);
	await expect(fetch(`${studio.url}/livez`)).rejects.toThrow();
	agent.destroy();
});

test("a request that never ends does not keep it from stopping", async () => {
	studio = await startHarness();
	const project = await studio.project({ name: "Stuck" });
	studio.sessions.gate = new Promise(() => {});
	const asked = vi.spyOn(studio.sessions, "putStoryboard");
	const stuck = studio
		.json(`/api/projects/${project.id}/storyboard`, {
			method: "PUT",
			send: { baseCommitSha: project.currentCommitSha, storyboard: STORYBOARD },
		})
		.catch(() => "cut");
	await vi.waitFor(() => expect(asked).toHaveBeenCalled());
	await studio.server.drain({ graceMs: 100 });
	await studio.server.close();
	expect(await stuck).toBe("cut");
});

test("until running sandboxes are adopted, what comes deadlines, and only health is answered", async () => {
	studio = await startHarness({ open: false });
	const early = fetch(`${studio.url}/api/projects`);
	const socket = new WebSocket(`ws://127.0.0.1:${studio.port}/ws`);
	const connected = new Promise<void>((resolve) => socket.once("open", () => resolve()));
	const preview = fetch(`${studio.url}/`, { headers: { accept: "text/html" } });
	expect((await fetch(`${studio.url}/livez`)).status).toBe(200);
	expect((await fetch(`${studio.url}/readyz`)).status).toBe(503);
	let answered = 0;
	for (const one of [early, connected, preview]) {
		void one.then(() => {
			answered += 1;
		});
	}
	expect((await fetch(`${studio.url}/api/health`)).status).toBe(200);
	expect(answered).toBe(0);
	studio.server.open();
	expect((await early).status).toBe(200);
	expect((await preview).status).toBe(200);
	await connected;
	expect((await fetch(`${studio.url}/readyz`)).status).toBe(200);
	socket.terminate();
});
