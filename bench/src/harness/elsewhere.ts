import { once } from "node:events";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { personsBrowser } from "@storydream/e2e/harness/browser";
import { type Browser, chromium } from "playwright-core";

/**
 * A browser on another machine than the engine, as nearly as one machine allows: in a network of its own, where it hears
 * nothing of the networks that containers are given, with one way to the studio. A browser beside the engine hears of each,
 * up to two seconds late, and breaks off what it loads (ERR_NETWORK_CHANGED).
 */
export async function launchElsewhere(studioUrl: string): Promise<{ browser: Browser; close(): Promise<void> }> {
	const folder = await mkdtemp(join(tmpdir(), "storydream-elsewhere-"));
	const port = Number(new URL(studioUrl).port);
	const way = join(folder, "way");
	const ends = createServer((from) => {
		const to = connect(port, "127.0.0.1");
		from.pipe(to).pipe(from);
		from.once("error", () => to.destroy());
		to.once("error", () => from.destroy());
	});
	ends.listen(way);
	await once(ends, "listening");
	const close = async () => {
		ends.close();
		await rm(folder, { recursive: true, force: true, maxRetries: 5 });
	};
	try {
		const browser = await launch(folder, way, port);
		return {
			browser,
			async close() {
				await browser.close();
				await close();
			},
		};
	} catch (error) {
		await close();
		throw error;
	}
}

/** @param way the socket that leads to the studio, which listens on `port` */
async function launch(folder: string, way: string, port: number): Promise<Browser> {
	const options = await personsBrowser();
	const quoted = [
		process.execPath,
		join(import.meta.dirname, "elsewhere-process.ts"),
		way,
		String(port),
		options.executablePath ?? "",
	]
		.map((word) => `'${word.replaceAll("'", "'\\''")}'`)
		.join(" ");
	const program = join(folder, "browser");
	await writeFile(program, `#!/bin/sh\nexec bwrap --dev-bind / / --unshare-net --die-with-parent -- ${quoted} "$@"\n`);
	await chmod(program, 0o700);
	return chromium.launch({ ...options, executablePath: program }).catch((error: unknown) => {
		console.error(
			`no network of its own for the browser (it needs bwrap): it runs beside the engine. ${String(error).split("\n")[0]}`,
		);
		return chromium.launch(options);
	});
}
