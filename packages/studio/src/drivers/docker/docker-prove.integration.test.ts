import { describe, expect, it } from "vitest";
import { FAKE_SANDBOX_IMAGE } from "../testing/docker-image.ts";
import { dockerSocket } from "../testing/docker-under-test.ts";
import { proveDocker } from "./prove.ts";

describe.skipIf(dockerSocket === null)("what a real engine says when it is looked at", () => {
	const socketPath = dockerSocket ?? "";

	it("is there, with its image and its networks", async () => {
		const proofs = await proveDocker({ image: FAKE_SANDBOX_IMAGE, network: "none", allowEgress: false }, { socketPath });
		expect(proofs).toEqual([
			{ what: "Docker engine", state: "ok", detail: expect.stringMatching(/^\d+\.\d+.*docker\.sock$/) },
			{ what: "Sandbox image", state: "ok", detail: expect.stringContaining(FAKE_SANDBOX_IMAGE) },
			{ what: "Network of the studio", state: "ok", detail: "none" },
		]);
	});

	it("knows no image and no network that were never made", async () => {
		const proofs = await proveDocker(
			{ image: "storydream-none", network: "storydream-none", allowEgress: false },
			{ socketPath },
		);
		expect(proofs.map(({ what, state }) => [what, state])).toEqual([
			["Docker engine", "ok"],
			["Sandbox image", "missing"],
			["Network of the studio", "missing"],
		]);
		for (const { next } of proofs.slice(1)) expect(next).toMatch(/\w/);
	});
});
