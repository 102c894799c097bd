import { expect, type Page, test } from "@playwright/test";
import { type RunningStudio, startStudio } from "./harness/studio.ts";

/** What a person made by hand, wrote or waits for is never lost, and undo does what it says. One studio, one film. */
test.describe.configure({ mode: "serial" });

let studio: RunningStudio;
let page: Page;

test.beforeAll(async ({ browser }) => {
	studio = await startStudio();
	page = await (await browser.newContext()).newPage();
});
test.afterAll(async () => {
	await page?.context().close();
	await studio?.close();
});

const projectId = () => new URL(page.url()).pathname.split("/").at(-1);
const api = (path: string) => `${studio.url}/api/projects/${projectId()}${path}`;
async function storyboard(): Promise<{ scenes: { id: string; durationInFrames: number; props: Record<string, unknown> }[] }> {
	return (await (await page.request.get(api("/storyboard"))).json()).storyboard;
}
const firstLength = async () => (await storyboard()).scenes[0]?.durationInFrames;
async function versionTitles(): Promise<string[]> {
	const { versions } = await (await page.request.get(api("/versions"))).json();
	return versions.map((version: { title: string }) => version.title);
}
/** Until what was done by hand is stored. */
const saved = () => expect(page.getByTestId("timeline").getByText("Saving…")).toBeHidden();
async function trimFirst(times: number): Promise<void> {
	await page.getByTestId("trim-handle").first().focus();
	for (let press = 0; press < times; press += 1) await page.keyboard.press("ArrowLeft");
}
/** Within the page, so that no press waits for the machine that drives the browser. */
const pressFast = (testId: "undo" | "redo", times: number) =>
	page.getByTestId(testId).evaluate((button, presses) => {
		for (let press = 0; press < presses; press += 1) (button as HTMLButtonElement).click();
	}, times);

test("a second press on Make the film, and a retry after a lost answer, make one project and ask once", async () => {
	const listMayLoad = Promise.withResolvers<void>();
	await page.route("**/toast-list-*.js", (route) => listMayLoad.promise.then(() => route.continue()));
	await page.goto(studio.url);
	let asked = 0;
	await page.route("**/api/projects", async (route) => {
		if (route.request().method() !== "POST") return route.continue();
		asked += 1;
		// The studio makes the project, but its answer is lost.
		if (asked > 1) return route.continue();
		await route.fetch();
		await route.abort("connectionreset");
	});
	await page.getByTestId("prompt-box").fill('A 12 second film about a lamp called "Aurora"');
	const lost = page.waitForEvent("requestfailed");
	await page.getByTestId("new-project").click();
	await lost;
	// What shows messages comes after the first of them.
	listMayLoad.resolve();
	await expect(page.getByText("The studio can't be reached.")).toBeVisible();
	await page.getByTestId("new-project").dblclick();
	await expect(page.getByTestId("tool-card").first()).toBeVisible();
	await page.unroute("**/api/projects");
	await expect(page.getByTestId("stop")).toBeHidden();
	await expect(page.getByTestId("timeline-scene").first()).toBeVisible();
	expect(asked).toBe(2);
	const { projects } = await (await page.request.get(`${studio.url}/api/projects`)).json();
	expect(projects).toHaveLength(1);
	const { messages } = await (await page.request.get(api("/messages"))).json();
	expect(messages).toHaveLength(1);
});

test("undo at once after an edit takes back that edit, by key and by button, and redo makes it again", async () => {
	const before = await firstLength();
	const versions = (await versionTitles()).length;
	await trimFirst(1);
	await page.keyboard.press("Control+z");
	await expect(page.getByTestId("redo")).toBeEnabled();
	await expect.poll(async () => (await versionTitles()).length).toBe(versions + 2);
	expect(await firstLength()).toBe(before);
	expect((await versionTitles())[0]).toMatch(/^Undo “Trim/);

	await page.getByTestId("redo").click();
	await expect.poll(firstLength).toBeLessThan(before ?? 0);
	await page.getByTestId("undo").click();
	await expect.poll(firstLength).toBe(before);
	for (const key of ["Control+Shift+z", "Control+y"]) {
		await page.keyboard.press(key);
		await expect.poll(firstLength).toBeLessThan(before ?? 0);
		await page.keyboard.press("Control+z");
		await expect.poll(firstLength).toBe(before);
	}
	await saved();
});

