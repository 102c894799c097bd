import childProcess, { ChildProcess } from "node:child_process";
import dgram from "node:dgram";
import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import { isIP, Socket } from "node:net";
import path from "node:path";
import workers from "node:worker_threads";

/** Where Remotion counts renders of those who gave a license key. */
const LICENSE_HOST = "www.remotion.pro";
const LICENSE_PORT = 443;
/** The names by which the film's server and the browser are called. Other spellings of this machine are refused. */
const LOOPBACK = new Set<unknown>(["localhost", "127.0.0.1", "::1", undefined]);
/** What Remotion asks a shell: whether this program is there, and how many processors. */
const SHELL_COMMANDS = new Set(["command -v setpriv 2>/dev/null", "nproc"]);
/** Starts a program that ends with this process. */
const WRAPPER = ["--pdeathsig", "SIGKILL"];

/** What the process that renders a film may reach. */
export interface RenderReach {
	/** Of the server that gives the film to the browser. */
	port: number;
	/** Whether renders are counted, by a license key. */
	license: boolean;
	/** Programs that may be started: a file, or all files of a folder where it ends with a separator. */
	programs: readonly string[];
}

/** The walls around a process, and what is let through them. */
export interface ClosedProcess {
	open(reach: RenderReach): void;
	/** Ports of this machine that are called while `work` goes on stay allowed. */
	learn<T>(work: () => Promise<T>): Promise<T>;
}

interface Allowed extends RenderReach {
	ports: Set<number>;
	learning: boolean;
}

type Method = (this: unknown, ...args: unknown[]) => unknown;

/**
 * Closes this process: it connects nowhere, looks up no name, sends no datagram, starts no program and no thread until
 * `open` names what it needs. A film names the media it plays, and Remotion would fetch whatever it names, also from
 * services on this machine. Call it before anything else is loaded: who took a function from Node earlier keeps it.
 */
export function closeProcess(): ClosedProcess {
	const allowed: Allowed = { port: 0, license: false, programs: [], ports: new Set(), learning: false };
	closeSockets(allowed);
	closeDatagrams();
	closeNames(allowed);
	closePrograms(allowed);
	replace(workers, "Worker", () => refuse("a thread"));
	syncBuiltinESMExports();
	return {
		open(reach) {
			Object.assign(allowed, reach);
			allowed.ports.add(reach.port);
		},
		async learn(work) {
			allowed.learning = true;
			try {
				return await work();
			} finally {
				allowed.learning = false;
			}
		},
	};
}

/** TCP to what is allowed; no socket files. */
function closeSockets(allowed: Allowed): void {
	replace(Socket.prototype, "connect", (connect) => {
		return function (this: unknown, ...args: unknown[]) {
			const socket = this as Socket;
			const [options, callback] = connectArguments(args);
			const refused = refusedConnection(options, allowed);
			if (refused !== null) {
				queueMicrotask(() => socket.destroy(refusal(refused)));
				return socket;
			}
			return Reflect.apply(connect, socket, callback === undefined ? [options] : [options, callback]);
		};
	});
}

/** A copy, so that what is checked is what is used. */
function connectArguments(args: unknown[]): [Record<string, unknown>, unknown] {
	const list = Array.isArray(args[0]) ? (args[0] as unknown[]) : args;
	const [first] = list;
	const named = typeof first === "object" && first !== null;
	const options: Record<string, unknown> = named
		? { ...first }
		: isPort(first)
			? { port: first, host: typeof list[1] === "string" ? list[1] : undefined }
			: { path: String(first) };
	// One that answers another address for a name of this machine would lead out.
	if (options.host !== LICENSE_HOST) delete options.lookup;
	return [options, list.findLast((each) => typeof each === "function")];
}

function isPort(value: unknown): boolean {
	return (typeof value === "number" || typeof value === "string") && Number.isInteger(Number(value)) && value !== "";
}

