import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import type { Project } from "@storydream/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Harness, startHarness } from "./testing/harness.ts";

/*
 * Versions, zips and git, asked by names and bodies that are none: each is refused in words or not found, nothing is run or
 * changed, and the studio lives.
 */
let studio: Harness;
let project: Project;
const uncaught: unknown[] = [];
const onUncaught = (error: unknown): void => void uncaught.push(error);

beforeAll(async () => {
	for (const event of ["uncaughtException", "unhandledRejection"] as const) process.on(event, onUncaught);
	studio = await startHarness();
	project = await studio.project({ name: "Odd requests" });
});
afterAll(async () => {
	await studio.close();
	for (const event of ["uncaughtException", "unhandledRejection"] as const) process.off(event, onUncaught);
});

/** The status of a request whose target is sent exactly as written. */
function statusOf(method: string, target: string, headers: string[] = [], body: Buffer | string = ""): Promise<number> {
	return new Promise((resolve, reject) => {
		const socket = connect(studio.port, "127.0.0.1", () => {
			const head = [`${method} ${target} HTTP/1.1`, "host: localhost", "connection: close", ...headers];
			const length = method === "GET" ? [] : [`content-length: ${Buffer.byteLength(body)}`];
			socket.write(`${[...head, ...length].join("\r\n")}\r\n\r\n`, "latin1");
			socket.write(body);
		});
		let answer = "";
		socket.setEncoding("latin1").on("data", (text: string) => {
			answer += text;
		});
		socket.on("error", reject);
		socket.on("close", () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)));
	});
}

/** Names that git would read as an option, another commit, a range, a path or a file. `HERE` is the newest version. */
const VERSIONS = [
	...["--output=x", "-p", "--", "--upload-pack=x", "--exec=x", "%2d%2doutput%3dx", "--no-index", "@", "HEAD", "main"],
	...["HEAD@{1}", "main@{upstream}", "@{-1}", "HERE^", "HERE~1", "HERE^{tree}", "HERE^!", "HERE..HERE", "HERE...HERE", "a..b"],
	...["HERE:src", "HERE:../x", ":/Edit", ":0:src", "HERE%3asrc", "^HERE", "HERE%00", "HERE%0a", "HERE%20--output=x", "%20HERE"],
	...["refs/heads/main", "refs%2fheads%2fmain", "..%2f..%2fconfig", "%2e%2e", "..", ".", "FETCH_HEAD", "refs%2fconflict%2fHERE"],
	...["HERE.lock", "HERE/", "UPPER", "SHORT", "0".repeat(40), "f".repeat(40), "g".repeat(40), "a".repeat(39), "a".repeat(41)],
	...["a".repeat(64), "a".repeat(5_000), "%c0%ae%c0%ae", "%ff", "%zz", "ａ".repeat(3), "__proto__", "constructor", "null", "NaN"],
];
const ROUTES: [method: string, rest: string][] = [
	["GET", "/diff"],
	["GET", "/storyboard"],
	["GET", "/picture.jpg"],
	["POST", "/restore"],
	["POST", "/preview"],
];

const GIT_REQUEST = "content-type: application/x-git-upload-pack-request";
const WANT = (sha: string) => `0032want ${sha}\n00000009done\n`;
const BODIES: [what: string, headers: string[], body: Buffer | string][] = [
	["no gzip under its name", ["content-encoding: gzip"], "0000"],
	["a gzip that is cut", ["content-encoding: gzip"], gzipSync(WANT("a".repeat(40))).subarray(0, 20)],
	["a gzip with more behind it", ["content-encoding: gzip"], Buffer.concat([gzipSync("0000"), Buffer.from("more")])],
	["a gzip of far more than it seems", ["content-encoding: gzip"], gzipSync(Buffer.alloc(30_000_000))],
	["nothing under the name of gzip", ["content-encoding: gzip"], ""],
	["an encoding that nobody knows", ["content-encoding: br"], "0000"],
	["nothing", [], ""],
	["a length that is none", [], "zzzz"],
	["a length that is too long", [], "fff0want"],
	["a commit that is not there", [], WANT("a".repeat(40))],
	["an option in a commit's place", [], "0032want --upload-pack=touch-a-file-of-this-machine\n0000"],
	["a word of another program", ["git-protocol: version=2:server-option=x"], "0014command=object-info0000"],
	["variables in the protocol's place", ["git-protocol: version=1\u00a0--x:GIT_DIR=/etc"], "0000"],
];
const REPOSITORIES = [
	...["HERE.git%2f..%2f..", "..", "%2e%2e%2fobjects", "--upload-pack=x", "HERE.git.git", "HERE%00.git", "HERE.git%0a"],
	...["-here.git", "HERE@{1}", "UPPER", "nobody-has-this-project.git", "nobody-has-this-project"],
];

/** The project's own names in place of the words for them. */
const named = (text: string, here: string) =>
	text.replaceAll("HERE", here).replace("UPPER", here.toUpperCase()).replace("SHORT", here.slice(0, 7));

