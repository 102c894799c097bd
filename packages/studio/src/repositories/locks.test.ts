import { expect, it } from "vitest";
import { Locks } from "./locks.ts";

function signal() {
	let send = () => {};
	const sent = new Promise<void>((resolve) => {
		send = resolve;
	});
	return { send, sent };
}

it("lets one in at a time, in the order they came, whether the one before failed or not", async () => {
	const locks = new Locks();
	const order: string[] = [];
	const first = signal();
	const runs = [
		locks.run("a", async () => {
			await first.sent;
			order.push("first");
			throw new Error("failed");
		}),
		locks.run("a", async () => order.push("second")),
		locks.run("a", async () => order.push("third")),
	];
	const ended = Promise.allSettled(runs);
	await locks.run("b", async () => order.push("another key"));
	first.send();
	expect((await ended).map((result) => result.status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
	expect(order).toEqual(["another key", "first", "second", "third"]);
	expect(await locks.run("a", async () => "again")).toBe("again");
});
