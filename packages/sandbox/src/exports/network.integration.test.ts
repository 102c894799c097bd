import { execFile } from "node:child_process";
import { createSocket, type Socket } from "node:dgram";
import { existsSync } from "node:fs";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, ListenOptions } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

const run = promisify(execFile);
const NETWORK = new URL("./network.ts", import.meta.url).href;
/** What Node says of each way: `reached`, or why not. */
type Answers = Record<string, string>;

let home: string;
/** Calls that came through, by what was called. */
const called: string[] = [];
const servers: Server[] = [];
let datagrams: Socket;
let own: number;
let foreign: number;
let socketFile: string;

beforeAll(async () => {
	home = await realpath(await mkdtemp(join(tmpdir(), "storydream-network-")));
	socketFile = join(home, "studio.sock");
	own = await listening("own", { host: "127.0.0.1" });
	foreign = await listening("another service of this machine", { host: "::" }).catch(() =>
		listening("another service of this machine", { host: "0.0.0.0" }),
	);
	await listening("the studio's socket file", { path: socketFile });
	datagrams = createSocket("udp4", () => called.push("a datagram"));
	await new Promise<void>((resolve) => datagrams.bind(foreign, "127.0.0.1", resolve));
});
afterAll(async () => {
	for (const server of servers) server.close();
	datagrams?.close();
	await rm(home, { recursive: true, force: true });
});

async function listening(name: string, where: ListenOptions): Promise<number> {
	const server = createServer((request: IncomingMessage, response: ServerResponse) => {
		if (name === "own" && request.url === "/leads-out")
			response.writeHead(302, { location: `http://127.0.0.1:${foreign}/` }).end();
		else response.end("reached");
	});
	server.on("connection", () => called.push(name));
	servers.push(server);
	await new Promise<void>((resolve, reject) => server.once("error", reject).listen({ port: 0, ...where }, resolve));
	return where.path === undefined ? (server.address() as AddressInfo).port : 0;
}

/** Runs each way in a process that is closed, and answers what became of it. */
async function tryAll(ways: Record<string, string>, reach: { programs: string[]; license?: boolean }): Promise<Answers> {
	const lines = Object.entries(ways).map(([name, code]) => `[${JSON.stringify(name)}, async () => { ${code} }],`);
	const program = `
import { closeProcess } from ${JSON.stringify(NETWORK)};
const closed = closeProcess();
const { createRequire } = await import("node:module");
const require = createRequire(${JSON.stringify(import.meta.url)});
const [http, https, http2, net, tls, dgram, dns, child, workers] = ["http", "https", "http2", "net", "tls", "dgram", "dns", "child_process", "worker_threads"].map((name) => require("node:" + name));
const { promisify } = require("node:util");
const [own, foreign, socketFile, home] = ${JSON.stringify([own, foreign, socketFile, home])};
const until = (emitter, good, bad = "error") => new Promise((resolve, reject) => emitter.once(good, resolve).once(bad, reject));
const dial = async (...args) => { const socket = net.connect(...args); await until(socket, "connect"); socket.destroy(); };
const get = async (...args) => { const answer = await until(http.get(...args), "response"); answer.resume(); };
closed.open({ port: own, license: ${reach.license ?? false}, programs: ${JSON.stringify(reach.programs)} });
const answers = {};
for (const [name, way] of [${lines.join("\n")}]) {
	const late = new Promise((resolve) => setTimeout(resolve, 5000, "late").unref());
	answers[name] = await Promise.race([way().then(() => "reached", (error) => (error.cause ?? error).code ?? (error.cause ?? error).message), late]);
}
console.log(JSON.stringify(answers));
process.exit(0);`;
	const { stdout } = await run(process.execPath, ["--input-type=module", "-e", program], { cwd: home });
	return JSON.parse(stdout) as Answers;
}

