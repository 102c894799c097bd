import { describe } from "vitest";
import { driverContract } from "./driver.contract.ts";
import { dockerSocket, newDockerPlace } from "./testing/docker-under-test.ts";

describe.skipIf(dockerSocket === null)("the Docker driver", () => {
	const socketPath = dockerSocket ?? "";
	driverContract("containers, with a stand-in", ["well", "dies", "never", "stubborn", "runaway"], () =>
		newDockerPlace(socketPath),
	);
});