/** Null: it is allowed. */
function refusedConnection(options: Record<string, unknown>, allowed: Allowed): string | null {
	const { host, port, path: file } = options;
	if (file !== undefined && file !== null) return `the socket file ${String(file)}`;
	const to = isPort(port) ? Number(port) : 0;
	if (LOOPBACK.has(host)) {
		if (allowed.learning && to > 0) allowed.ports.add(to);
		return allowed.ports.has(to) ? null : `port ${to} of this machine`;
	}
	return allowed.license && host === LICENSE_HOST && to === LICENSE_PORT ? null : String(host);
}

function closeDatagrams(): void {
	for (const name of ["bind", "connect", "send"] as const) replace(dgram.Socket.prototype, name, () => refuse("a datagram"));
}

/** Looks up this machine and, with a license key, the place that counts renders. An address is no name: servers that listen pass one. */
function closeNames(allowed: Allowed): void {
	const known = (name: unknown) =>
		LOOPBACK.has(name) || (typeof name === "string" && isIP(name) !== 0) || (allowed.license && name === LICENSE_HOST);
	replace(dns, "lookup", (lookup) => {
		return function (this: unknown, ...args: unknown[]) {
			if (known(args[0])) return Reflect.apply(lookup, this, args);
			const callback = args.at(-1);
			if (typeof callback !== "function") throw refusal(String(args[0]));
			queueMicrotask(() => callback(refusal(String(args[0]))));
			return {};
		};
	});
	replace(dns.promises, "lookup", (lookup) => {
		return async function (this: unknown, ...args: unknown[]) {
			if (!known(args[0])) throw refusal(String(args[0]));
			return Reflect.apply(lookup, this, args);
		};
	});
	for (const room of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
		for (const name of Object.getOwnPropertyNames(room)) {
			if (/^(?:resolve|reverse|lookupService)/.test(name)) replace(room, name, () => refuse("the names of other machines"));
		}
	}
}

/** Starts the programs that are allowed, and what Remotion asks a shell. */
function closePrograms(allowed: Allowed): void {
	replace(ChildProcess.prototype as unknown as object, "spawn", (spawn) => {
		return function (this: unknown, ...args: unknown[]) {
			const { file, args: given = [] } = { ...(args[0] as { file?: unknown; args?: unknown[] }) };
			if (!mayStart(file, given.slice(1), allowed)) throw refusal(`the program ${String(file)}`);
			return Reflect.apply(spawn, this, args);
		};
	});
	replace(childProcess, "execSync", (execSync) => {
		return function (this: unknown, ...args: unknown[]) {
			if (!SHELL_COMMANDS.has(String(args[0]))) throw refusal(`the command ${String(args[0])}`);
			return Reflect.apply(execSync, this, args);
		};
	});
	for (const name of ["spawnSync", "execFileSync"] as const) {
		replace(childProcess, name, (start) => {
			return function (this: unknown, ...args: unknown[]) {
				if (!mayStart(args[0], Array.isArray(args[1]) ? args[1] : [], allowed)) throw refusal(`the program ${String(args[0])}`);
				return Reflect.apply(start, this, args);
			};
		});
	}
}

function mayStart(file: unknown, args: unknown[], allowed: Allowed): boolean {
	if (typeof file !== "string" || !path.isAbsolute(file) || path.normalize(file) !== file) return false;
	if (isWrapper(file) && WRAPPER.every((word, index) => args[index] === word)) return mayStart(args[WRAPPER.length], [], allowed);
	return allowed.programs.some((program) =>
		program.endsWith(path.sep) ? path.dirname(file) + path.sep === program : file === program,
	);
}

/** Remotion looks for it on the path. */
function isWrapper(file: string): boolean {
	const folders = (process.env.PATH ?? "").split(path.delimiter);
	return path.basename(file) === "setpriv" && folders.includes(path.dirname(file));
}

function refusal(what: string): Error {
	return Object.assign(new Error(`${what} is out of reach: a film shows files of its own only`), { code: "EFILMCLOSED" });
}

function refuse(what: string): Method {
	return function refused() {
		throw refusal(what);
	};
}

function replace(room: object, name: string, make: (original: Method) => Method): void {
	const methods = room as Record<string, unknown>;
	const original = methods[name];
	if (typeof original === "function") methods[name] = make(original as Method);
}
