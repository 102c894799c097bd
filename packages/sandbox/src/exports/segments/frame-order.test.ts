import fc from "fast-check";
import { expect, test } from "vitest";
import { inFrameOrder } from "./frame-order.ts";

test("frames that come in any order are taken in theirs, one at a time", async () => {
	await fc.assert(
		fc.asyncProperty(fc.shuffledSubarray([...Array(30).keys()], { minLength: 1 }), async (arriving) => {
			const wanted = arriving.toSorted((a, b) => a - b);
			const taken: number[] = [];
			let busy = false;
			const order = inFrameOrder<string>(wanted, async (item, frame) => {
				expect(busy).toBe(false);
				busy = true;
				await Promise.resolve();
				busy = false;
				expect(item).toBe(`frame ${frame}`);
				taken.push(frame);
			});
			for (const frame of arriving) void order.put(`frame ${frame}`, frame);
			await order.finish();
			expect(taken).toEqual(wanted);
		}),
	);
});

test("a frame that never came is named", async () => {
	const order = inFrameOrder<string>([4, 5], async () => undefined);
	await order.put("x", 4);
	await expect(order.finish()).rejects.toThrow("frame 5 was not drawn");
});

test("what went wrong with a frame is what is reported in the end", async () => {
	const order = inFrameOrder<string>([1, 2], () => Promise.reject(new Error("the disk is full")));
	await expect(order.put("x", 1)).rejects.toThrow("the disk is full");
	await expect(order.finish()).rejects.toThrow("the disk is full");
});
