import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { findBrowser, launchBrowser } from "../browser/index.ts";
import { buildPreviewSeed, type Preview, startPreview } from "../preview/index.ts";
import { FIXTURE_FILES, type Fixture, makeFixture } from "../preview/testing/fixture.ts";
import { type Camera, createCamera } from "./index.ts";

let fixture: Fixture;
let preview: Preview;
let camera: Camera;
const BOX = FIXTURE_FILES["src/scenes/Box.tsx"] ?? "";

beforeAll(async () => {
	fixture = await makeFixture();
	preview = await startPreview({
		projectDir: fixture.project,
		versionsDir: fixture.versions,
		cacheDir: join(fixture.dir, "vite"),
		cacheSeed: await buildPreviewSeed(join(tmpdir(), "storydream-test-seed")),
		host: "127.0.0.1",
		port: 0,
		allowedHostSuffix: ".preview.localhost",
	});
	camera = createCamera({ preview, browser: () => findBrowser(), tmpDir: join(fixture.dir, "tmp") });
});

afterAll(async () => {
	await camera?.close();
	await preview?.close();
	await fixture?.remove();
});

afterEach(async () => {
	await fixture.write("src/scenes/Box.tsx", BOX);
	await fixture.storyboard();
});

const take = (frames: number[], size = 320) => camera.take({ frames, size, timeoutMs: 30_000 });

/** The colour in the middle of a JPEG: decoded by a browser, because that is what reads it later. */
async function middleColour(picture: { data: string }): Promise<number[]> {
	const found = await findBrowser();
	if (!found) throw new Error("no browser");
	const browser = await launchBrowser(found, { allowed: [] });
	try {
		const page = await browser.newPage();
		const colour: unknown = await page.evaluate(
			`(async () => {
				const image = new Image();
				image.src = "data:image/jpeg;base64,${picture.data}";
				await image.decode();
				const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
				canvas.drawImage(image, 0, 0);
				return [image.width, image.height, ...canvas.getImageData(image.width / 2, image.height / 2, 1, 1).data];
			})()`,
		);
		return colour as number[];
	} finally {
		await browser.close();
	}
}

test("pictures are JPEGs of the film's shape, and differ where the film moves", async () => {
	const { pictures } = await take([0, 20, 40]);
	expect(pictures.map(({ frame, mediaType, width, height }) => ({ frame, mediaType, width, height }))).toEqual(
		[0, 20, 40].map((frame) => ({ frame, mediaType: "image/jpeg", width: 320, height: 180 })),
	);
	for (const { data } of pictures) expect(Buffer.from(data, "base64").subarray(0, 3).toString("hex")).toBe("ffd8ff");
	expect(new Set(pictures.map((picture) => picture.data)).size).toBe(3);
	expect((await take([0])).pictures[0]?.data).toBe(pictures[0]?.data);
});

test("a picture shows the edit that was saved just before it was requested", async () => {
	await fixture.storyboard((storyboard) => {
		storyboard.width = 360;
		storyboard.height = 640;
		storyboard.scenes.splice(1, 1, { id: "box-1", scene: "Box", durationInFrames: 30, props: { colour: "#3366cc" } });
	});
	const [picture] = (await take([45])).pictures;
	if (!picture) throw new Error("no picture");
	expect(picture).toMatchObject({ width: 180, height: 320 });
	const [width, height, red = 0, green = 0, blue = 0] = await middleColour(picture);
	expect([width, height]).toEqual([180, 320]);
	expect(Math.max(Math.abs(red - 0x33), Math.abs(green - 0x66), Math.abs(blue - 0xcc))).toBeLessThan(8);
});

test("a picture waits for what the film waits for", async () => {
	await fixture.write(
		"src/scenes/Box.tsx",
		`import { useEffect, useState } from "react";
import { useDelayRender } from "remotion";
import { z } from "zod";
export const boxSchema = z.object({ colour: z.string() });
export const Box = () => {
	const { delayRender, continueRender } = useDelayRender();
	const [handle] = useState(() => delayRender("data"));
	const [colour, setColour] = useState("#000000");
	useEffect(() => {
		const timer = setTimeout(() => { setColour("#cc3366"); continueRender(handle); }, 400);
		return () => clearTimeout(timer);
	}, [handle, continueRender]);
	return <div style={{ width: "100%", height: "100%", background: colour }} />;
};
`,
	);
	const [picture] = (await take([45])).pictures;
	if (!picture) throw new Error("no picture");
	const [, , red = 0] = await middleColour(picture);
	expect(Math.abs(red - 0xcc)).toBeLessThan(8);
});

