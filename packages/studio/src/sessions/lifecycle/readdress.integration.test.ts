import net, { type Server } from "node:net";
import { afterAll, afterEach, beforeEach, expect, it } from "vitest";
import { confinementHere } from "../../drivers/process/testing/confinement.ts";
import { type PromptModel, startPromptModel } from "../testing/prompt-model.ts";
import { newPlace, QUIET_SANDBOX, type TestPlace, until } from "../testing/studio-harness.ts";

const held = await confinementHere({ sandboxMain: QUIET_SANDBOX });
afterAll(() => held.remove());

let model: PromptModel;
let place: TestPlace;
let elsewhere: Server | null = null;

beforeEach(async () => {
	model = await startPromptModel();
	place = await newPlace(model.url);
});
afterEach(async () => {
	await place.close();
	elsewhere?.close();
	elsewhere = null;
	await model.close();
});

/** The gateway at another host and port of this machine, as that of a studio that was started anew. */
async function gatewayAt(host: string, to: PromptModel): Promise<string> {
	const server = net.createServer((client) => {
		const onward = net.connect(Number(new URL(to.url).port), "127.0.0.1");
		client.pipe(onward).pipe(client);
		client.on("error", () => onward.destroy());
		onward.on("error", () => client.destroy());
	});
	await new Promise<void>((resolve) => server.listen(0, host, resolve));
	elsewhere = server;
	const address = server.address();
	if (typeof address !== "object" || address === null) throw new Error("it has no address");
	return `http://${host}:${address.port}`;
}

for (const { what, host, inside } of [
	{ what: "port", host: "127.0.0.1", inside: false },
	{ what: "host", host: "127.0.0.2", inside: false },
	{ what: "host and port, with walls around it,", host: "127.0.0.2", inside: true },
]) {
	it.runIf(!inside || held.walls !== null)(
		`a sandbox that a studio at another ${what} adopts reaches the model, at once and again`,
		async () => {
			const gatewayBySocket = true;
			const walls = inside ? { gatewayBySocket, walls: held } : { gatewayBySocket };
			const first = await place.studio({ sandboxMain: QUIET_SANDBOX, ...walls });
			const projectId = await first.newProject();
			const before = await first.follow(projectId);
			await first.sessions.sendMessage(projectId, { id: "message-1", content: "write a note" });
			await before.waitFor("agent:complete");
			const record = await first.records.sessions.findByProject(projectId);
			await first.stop();
			// What listened at the old address is gone with the old studio.
			await model.close();
			model = await startPromptModel();

			const second = await place.studio({ sandboxMain: QUIET_SANDBOX, ...walls, gatewayUrl: await gatewayAt(host, model) });
			const page = await second.follow(projectId);
			for (const [index, id] of ["message-2", "message-3"].entries()) {
				await second.sessions.sendMessage(projectId, { id, content: "hello" });
				await until(`${id} has ended`, () => page.of("agent:complete").length > index);
			}
			expect(page.of("agent:complete").map(({ outcome }) => outcome)).toEqual(["done", "done"]);
			// The very same sandbox: it was adopted, not started anew.
			expect((await second.records.sessions.findByProject(projectId))?.sandboxName).toBe(record?.sandboxName);
		},
	);
}
