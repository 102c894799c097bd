import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { ViteDevServer } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveCompiled } from "./compiled.ts";

const modules = new Map<string, { transformResult: { code: string; etag: string; map: object } | null }>([
	["/@fs/film/src/Title.tsx", { transformResult: { code: "export const a = 'ä';", etag: 'W/"1"', map: { mappings: "AAAA" } } }],
	["/@fs/film/src/Ändert.tsx", { transformResult: { code: "export {};", etag: 'W/"2"', map: {} } }],
	["/@fs/film/src/Changed.tsx", { transformResult: null }],
]);
const vite = { environments: { client: { moduleGraph: { urlToModuleMap: modules } } } } as unknown as ViteDevServer;
let server: Server;

beforeAll(async () => {
	const serve = serveCompiled(() => vite);
	server = createServer((incoming, response) => {
		serve(incoming, response, () => response.writeHead(404, { "x-by": "vite" }).end());
	});
	await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
});
afterAll(() => {
	server.close();
});

function ask(path: string, headers: Record<string, string> = { "sec-fetch-dest": "script" }, method = "GET") {
	return new Promise<{ status: number; body: string; etag: string | undefined }>((resolve, reject) => {
		request({ host: "127.0.0.1", port: (server.address() as AddressInfo).port, path, headers, method }, (answer) => {
			let body = "";
			answer.setEncoding("utf8");
			answer.on("data", (chunk: string) => (body += chunk));
			answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body, etag: answer.headers.etag }));
		})
			.on("error", reject)
			.end();
	});
}

describe("modules that are compiled already", () => {
	it("are served as they are, whatever change they were requested by", async () => {
		for (const query of ["", "?t=1795389717562", "?import&t=1795389717562"]) {
			expect(await ask(`/@fs/film/src/Title.tsx${query}`)).toEqual({ status: 200, body: "export const a = 'ä';", etag: 'W/"1"' });
		}
		expect((await ask(encodeURI("/@fs/film/src/Ändert.tsx"))).body).toBe("export {};");
	});

	it("need not be sent again", async () => {
		const again = await ask("/@fs/film/src/Title.tsx", { "sec-fetch-dest": "script", "if-none-match": 'W/"1"' });
		expect(again).toMatchObject({ status: 304, body: "" });
	});

	it.each([
		["that changed", "/@fs/film/src/Changed.tsx", { "sec-fetch-dest": "script" }, "GET"],
		["that nobody knows", "/@fs/film/src/Other.tsx", { "sec-fetch-dest": "script" }, "GET"],
		["requested as a page", "/@fs/film/src/Title.tsx", { "sec-fetch-dest": "document" }, "GET"],
		["requested by something that does not say what it is", "/@fs/film/src/Title.tsx", {}, "GET"],
		["wanted as text", "/@fs/film/src/Title.tsx?raw", { "sec-fetch-dest": "script" }, "GET"],
		["wanted as an address", "/@fs/film/src/Title.tsx?import&url", { "sec-fetch-dest": "script" }, "GET"],
		["with a broken address", "/@fs/film/src/%E0%A4%A", { "sec-fetch-dest": "script" }, "GET"],
		["sent to", "/@fs/film/src/Title.tsx", { "sec-fetch-dest": "script" }, "POST"],
	])("%s are left to Vite", async (_what, path, headers, method) => {
		expect((await ask(path, headers, method)).status).toBe(404);
	});
});
