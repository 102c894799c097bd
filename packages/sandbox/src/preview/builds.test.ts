import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import type { ViteDevServer } from "vite";
import { expect, test } from "vitest";
import { BuildErrors } from "./builds.ts";

test("a file that came and went before anybody saw it go is not complained of for ever", async () => {
	const folder = await mkdtemp(join(tmpdir(), "storydream-builds-"));
	try {
		const builds = new BuildErrors((file) => (file.startsWith(folder + sep) ? folder : null));
		const hot: { send(payload: object): void } = { send: () => undefined };
		builds.follow({ environments: { client: { hot } } } as unknown as ViteDevServer);
		const files = ["there.ts", "gone.ts"].map((name) => join(folder, name));
		for (const file of files) {
			await writeFile(file, "const");
			hot.send({ type: "error", err: { message: "Unexpected end of file", id: file } });
		}
		expect(builds.in(folder).map(({ file }) => file)).toEqual(["there.ts", "gone.ts"]);
		await rm(join(folder, "gone.ts"));
		expect(builds.in(folder).map(({ file }) => file)).toEqual(["there.ts"]);
		builds.forget(join(folder, "there.ts"));
		expect(builds.in(folder)).toEqual([]);
	} finally {
		await rm(folder, { recursive: true });
	}
});