const REFUSED = "EFILMCLOSED";
/** What Remotion, or a package below it, might do with an address that a film names. */
const OUT: Record<string, string> = {
	"TCP to another port": "await dial(foreign, '127.0.0.1');",
	"TCP to another port without a host": "await dial(foreign);",
	"TCP by options": "await dial({ port: foreign, host: 'localhost' });",
	"TCP with the port as text": "await dial({ port: String(foreign), host: 'localhost' });",
	"TCP to a host that is no text": "await dial({ port: foreign, host: { toString: () => '127.0.0.1' } });",
	"TCP to a host that is empty": "await dial({ port: foreign, host: '' });",
	"TCP to a host that is null": "await dial({ port: foreign, host: null });",
	"TCP with a lookup of one's own":
		"await dial({ port: own, host: 'localhost', lookup: (name, options, done) => { if (net.isIP(options.address ?? '')) return; const found = [{ address: '127.0.0.2', family: 4 }]; return options.all ? done(null, found) : done(null, '127.0.0.2', 4); } }); throw Object.assign(new Error('the lookup was not used'), { code: 'EFILMCLOSED' });",
	"TCP with options that change when they are read":
		"let read = 0; await dial(Object.defineProperty({ host: 'localhost' }, 'port', { enumerable: true, get: () => (read++ % 2 ? foreign : own) })); throw Object.assign(new Error('the own server was called'), { code: 'EFILMCLOSED' });",
	"a socket of one's own":
		"const socket = new net.Socket(); socket.connect(foreign, '127.0.0.1'); await until(socket, 'connect');",
	"a socket that is given number and name": "await dial(foreign, 'localhost', () => {});",
	...Object.fromEntries(
		[
			"0.0.0.0",
			"127.1",
			"127.0.1",
			"0x7f000001",
			"2130706433",
			"017700000001",
			"::ffff:127.0.0.1",
			"::ffff:7f00:1",
			"::",
			"0",
		].map((host) => [`TCP to ${host}`, `await dial(foreign, ${JSON.stringify(host)});`]),
	),
	...Object.fromEntries(
		["localhost.", "LOCALHOST", "127.0.0.1 ", "127.0.0.2", "ip6-localhost", "a.localhost", "localhost\0", "::1%lo"].map(
			(host) => [`the own port by the name ${JSON.stringify(host)}`, `await dial(own, ${JSON.stringify(host)});`],
		),
	),
	...Object.fromEntries(
		["127.0.0.1", "0.0.0.0", "127.1", "[::]", "[::1]", "[::ffff:127.0.0.1]", "localhost.", "0177.0.0.1"].map((host) => [
			`HTTP to ${host}`,
			`await get("http://${host}:" + foreign + "/");`,
		]),
	),
	"a redirect that is followed": "await fetch('http://127.0.0.1:' + own + '/leads-out');",
	fetch: "await fetch('http://127.0.0.1:' + foreign);",
	"fetch of another machine": "await fetch('http://198.51.100.1/');",
	WebSocket:
		"await new Promise((resolve, reject) => { const socket = new WebSocket('ws://127.0.0.1:' + foreign); socket.onopen = resolve; socket.onerror = () => reject(Object.assign(new Error('closed'), { code: 'EFILMCLOSED' })); });",
	TLS: "await until(tls.connect({ port: foreign, host: '127.0.0.1' }), 'secureConnect');",
	HTTPS: "await until(https.get('https://127.0.0.1:' + foreign), 'response');",
	"HTTP/2": "await until(http2.connect('http://127.0.0.1:' + foreign), 'remoteSettings');",
	"the place that counts renders, without a license key": "await dial(443, 'www.remotion.pro');",
	"a socket file": "await dial(socketFile);",
	"a socket file by options": "await dial({ path: socketFile });",
	"a socket file with a port beside it": "await dial({ path: socketFile, port: own, host: 'localhost' });",
	"a socket file by HTTP": "await get({ socketPath: socketFile, path: '/' });",
	"a socket file by HTTP without an agent": "await get({ socketPath: socketFile, path: '/', agent: false });",
	"a socket file by TLS": "await until(tls.connect({ path: socketFile }), 'secureConnect');",
	"a socket file without a name": "await dial('\\0storydream');",
	"the engine's socket file": "await get({ socketPath: '/var/run/docker.sock', path: '/version' });",
	"a datagram":
		"const socket = dgram.createSocket('udp4'); await promisify(socket.send.bind(socket))('x', foreign, '127.0.0.1');",
	"a datagram of a connected socket":
		"const socket = dgram.createSocket('udp4'); socket.connect(foreign, '127.0.0.1'); await until(socket, 'connect');",
	"a socket for datagrams that listens":
		"const socket = dgram.createSocket('udp4'); socket.bind(0); await until(socket, 'listening');",
	"a name": "await promisify(dns.lookup)('example.com');",
	"a name by promises": "await dns.promises.lookup('example.com');",
	"a name by the module of promises": "await require('node:dns/promises').lookup('example.com');",
	"a name by an import": "await (await import('node:dns/promises')).lookup('example.com');",
	"a record": "await promisify(dns.resolve4)('example.com');",
	"a record that holds text": "await dns.promises.resolveTxt('example.com');",
	"a record by a resolver of one's own":
		"const own = new dns.Resolver(); own.setServers(['127.0.0.1:' + foreign]); await promisify(own.resolve4.bind(own))('example.com');",
	"a record by a resolver of promises": "await new dns.promises.Resolver().resolve('example.com');",
	"the name of an address": "await promisify(dns.reverse)('127.0.0.1');",
	"a name that is looked up by its address": "await promisify(dns.lookupService)('127.0.0.1', 80);",
	"a program": "await promisify(child.execFile)('/bin/touch', [home + '/made']);",
	"a program on the path": "await promisify(child.execFile)('touch', [home + '/made']);",
	"a program by a shell": "await promisify(child.exec)('touch made');",
	"a program by an import":
		"const { spawn } = await import('node:child_process'); await until(spawn('touch', [home + '/made']), 'exit');",
	"a program that is waited for": "child.execFileSync('touch', [home + '/made']);",
	"a command that is waited for": "child.execSync('touch made');",
	"a command behind one that is allowed": "child.execSync('nproc; touch made');",
	"a program that is spawned and waited for": "child.spawnSync('/bin/touch', [home + '/made']);",
	"a program behind the one that ends with this process":
		"await promisify(child.execFile)('/usr/bin/setpriv', ['--pdeathsig', 'SIGKILL', '/bin/touch', home + '/made']);",
	"a program by another option of that one":
		"await promisify(child.execFile)('/usr/bin/setpriv', ['--reset-env', '/bin/touch', home + '/made']);",
	"a program through a folder that is allowed":
		"await promisify(child.execFile)('/opt/media/../../bin/touch', [home + '/made']);",
	"Node itself": "await until(child.fork(home + '/nothing.js'), 'spawn');",
	"a thread": "await until(new workers.Worker('1', { eval: true }), 'online');",
};