test("five quick undos are one version, survive a reload, and can be made again", async () => {
	const before = await firstLength();
	for (let edit = 1; edit <= 5; edit += 1) {
		await trimFirst(1);
		await expect.poll(firstLength).toBe((before ?? 0) - edit);
	}
	const after = await firstLength();
	const versions = (await versionTitles()).length;
	await page.reload();
	await expect(page.getByTestId("undo")).toBeEnabled();
	await expect(page.getByTestId("timeline-scene").first()).toBeVisible();
	await pressFast("undo", 5);
	await expect.poll(firstLength).toBe(before);
	await saved();
	expect((await versionTitles()).length).toBe(versions + 1);
	await pressFast("redo", 5);
	await expect.poll(firstLength).toBe(after);
	await saved();
	expect((await versionTitles()).length).toBe(versions + 2);
});

test("in a text field undo is the field's while it has something to undo, then the film's", async () => {
	const composer = page.getByTestId("composer");
	const before = await firstLength();
	await composer.click();
	await page.keyboard.type("a word");
	await page.keyboard.press("Control+z");
	await expect(composer).not.toHaveValue("a word");
	while ((await composer.inputValue()) !== "") await page.keyboard.press("Control+z");
	expect(await firstLength()).toBe(before);
	await page.keyboard.press("Control+z");
	await expect.poll(firstLength).toBeGreaterThan(before ?? 0);
	await page.keyboard.press("Control+y");
	await expect.poll(firstLength).toBe(before);
	await saved();
});

test("a turn is undone as one step and redone", async () => {
	const before = JSON.stringify(await storyboard());
	await page.getByTestId("composer").fill('Change the title to "Borealis"');
	await page.getByTestId("send").click();
	await expect(page.getByTestId("stop")).toBeVisible();
	await expect(page.getByTestId("stop")).toBeHidden();
	await expect.poll(async () => JSON.stringify(await storyboard())).toContain("Borealis");
	await expect(page.getByTestId("undo")).toHaveAccessibleName(/Borealis/);
	await page.getByTestId("undo").click();
	await expect.poll(async () => JSON.stringify(await storyboard())).toBe(before);
	await saved();
	await page.getByTestId("redo").click();
	await expect.poll(async () => JSON.stringify(await storyboard())).toContain("Borealis");
});

test("after Stop what waits is paused, also after a reload, nothing inner is shown, and Continue goes on", async () => {
	const composer = page.getByTestId("composer");
	const send = async (text: string) => {
		await composer.fill(text);
		await page.getByTestId("send").click();
	};
	await send("Make it 20 seconds long");
	await expect(page.getByTestId("stop")).toBeVisible();
	await send("Make the accent colour coral");
	await send("Add a scene that says 'Good night'");
	await expect(page.getByTestId("queue-item")).toHaveCount(2);
	await page.getByTestId("stop").click();
	await expect(page.getByTestId("turn-stopped")).toContainText("Stopped");
	await expect(page.getByTestId("queue-paused")).toContainText("2 messages paused");
	await page.screenshot({ path: test.info().outputPath("paused.png") });
	await page.reload();
	await expect(page.getByTestId("queue-paused")).toContainText("2 messages paused");
	await expect(page.getByTestId("stop")).toBeHidden();
	await page.getByRole("button", { name: "Take this message back" }).last().click();
	await expect(page.getByTestId("queue-item")).toHaveCount(1);
	await page.getByTestId("queue-continue").click();
	await expect(page.getByTestId("queue-paused")).toBeHidden();
	const newest = async () => (await (await page.request.get(api("/messages"))).json()).messages[0];
	await expect.poll(async () => (await newest()).state).toBe("done");
	expect((await newest()).content).toContain("coral");
	await expect(page.getByTestId("stop")).toBeHidden();
	await page
		.getByTestId("tool-card")
		.getByRole("button", { expanded: false })
		.evaluateAll((cards) => cards.map((card) => (card as HTMLButtonElement).click()));
	const shown = await page.getByTestId("chat").innerText();
	expect(shown).not.toMatch(
		/Request interrupted|API Error|tool_use|doesn't want to proceed|system-reminder|tool-results|\[Image|<\w+-\w+>/,
	);
	expect(JSON.stringify(await storyboard())).not.toMatch(/Request interrupted/);
});

