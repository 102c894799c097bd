import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, realpath, rename, rm, symlink, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { servePublicFiles } from "./files.ts";

/* Public files of a film, asked as an attacker asks: by paths and ranges exactly as written, while links change places. */
const SECRET = "the-secret-of-the-machine";
const OWN = "0123456789";
let home: string;
let project: string;
let server: Server;
let port: number;

beforeAll(async () => {
	home = await realpath(await mkdtemp(join(tmpdir(), "storydream-ways-")));
	project = join(home, "project");
	for (const folder of ["public/assets", "public/.git", ".git"]) await mkdir(join(project, folder), { recursive: true });
	for (const file of [
		"secret.txt",
		"project/.git/config",
		"project/.env",
		"project/public/.env.local",
		"project/public/.git/config",
	])
		await writeFile(join(home, file), SECRET);
	for (const name of ["own.txt", "assets/own.txt", "e\u0301.txt", "back\\slash.txt", "..two.txt", "%2e%2e"])
		await writeFile(join(project, "public", name), OWN);
	await symlink("../../secret.txt", join(project, "public/up.txt"));
	await symlink(home, join(project, "public/home"));
	await symlink(`/proc/${process.pid}/root${home}/secret.txt`, join(project, "public/root.txt"));
	await symlink("/dev/zero", join(project, "public/zero.txt"));
	await symlink("loop.txt", join(project, "public/loop.txt"));
	execFileSync("mkfifo", [join(project, "public/pipe.txt")]);
	const serve = servePublicFiles(
		(tree) => (tree === "project" ? [join(project, "public")] : []),
		() => [project],
	);
	server = createServer((request, response) =>
		serve(request, response, () => {
			response.writeHead(404).end("next");
		}),
	);
	server.on("clientError", (_error, socket) => socket.destroy());
	await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
	port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
	server.closeAllConnections();
	server.close();
	await rm(home, { recursive: true });
});

interface Got {
	status: number;
	headers: Map<string, string>;
	body: string;
}

/** All that is answered to a request written as it is. */
function ask(target: string, headers: string[] = [], method = "GET"): Promise<Got> {
	return new Promise((resolve, reject) => {
		const socket = connect(port, "127.0.0.1", () => {
			const head = [`${method} ${target} HTTP/1.1`, "host: a", "connection: close", ...headers, "", ""];
			socket.write(head.join("\r\n"), "latin1");
		});
		let text = "";
		socket.setEncoding("latin1").on("data", (part: string) => {
			text += part;
		});
		socket.on("error", reject);
		socket.on("close", () => {
			const [head = "", ...rest] = text.split("\r\n\r\n");
			const [status = "", ...lines] = head.split("\r\n");
			const named = lines.map((line): [string, string] => {
				const at = line.indexOf(":");
				return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
			});
			resolve({ status: Number(status.split(" ")[1] ?? 0), headers: new Map(named), body: rest.join("\r\n\r\n") });
		});
	});
}

const CLIMBS = [
	"..",
	"%2e%2e",
	".%2e",
	"%2E.",
	"%252e%252e",
	"%c0%ae%c0%ae",
	"%e0%80%ae%e0%80%ae",
	"%u002e%u002e",
	"..;",
	"..%00",
	"...",
	"..%20",
];
const SLASHES = ["/", "%2f", "%2F", "%5c", "\\", "%252f", "%c0%af", "//", "/./"];
const PLACES = ["secret.txt", ".env", ".git/config"];
const PATHS = [
	...CLIMBS.flatMap((climb) =>
		SLASHES.flatMap((slash) =>
			PLACES.flatMap((place) => [`${climb}${slash}${place}`, `${climb}${slash}${climb}${slash}${place}`]),
		),
	),
	...[
		"up.txt",
		"root.txt",
		"home/secret.txt",
		"home/project/.env",
		"loop.txt",
		"zero.txt",
		"pipe.txt",
		".env.local",
		".git/config",
	],
	...[
		".GIT/config",
		".git%2fconfig",
		".%67it/config",
		".git\u0000/config",
		"%00",
		"own.txt%00.png",
		"own.txt/",
		"own.txt/..",
		".",
	],
	...[
		"",
		"/",
		"/etc/passwd",
		"%2fetc%2fpasswd",
		"file:///etc/passwd",
		"C:/secret.txt",
		"OWN.TXT",
		"%C3%A9.txt",
		"%ff",
		"%",
		"%zz",
		"assets",
	],
	...["..two.txt/../../secret.txt", "assets/%2e%2e/%2e%2e/%2e%2e/secret.txt", `${"a/".repeat(3_000)}x`],
];

