import { readdir, readFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { createProject, follow } from "@storydream/e2e/harness/follower";
import { startStudio } from "@storydream/e2e/harness/studio";
import { PREVIEW_ACCESS_HEADER, previewAccessToken } from "@storydream/protocol/preview-access";
import type { Figure } from "../harness/figures.ts";

const REQUESTS = 300;

/** What the studio's proxy adds to a request of the preview page: the same file requested both ways, in turn. */
export async function proxyLatency(): Promise<Figure[]> {
	const studio = await startStudio({ WARM_POOL: "0" });
	try {
		const session = await follow(studio.url, (await createProject(studio.url)).id);
		const { message } = await session.until("session:ready");
		const preview = new URL(message.previewUrl);
		const [sandbox] = await readdir(join(studio.dataDir, "sandboxes"));
		const endpoint: unknown = JSON.parse(
			await readFile(join(studio.dataDir, "sandboxes", sandbox ?? "", "endpoint.json"), "utf8"),
		);
		if (typeof endpoint !== "object" || endpoint === null || !("previewPort" in endpoint))
			throw new Error("no port of the preview");
		const access = accessOf(studio.dataDir);
		const direct: number[] = [];
		const proxied: number[] = [];
		const added: number[] = [];
		for (let one = 0; one < REQUESTS; one += 1) {
			const without = await timeOf(Number(endpoint.previewPort), preview.host, access);
			const through = await timeOf(Number(preview.port), preview.host);
			if (one < 20) continue;
			direct.push(without);
			proxied.push(through);
			added.push(through - without);
		}
		await session.end();
		return [
			{ question: "a file of the preview, from the sandbox itself", unit: "ms", samples: direct },
			{ question: "the same file through the studio's proxy", unit: "ms", samples: proxied },
			{ question: "what the proxy adds", unit: "ms", samples: added, goal: 5 },
		];
	} finally {
		await studio.close();
	}
}

/** What the proxy shows the preview server, made from the session's record. */
function accessOf(dataDir: string): Record<string, string> {
	const records = new DatabaseSync(join(dataDir, "records.db"), { readOnly: true });
	try {
		const row = records.prepare("SELECT sandboxToken FROM sessions WHERE state = 'ready' AND projectId IS NOT NULL").get();
		return { [PREVIEW_ACCESS_HEADER]: previewAccessToken(String(row?.sandboxToken)) };
	} finally {
		records.close();
	}
}

/** A new connection each time, as a page that is opened makes them. */
function timeOf(port: number, host: string, access: Record<string, string> = {}): Promise<number> {
	return new Promise((resolve, reject) => {
		const begun = performance.now();
		const asked = request(
			{ host: "127.0.0.1", port, path: "/@vite/client", headers: { host, ...access }, agent: false },
			(answer) => {
				if (answer.statusCode !== 200) reject(new Error(`the preview answered ${answer.statusCode}`));
				answer.resume();
				answer.once("end", () => resolve(performance.now() - begun));
			},
		);
		asked.once("error", reject);
		asked.end();
	});
}