test("a process that renders a film reaches nothing but the film's server, by any of the ways that were tried", async () => {
	called.length = 0;
	const answers = await tryAll(OUT, { programs: ["/opt/media/"] });
	const open = Object.entries(answers).filter(([, answer]) => answer !== REFUSED);
	console.log(`ways out of a render: ${Object.keys(OUT).length} tried, ${Object.keys(OUT).length - open.length} held`);
	expect(open).toEqual([]);
	expect(called.filter((name) => name !== "own")).toEqual([]);
	expect(existsSync(join(home, "made"))).toBe(false);
});

test("it reaches the film's server, starts its own programs, and counts renders where there is a license key", async () => {
	const needed = {
		"the film's server": "await get('http://localhost:' + own + '/');",
		"the film's server by fetch": "await fetch('http://127.0.0.1:' + own + '/');",
		"the film's server without an agent": "await get({ port: own, path: '/', agent: false });",
		"a server of its own": "const server = http.createServer().listen(0); await until(server, 'listening'); server.close();",
		"a server of its own at each address":
			"for (const host of ['127.0.0.1', '0.0.0.0', 'localhost']) { const server = net.createServer().listen({ port: 0, host }); await until(server, 'listening'); server.close(); }",
		"a browser that it starts":
			"const server = net.createServer().listen(0, '127.0.0.1'); await until(server, 'listening'); const { port } = server.address(); await closed.learn(() => dial(port, '127.0.0.1')); await dial(port, '127.0.0.1');",
		"a program": "await promisify(child.execFile)('/bin/echo');",
		"a program of a folder": "await promisify(child.execFile)('/usr/bin/true');",
		"the number of processors": "child.execSync('nproc');",
		"the place that counts renders":
			"const socket = net.connect(443, 'www.remotion.pro'); const refused = until(socket, 'connect').catch((error) => error.code === 'EFILMCLOSED' && error); const error = await Promise.race([refused, new Promise((resolve) => setImmediate(resolve))]); socket.destroy(); if (error) throw error;",
	};
	const answers = await tryAll(needed, { programs: ["/bin/echo", "/usr/bin/"], license: true });
	expect(Object.entries(answers).filter(([, answer]) => answer !== "reached")).toEqual([]);
});