test("offline is shown at once, an edit and a message are kept and sent on return, and what was said of it goes", async () => {
	const before = await firstLength();
	const context = page.context();
	await context.setOffline(true);
	// A ping that is not answered would say so after half a minute only.
	await expect(page.getByTestId("connection-banner")).toHaveAttribute("data-state", "lost");
	await trimFirst(1);
	await expect(page.getByTestId("save-offline")).toContainText("saved when it is back");
	await page.getByTestId("composer").fill("just answer: still there?");
	await page.getByTestId("send").click();
	await expect(page.getByTestId("sending")).toContainText("when the connection is back");
	await page.screenshot({ path: test.info().outputPath("offline.png") });
	await context.setOffline(false);
	await expect(page.getByTestId("connection-banner")).toBeHidden();
	await expect(page.getByTestId("save-offline")).toBeHidden();
	await expect(page.getByTestId("sending")).toBeHidden();
	await expect(page.getByTestId("stop")).toBeHidden();
	await expect.poll(firstLength).toBe((before ?? 0) - 1);
	const { messages } = await (await page.request.get(api("/messages"))).json();
	expect(messages.filter((one: { content: string }) => one.content.includes("still there"))).toHaveLength(1);
	await expect(page.getByText("can't be reached")).toBeHidden();
});

for (const width of [390, 1280, 1440]) {
	test(`why an edit was refused can be read whole, with its buttons, at ${width} px`, async () => {
		const size = page.viewportSize();
		await page.setViewportSize({ width, height: width === 390 ? 844 : 800 });
		const detail = `Scene title-1: ${"the field called headline is much longer than it may be, ".repeat(6)}`;
		await page.route("**/storyboard", (route) =>
			route.request().method() === "PUT"
				? route.fulfill({
						status: 422,
						contentType: "application/problem+json",
						body: JSON.stringify({ title: "Refused", status: 422, detail, code: "storyboard_invalid", hint: "Shorten it." }),
					})
				: route.continue(),
		);
		if (width === 390) await page.getByTestId("mobile-timeline").click();
		await trimFirst(1);
		const problem = page.getByTestId("save-problem");
		await expect(problem).toContainText("Shorten it.");
		for (const name of ["Try again", "Take it back"])
			await expect(problem.getByRole("button", { name })).toBeInViewport({ ratio: 1 });
		expect(
			await problem.evaluate(
				(bar) =>
					[...bar.querySelectorAll("*"), bar].filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)
						.length,
			),
		).toBe(0);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
		await page.screenshot({ path: test.info().outputPath(`refused-${width}.png`) });
		await problem.getByRole("button", { name: "Take it back" }).click();
		await expect(problem).toBeHidden();
		await page.unroute("**/storyboard");
		if (size) await page.setViewportSize(size);
	});
}

/** What a film's page may try. Each runs in the preview frame, as the film's own code would. */
const ATTACKS: Record<string, (origin: string) => void> = {
	"spoofed keys of every shortcut": (origin) => {
		const keys = ["z", "y", "Escape", "Delete", "Backspace", "Enter", "d", "p", "f", "?", "s", "e"];
		for (const key of keys) {
			for (const mods of [{}, { ctrl: true }, { meta: true }, { ctrl: true, shift: true }, { alt: true }]) {
				const report = {
					channel: "storydream-preview",
					type: "key",
					key,
					code: "",
					meta: false,
					ctrl: false,
					shift: false,
					alt: false,
				};
				parent.postMessage({ ...report, ...mods }, origin);
			}
		}
	},
	"a choice nobody made": (origin) =>
		parent.postMessage(
			{
				channel: "storydream-preview",
				type: "selected",
				element: { file: "src/Root.tsx", line: 1, column: 1, text: "Spend all there is", tag: "p" },
				frame: 1,
				sceneId: null,
			},
			origin,
		),
	"messages of the studio's own socket": (origin) => {
		for (const type of ["session:keep", "session:end", "message:cancel", "message:send", "undo", "restore"]) {
			parent.postMessage({ type, channel: "storydream-preview" }, origin);
			parent.postMessage(JSON.stringify({ type }), origin);
		}
	},
	"real key events in its own window": () => {
		for (const key of ["z", "Escape"]) window.dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey: true, bubbles: true }));
	},
	"taking the focus": () => {
		window.focus();
		const field = document.body.appendChild(document.createElement("input"));
		field.focus();
	},
	"leading the page away": () => {
		for (const attempt of [
			() => top?.location.assign("about:blank"),
			() => window.open("about:blank", "_top"),
			() => history.go(-1),
			() => parent.history.go(-1),
		]) {
			try {
				attempt();
			} catch {
				// Refused by the browser.
			}
		}
	},
	"entries in the history": () => {
		for (let number = 0; number < 5; number += 1) history.pushState({}, "", `?entry=${number}`);
	},
	"entries by links, anchors and its own address": () => {
		location.hash = "somewhere";
		const link = document.body.appendChild(document.createElement("a"));
		link.href = "#elsewhere";
		link.click();
		window.open("?window", "_self");
	},
	"entries with replaced built-ins": () => {
		Event.prototype.preventDefault = () => {};
		Reflect.apply = () => {};
		Object.defineProperty(Reflect.get(window, "NavigateEvent").prototype, "navigationType", { get: () => "replace" });
		history.pushState({}, "", "?replaced");
	},
};

