import { describe, expect, it } from "vitest";
import { createStartGate } from "./start-gate.ts";

function gate(places: number, waitMs = 60_000) {
	const made = createStartGate({ places, waitMs });
	const inside = new Set<string>();
	const reported: string[] = [];
	const enter = (id: string) => made.enter(id, (before) => void reported.push(`${id}:${before}`)).then(() => void inside.add(id));
	return { made, inside, reported, enter };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("the gate of starts", () => {
	it("lets so many in at once, and the others in their order as places become free", async () => {
		const { made, inside, reported, enter } = gate(2);
		for (const id of ["a", "b", "c", "d"]) void enter(id);
		await turn();
		expect([...inside]).toEqual(["a", "b"]);
		made.leave("b");
		await turn();
		expect([...inside]).toEqual(["a", "b", "c"]);
		expect(reported).toEqual(["c:1", "d:2", "d:1"]);
		made.leave("a");
		await turn();
		expect([...inside]).toEqual(["a", "b", "c", "d"]);
	});

	it("lets one that is ended while it waits go, with a reason", async () => {
		const { made, inside, enter } = gate(1);
		await enter("a");
		const waiting = enter("b");
		const third = enter("c");
		made.leave("b");
		await expect(waiting).rejects.toMatchObject({ code: "conflict" });
		made.leave("a");
		made.leave("a");
		await third;
		expect([...inside]).toEqual(["a", "c"]);
	});

	it("refuses one that has waited too long, and keeps its place for nobody", async () => {
		const { made, enter } = gate(1, 10);
		await enter("a");
		await expect(enter("b")).rejects.toMatchObject({ code: "too_many" });
		made.leave("a");
		await enter("c");
	});
});
