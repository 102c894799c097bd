import { expect, test } from "vitest";
import { checkUser } from "./doctor.ts";

test("a studio that is started as root gets a warning, with another way to start it", () => {
	expect(checkUser(0)).toMatchObject([{ what: "User", state: "limited", next: expect.stringContaining("another user") }]);
	expect(checkUser(1000)).toEqual([]);
	expect(checkUser(undefined)).toEqual([]);
});