test("a film's page steers nothing that writes, stops or costs, keeps no session, and traps nobody", async ({ browser }) => {
	const context = await browser.newContext();
	const victim = await context.newPage();
	const said: string[] = [];
	const asked: string[] = [];
	// The session is announced to be put away, and the page says nothing to that.
	await victim.routeWebSocket(/\/ws$/, (socket) => {
		const studioSide = socket.connectToServer();
		socket.onMessage((frame) => {
			said.push(String(frame));
			studioSide.send(frame);
		});
		studioSide.onMessage((frame) => {
			socket.send(frame);
			if (String(frame).includes('"session:ready"')) socket.send(JSON.stringify({ type: "session:idle-soon", leftMs: 900_000 }));
		});
	});
	await victim.goto(studio.url);
	await victim.goto(page.url());
	await expect(victim.getByTestId("idle-banner")).toBeVisible();
	const film = victim.frameLocator('[data-testid="preview-frame"]').locator("body");
	await expect.poll(async () => ((await film.textContent()) ?? "").length).toBeGreaterThan(0);
	await expect(victim.getByTestId("timeline-scene").first()).toBeVisible();
	const versions = (await versionTitles()).length;
	said.length = 0;
	victim.on("request", (request) => {
		if (request.method() !== "GET" && request.frame() === victim.mainFrame()) asked.push(`${request.method()} ${request.url()}`);
	});
	const frame = () => victim.frames().find((one) => one.url().includes("preview.localhost"));

	let held = 0;
	for (const [name, attack] of Object.entries(ATTACKS)) {
		const composer = victim.getByTestId("composer");
		await frame()?.evaluate(attack, studio.url);
		// What a message causes is caused by the time that a later one has been answered.
		await victim.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))));
		expect(asked, name).toEqual([]);
		expect(
			said.filter((one) => !one.includes('"ping"')),
			name,
		).toEqual([]);
		expect(victim.url(), name).toBe(page.url());
		await expect(victim.getByTestId("idle-banner"), name).toBeVisible();
		await expect(victim.getByRole("dialog"), name).toBeHidden();
		expect(await victim.evaluate(() => document.activeElement instanceof HTMLIFrameElement), name).toBe(false);
		await expect(composer, name).toHaveValue("");
		held += 1;
	}
	expect((await versionTitles()).length).toBe(versions);
	await victim.goBack();
	expect(new URL(victim.url()).pathname).toBe("/");
	console.log(`ways of a film's page into the studio's page: ${held} tried, ${held} held`);
	await context.close();
});

test("entries that a page within the film's page adds are gone back over, and the film waits for a press", async ({
	browser,
}) => {
	const context = await browser.newContext();
	const victim = await context.newPage();
	await victim.goto(studio.url);
	await victim.goto(page.url());
	const film = victim.frameLocator('[data-testid="preview-frame"]').locator("body");
	await expect.poll(async () => ((await film.textContent()) ?? "").length).toBeGreaterThan(0);
	await victim
		.frames()
		.find((one) => one.url().includes("preview.localhost"))
		?.evaluate(() => {
			const inner = document.body.appendChild(document.createElement("iframe"));
			inner.contentDocument?.open();
			inner.contentDocument?.close();
			for (let number = 0; number < 5; number += 1) inner.contentWindow?.history.pushState({}, "", `#${number}`);
		});
	await expect(victim.getByTestId("preview-problem")).toContainText("back button");
	await expect(victim.getByTestId("preview-frame")).toBeHidden();
	await victim.goBack();
	expect(new URL(victim.url()).pathname).toBe("/");
	await context.close();
});