test("no path leads to a file that is not the film's, and none is answered but with not found", async () => {
	const wrong: string[] = [];
	for (const path of PATHS) {
		const { status, body } = await ask(`/__files/project/${path}`);
		if (status === 200 || body.includes(SECRET) || body.includes("root:")) wrong.push(`${status} ${path.slice(0, 80)}`);
	}
	for (const tree of ["..", "%2e%2e", "project%2f..", "Project", "0".repeat(40), ""]) {
		const { status } = await ask(`/__files/${tree}/own.txt`);
		if (status !== 404) wrong.push(`${status} the tree ${tree}`);
	}
	console.log(`paths of public files: ${PATHS.length + 6} tried, ${PATHS.length + 6 - wrong.length} held`);
	expect(wrong).toEqual([]);
	for (const path of [
		"own.txt",
		"./own.txt",
		"e%CC%81.txt",
		"back%5Cslash.txt",
		"..two.txt",
		"%252e%252e",
		"assets/own.txt",
		"assets//own.txt",
	])
		expect([path, (await ask(`/__files/project/${path}`)).body]).toEqual([path, OWN]);
});

const WHOLE: [number, string] = [200, OWN];
const NONE: [number, string] = [416, ""];
const RANGES: [header: string, expected: [number, string]][] = [
	["bytes=0-3", [206, "0123"]],
	["bytes=9-", [206, "9"]],
	["bytes=-3", [206, "789"]],
	["bytes=-99999999999999999999999", [206, OWN]],
	["bytes=0-99999999999999999999999", [206, OWN]],
	[`bytes=0-${"9".repeat(400)}`, [206, OWN]],
	[`bytes=${"9".repeat(400)}-`, NONE],
	["bytes=10-", NONE],
	["bytes=-0", NONE],
	["bytes=5-2", NONE],
	["bytes=99999999999999999999-", NONE],
	["bytes=0-1,3-4", WHOLE],
	[`bytes=${Array.from({ length: 500 }, () => "0-").join(",")}`, WHOLE],
	["bytes=--5", WHOLE],
	["bytes=-", WHOLE],
	["bytes=a-b", WHOLE],
	["bytes=0x0-0x3", WHOLE],
	["bytes=1e1-2e1", WHOLE],
	["bytes=+1-2", WHOLE],
	["bytes= 0-3", WHOLE],
	["bytes=0 - 3", WHOLE],
	["bytes=0.5-2", WHOLE],
	["Bytes=0-3", WHOLE],
	["items=0-3", WHOLE],
	["bytes 0-3/10", WHOLE],
	["bytes=\u0660-\u0663", WHOLE],
];

test("each range gives exactly its bytes, none, or the whole file, and never a length that is another", async () => {
	const wrong: string[] = [];
	for (const [range, expected] of RANGES) {
		for (const method of ["GET", "HEAD"]) {
			const { status, headers, body } = await ask(
				"/__files/project/own.txt",
				[`range: ${Buffer.from(range).toString("latin1")}`],
				method,
			);
			const length = headers.get("content-length") ?? "0";
			const right =
				status === expected[0] &&
				(method === "HEAD" ? body === "" : body === expected[1]) &&
				(status === 416 || length === String(expected[1].length));
			if (!right) wrong.push(`${method} ${range.slice(0, 60)}: ${status} ${length} ${body}`);
		}
	}
	console.log(`ranges of public files: ${2 * RANGES.length} tried, ${2 * RANGES.length - wrong.length} held`);
	expect(wrong).toEqual([]);
});

test("a part of a file that has changed meanwhile is answered with the whole new one", async () => {
	const tag = (await ask("/__files/project/own.txt")).headers.get("etag") ?? "";
	const part = async (condition: string) => {
		const { status, body } = await ask("/__files/project/own.txt", ["range: bytes=2-4", `if-range: ${condition}`]);
		return [status, body];
	};
	expect(await part(tag)).toEqual([206, "234"]);
	for (const other of ['"another"', `W/${tag}`, "Wed, 21 Oct 2015 07:28:00 GMT", ""])
		expect(await part(other)).toEqual([200, OWN]);
});

test("while a file is exchanged for a link all the time, each of 300 requests gives the own file or none", async () => {
	const place = join(project, "public/turns.txt");
	const [file, link] = [join(home, "file"), join(home, "link")];
	await writeFile(file, OWN);
	await symlink(join(home, "secret.txt"), link);
	let running = true;
	const exchanging = (async () => {
		while (running) {
			for (const one of [file, link]) {
				await rename(one, place);
				await rename(place, one);
			}
		}
	})();
	const seen = new Set<string>();
	try {
		for (let round = 0; round < 300; round += 1) {
			const { status, body } = await ask("/__files/project/turns.txt");
			seen.add(`${status} ${body}`);
		}
	} finally {
		running = false;
		await exchanging;
	}
	expect([...seen].filter((one) => !["404 ", `200 ${OWN}`].includes(one))).toEqual([]);
});
