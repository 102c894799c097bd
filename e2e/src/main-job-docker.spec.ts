import { test } from "@playwright/test";
import { describeMainJob } from "./harness/main-job.ts";
import { startStudio } from "./harness/studio.ts";

const socket = process.env.STORYDREAM_TEST_DOCKER ?? "";

describeMainJob("in containers of a Docker engine", start, { seconds: 5, exportScale: 0.5 });

async function start() {
	test.skip(socket === "", "STORYDREAM_TEST_DOCKER does not name the socket of a Docker engine with the sandbox's image.");
	return startStudio({ DRIVER: "docker", DOCKER_HOST: `unix://${socket}`, SESSION_IDLE_MINUTES: "30" });
}