test("without a wish the frame is one that shows the film, and frames past the end mean the last one", async () => {
	expect((await take([])).pictures.map((picture) => picture.frame)).toEqual([18]);
	expect((await take([9_999])).pictures.map((picture) => picture.frame)).toEqual([59]);
});

test("requests at the same time are answered one after the other", async () => {
	const answers = await Promise.all([take([1]), take([2], 640), take([3])]);
	expect(answers.flatMap(({ pictures }) => pictures.map(({ frame, width }) => [frame, width]))).toEqual([
		[1, 320],
		[2, 640],
		[3, 320],
	]);
});

test("a film that throws is inspected scene by scene, and a mended one has no errors", async () => {
	await fixture.write("src/scenes/Box.tsx", BOX.replace("<AbsoluteFill>", "<AbsoluteFill>{null.colour}"));
	const errors = await camera.inspectErrors();
	expect(errors).toMatchObject([{ kind: "render", component: "Box", sceneId: "box-1", frame: 30 }]);
	expect(errors[0]?.file).toMatch(/^src\/scenes\/Box\.tsx:7:/);
	await fixture.write("src/scenes/Box.tsx", BOX);
	expect(await camera.inspectErrors()).toEqual([]);
	expect(preview.errors()).toEqual([]);
});

test("a film of many scenes is drawn to its last one, and what was not drawn in time is named", async () => {
	await fixture.write("src/scenes/Box.tsx", BOX.replace("<AbsoluteFill>", "<AbsoluteFill>{null.colour}"));
	await fixture.storyboard((storyboard) => {
		const [title, box] = storyboard.scenes;
		if (!title || !box) throw new Error("no scenes");
		storyboard.scenes = [...Array.from({ length: 60 }, (_, index) => ({ ...title, id: `title-${index + 1}` })), box];
	});
	const found = await camera.inspect(60_000);
	expect(found.errors).toMatchObject([{ kind: "render", sceneId: "box-1" }]);
	expect(found).toMatchObject({ undrawn: [], drawable: true });
	await fixture.write("src/scenes/Box.tsx", BOX);
	await fixture.storyboard();
});

test("a storyboard with a mistake is refused with its sentence", async () => {
	await fixture.storyboard((storyboard) => {
		for (const scene of storyboard.scenes) scene.durationInFrames = 0;
	});
	await expect(take([0])).rejects.toMatchObject({
		code: "storyboard_invalid",
		message: expect.stringContaining('scene 1 ("title-1", Title)'),
	});
});

test("a film that never finishes loading ends at the deadline, in words, and the next picture works", async () => {
	await fixture.write("src/scenes/Box.tsx", `${BOX}\nwhile (true) {}\n`);
	await expect(camera.take({ frames: [0], size: 320, timeoutMs: 4_000 })).rejects.toMatchObject({ code: "sandbox_timeout" });
	await fixture.write("src/scenes/Box.tsx", BOX);
	expect((await take([0])).pictures).toHaveLength(1);
});

test("the catalog can be requested when nobody has the page open", async () => {
	expect((await camera.catalog())?.scenes.map((scene) => scene.scene)).toEqual(["Title", "Box"]);
});

test("a film can't reach other services of this machine", async () => {
	let asked = 0;
	const service = createServer((_request, response) => {
		asked += 1;
		response.setHeader("access-control-allow-origin", "*");
		response.end("secret");
	});
	await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
	const address = service.address();
	const url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/`;
	try {
		await fixture.write(
			"src/scenes/Box.tsx",
			`${BOX}\nfetch("${url}", { mode: "no-cors" }).catch(() => {});\nnew Image().src = "${url}";\n`,
		);
		await camera.inspectErrors();
		expect(asked).toBe(0);
	} finally {
		service.close();
	}
});

test("without a browser the code says so", async () => {
	const blind = createCamera({ preview, browser: async () => null });
	await expect(blind.take({ frames: [], size: 320, timeoutMs: 5_000 })).rejects.toMatchObject({ code: "browser_missing" });
	await blind.close();
	await expect(blind.take({ frames: [], size: 320, timeoutMs: 5_000 })).rejects.toMatchObject({ code: "shutting_down" });
});

test("a request whose time is up before its turn comes gets an error, and leaves nothing behind that ends the process", async () => {
	const unhandled: unknown[] = [];
	const onUnhandled = (reason: unknown) => void unhandled.push(reason);
	process.on("unhandledRejection", onUnhandled);
	try {
		const first = take([0]);
		const late = camera.take({ frames: [0], size: 320, timeoutMs: 1 });
		await expect(late).rejects.toMatchObject({ code: "sandbox_timeout" });
		await first;
		expect(unhandled).toEqual([]);
	} finally {
		process.off("unhandledRejection", onUnhandled);
	}
});