const QUERIES = [
	...["limit=0", "limit=-1", "limit=1e9", "limit=NaN", "limit=1.5", "limit[]=1", "limit=1&limit=2", "limit=%00", "limit=0x10"],
	...["cursor=", "cursor=%00", "cursor=null", "cursor=%7B%7D", "cursor=W10", "cursor=e30", "cursor=bnVsbA", "cursor=-1"],
	...[
		"cursor=MQ",
		"cursor=WzEsMl0",
		"cursor=WyInIE9SIDE9MSAtLSIsImEiXQ",
		"cursor=%ff",
		"cursor=a&cursor=b",
		`cursor=${"A".repeat(200)}`,
	],
	...["cursor=__proto__", "cursor[__proto__]=1", "__proto__[limit]=1", "constructor.prototype.limit=1", "%00=1"],
	...[
		"search=%25",
		"search=_",
		"search=%27%20OR%201%3D1--",
		"search=%00",
		"search=%ff",
		"search=a&search=b",
		"search=*%3F%5B",
		"search=\\",
	],
	...[`search=${"%25a".repeat(60)}`, "original=maybe", "original=1&original=0", "service=git-receive-pack", "inline=%00"],
];
const QUERIED = [
	"",
	"/HERE",
	"/HERE/messages",
	"/HERE/versions",
	"/HERE/assets",
	"/HERE/assets/a.png",
	"/HERE/exports",
	"/HERE/storyboard",
];

const DEEP = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
const DEEP_OBJECT = `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`;
const VALUES = [
	...["null", "[]", "1", '""', "true", "{}", "1e400", DEEP, DEEP_OBJECT, '"\\ud800"', '"\\u0000"', '{"__proto__":{"id":1}}'],
	...['{"constructor":{"prototype":{"a":1}}}', '{"toString":1}', '{"length":-1}', "[[[]]]", '"..\\u002f.."', '{"then":1}'],
];
const WRITTEN: [method: string, rest: string, fields: string[]][] = [
	["POST", "", ["", "prompt", "key"]],
	["PATCH", "/HERE", ["", "name", "budgetUsd"]],
	["POST", "/HERE/messages", ["", "id", "content", "context"]],
	["PUT", "/HERE/storyboard", ["", "storyboard", "baseCommitSha"]],
	["POST", "/HERE/exports", ["", "settings", "codec"]],
];

describe("requests that name no version or bring no body", () => {
	test("versions by names that are options, refs, ranges and paths are refused or not found, and the project stays", async () => {
		const { body: before } = await studio.json(`/api/projects/${project.id}`);
		const wrong: string[] = [];
		let tried = 0;
		for (const version of VERSIONS) {
			for (const [method, rest] of ROUTES) {
				const target = `/api/projects/${project.id}/versions/${named(version, project.currentCommitSha)}${rest}`;
				const status = await statusOf(method, target.replace(/[^\x21-\x7e]/gu, encodeURIComponent));
				tried += 1;
				if (status < 400 || status >= 500) wrong.push(`${status} ${method} ${target}`);
			}
		}
		console.log(`names of versions: ${tried} tried, ${tried - wrong.length} held`);
		expect(wrong).toEqual([]);
		expect((await studio.json(`/api/projects/${project.id}`)).body).toEqual(before);
	});

	test("git is asked by bodies that are broken, for this project and for none: nothing ends but that request", async () => {
		const wrong: string[] = [];
		let tried = 0;
		for (const repository of [`${project.id}.git`, ...REPOSITORIES.map((name) => named(name, project.id))]) {
			for (const [what, headers, body] of BODIES) {
				const status = await statusOf("POST", `/git/${repository}/git-upload-pack`, [GIT_REQUEST, ...headers], body);
				tried += 1;
				const isHere = repository === `${project.id}.git`;
				// Git answers a wrong request by a line of its own protocol.
				if (isHere ? status >= 500 : status < 400 || status >= 500) wrong.push(`${status} ${repository} ${what}`);
			}
		}
		console.log(`requests of git: ${tried} tried, ${tried - wrong.length} held`);
		expect(wrong).toEqual([]);
		expect(uncaught).toEqual([]);
		const refs = await fetch(`http://127.0.0.1:${studio.port}/git/${project.id}.git/info/refs?service=git-upload-pack`);
		expect([refs.status, await refs.text()]).toEqual([200, expect.stringContaining(project.currentCommitSha)]);
	});

	test("lists are asked by limits, cursors and words that are none: none is an error of the studio's", async () => {
		const wrong: string[] = [];
		for (const path of QUERIED) {
			const target = `/api/projects${named(path, project.id)}`;
			const statuses = await Promise.all(QUERIES.map((query) => statusOf("GET", `${target}?${query}`)));
			for (const [index, status] of statuses.entries())
				if (status === 0 || status >= 500) wrong.push(`${status} ${path}?${QUERIES[index]}`);
		}
		const tried = QUERIED.length * QUERIES.length;
		console.log(`queries: ${tried} tried, ${tried - wrong.length} held`);
		expect(wrong).toEqual([]);
	});

	test("bodies hold anything in any field: none is an error of the studio's, and the project stays", async () => {
		const { body: before } = await studio.json(`/api/projects/${project.id}/storyboard`);
		const wrong: string[] = [];
		let tried = 0;
		for (const [method, rest, fields] of WRITTEN) {
			const bodies = fields.flatMap((field) => VALUES.map((value) => (field === "" ? value : `{"${field}":${value}}`)));
			const target = `/api/projects${named(rest, project.id)}`;
			const statuses = await Promise.all(
				bodies.map((body) => statusOf(method, target, ["content-type: application/json"], body)),
			);
			tried += bodies.length;
			for (const [index, status] of statuses.entries())
				if (status === 0 || status >= 500) wrong.push(`${status} ${method} ${rest} ${bodies[index]?.slice(0, 60)}`);
		}
		console.log(`bodies: ${tried} tried, ${tried - wrong.length} held`);
		expect(wrong).toEqual([]);
		expect(uncaught).toEqual([]);
		expect((await studio.json(`/api/projects/${project.id}/storyboard`)).body).toEqual(before);
	});
});
