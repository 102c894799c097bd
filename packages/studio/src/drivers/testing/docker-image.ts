import { execFile, spawn } from "node:child_process";
import { copyFile, mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { finished } from "node:stream/promises";
import { promisify } from "node:util";
import type Dockerode from "dockerode";
import { findProgram } from "./docker-engine.ts";

const run = promisify(execFile);
const SANDBOX_SRC = path.resolve(import.meta.dirname, "../../../../sandbox/src");
/** Image with Node, an init, the relay, and the fake where the sandbox would be. */
export const FAKE_SANDBOX_IMAGE = "storydream-fake:test";

/** Makes the image out of this machine's own Node and the libraries it needs: nothing is fetched. A few seconds. */
export async function makeStandInImage(docker: Dockerode): Promise<void> {
	const root = await mkdtemp(path.join(os.tmpdir(), "sd-image-"));
	try {
		const put = async (from: string, to: string) => {
			await mkdir(path.dirname(path.join(root, to)), { recursive: true });
			await copyFile(await realpath(from), path.join(root, to));
		};
		const inits = await Promise.all(["tini-static", "tini", "docker-init"].map(findProgram));
		const init = inits.find((each) => each !== null) ?? null;
		await put(process.execPath, "/usr/local/bin/node");
		if (init !== null) await put(init, "/sbin/init");
		for (const program of [process.execPath, init].filter((each) => each !== null)) {
			for (const library of await librariesOf(program)) await put(library, library);
		}
		for (const folder of ["tmp", "proc", "sys", "dev", "etc", "sandbox"])
			await mkdir(path.join(root, folder), { recursive: true });
		await put(path.join(SANDBOX_SRC, "relay.ts"), "/app/packages/sandbox/src/relay.ts");
		await put(path.join(import.meta.dirname, "fake-sandbox.ts"), "/app/packages/sandbox/src/main.ts");
		const tar = spawn("tar", ["-C", root, "-c", "."], { stdio: ["ignore", "pipe", "inherit"] });
		const [repo, tag] = FAKE_SANDBOX_IMAGE.split(":");
		const changes = [
			"ENV PATH=/usr/local/bin",
			...(init === null ? [] : ['ENTRYPOINT ["/sbin/init", "--"]']),
			'CMD ["node", "/app/packages/sandbox/src/main.ts"]',
		];
		const answer = await docker.importImage(tar.stdout, { repo, tag, changes });
		answer.resume();
		await finished(answer, { writable: false });
		await docker.getImage(FAKE_SANDBOX_IMAGE).inspect();
	} finally {
		await rm(root, { recursive: true, force: true });
	}
}

/** Files the loader needs for a program; none for one that is linked statically. */
async function librariesOf(program: string): Promise<string[]> {
	const { stdout } = await run("ldd", [program]).catch(() => ({ stdout: "" }));
	return [...new Set(stdout.match(/\/[^\s)]+/g) ?? [])].filter((file) => file !== program);
}
