import { stat } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { freePorts } from "@storydream/sandbox/testing";
import { type ContainedStudio, startContainedStudio } from "./harness/compose.ts";
import { hasNginx, type RunningNginx, startNginx } from "./harness/nginx.ts";

/*
 * What deploy/compose.yaml starts: the studio's own image in a container, sandboxes in containers beside it, nginx with TLS
 * in front. (nginx itself runs on this machine, with the same configuration: no image of it can be pulled here.)
 */
test.describe.configure({ mode: "serial" });

const socket = process.env.STORYDREAM_TEST_DOCKER ?? "";
const image = process.env.STUDIO_IMAGE ?? "storydream-studio";
let studio: ContainedStudio;
let nginx: RunningNginx;
let page: Page;

test.beforeAll(async ({ browser }) => {
	const there = socket !== "" && (await hasNginx());
	if (process.env.CI) expect(there, "a Docker engine and nginx must be there in CI").toBe(true);
	test.skip(!there, "It needs nginx, and an engine with both images that STORYDREAM_TEST_DOCKER names.");
	test.setTimeout(180_000);
	const [http = 0, https = 0] = await freePorts(2);
	studio = await startContainedStudio(socket, image, {
		PUBLIC_URL: `https://localhost:${https}`,
		DOCKER_SOCKET_GROUP: String((await stat(socket)).gid),
		SANDBOX_IMAGE: process.env.SANDBOX_IMAGE ?? "storydream-sandbox",
	});
	nginx = await startNginx({ studio: studio.address, http, https });
	page = await (await browser.newContext({ ignoreHTTPSErrors: true })).newPage();
});
test.afterAll(async () => {
	await page?.context().close();
	await nginx?.close();
	await studio?.close();
});

const film = () => page.frameLocator('[data-testid="preview-frame"]').locator("body");
const filmShows = (words: string) =>
	expect
		.poll(async () => ((await film().textContent()) ?? "").replace(/\s/g, ""), { timeout: 90_000 })
		.toContain(words.replace(/\s/g, ""));

test("a film is made in a container beside the studio's, and shown through nginx", async () => {
	// A network that the engine makes at this moment, for the spare, cuts off what a browser is just loading.
	await expect(async () => {
		await page.goto(nginx.url);
		await expect(page.getByTestId("prompt-box")).toBeVisible({ timeout: 5_000 });
	}).toPass({ timeout: 60_000 });
	await page.getByTestId("prompt-box").fill('A 6 second film called "Boxes"');
	await page.getByTestId("new-project").click();
	await expect(page.getByTestId("timeline-scene").first()).toBeVisible({ timeout: 60_000 });
	await expect(page.getByTestId("stop")).toBeHidden({ timeout: 90_000 });
	await page.getByTestId("timeline-scene").first().click();
	await filmShows("Boxes");
});

test("the studio has the engine's socket and no other right, and its sandboxes do not have it", async () => {
	expect(await studio.inside("id", "-u")).toEqual({ code: 0, output: "1000" });
	expect((await studio.inside("touch", "/app/x")).output).toContain("Read-only file system");
	expect((await studio.inside("grep", "CapEff", "/proc/1/status")).output).toMatch(/0{16}$/);
	const label = `label=storydream.install=${await studio.install()}`;
	const sandboxes = (await studio.docker("ps", "--quiet", "--filter", label, "--filter", "label=storydream.role=sandbox")).split(
		"\n",
	);
	expect(sandboxes.length).toBeGreaterThan(0);
	for (const sandbox of sandboxes) {
		expect(await studio.docker("inspect", "--format", "{{json .Mounts}}", sandbox)).toBe("[]");
	}
});

test("another studio's container takes the session over, and the page goes on in it", async () => {
	const label = `label=storydream.install=${await studio.install()}`;
	const sandboxes = () =>
		studio.docker("ps", "--quiet", "--no-trunc", "--filter", label, "--filter", "label=storydream.role=sandbox");
	const before = await sandboxes();
	await studio.replace();
	await page.getByTestId("composer").fill('Change the title to "More boxes"');
	await expect(page.getByTestId("send")).toBeEnabled({ timeout: 30_000 });
	await page.getByTestId("send").click();
	await filmShows("More boxes");
	expect((await sandboxes()).split("\n")).toEqual(expect.arrayContaining(before.split("\n")));
	expect(await studio.log()).toContain("a running sandbox was adopted");
});
