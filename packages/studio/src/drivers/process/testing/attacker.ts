import { spawnSync } from "node:child_process";
import dgram from "node:dgram";
import { lookup } from "node:dns/promises";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { z } from "zod";

/**
 * Runs in the place of a sandbox's program, so that nothing of ours stands between it and the walls, and tries to get out.
 * Each way answers whether it succeeded; an error means that it did not. Prints one line of JSON with all of them.
 */
const Target = z.object({
	canary: z.string(),
	studioPid: z.int(),
	bystanderPid: z.int(),
	/** Files that hold the canary, by what they are. */
	files: z.record(z.string(), z.string()),
	/** Files and folders that must not be there, by what they are. */
	hidden: z.record(z.string(), z.string()),
	/** Folders that all sandboxes share. */
	shared: z.record(z.string(), z.string()),
	port: z.int(),
	udpPort: z.int(),
	sockets: z.record(z.string(), z.string()),
	gateway: z.string(),
	fileBytes: z.int(),
});
const target = Target.parse(JSON.parse(process.env.ATTACK ?? "{}"));
const { SANDBOX_DIR = "" } = process.env;
const scratch = path.join(SANDBOX_DIR, "tmp");

type Way = () => boolean | Promise<boolean>;
const ways: Record<string, Way> = {};
const holdsCanary = (text: string): boolean => text.includes(target.canary);
const read = (file: string): boolean => holdsCanary(fs.readFileSync(file, "utf8"));

for (const [what, file] of Object.entries(target.files)) {
	ways[`read ${what}`] = () => read(file);
	ways[`read ${what} through a link`] = () => {
		const link = path.join(scratch, `link-${Object.keys(ways).length}-${Math.random()}`);
		fs.symlinkSync(file, link);
		return read(link);
	};
	ways[`read ${what} below the root of the first process`] = () => read(`/proc/1/root${file}`);
	ways[`read ${what} below the folder of this process`] = () => read(`/proc/self/cwd/../../../../../../../..${file}`);
	ways[`write to ${what}`] = () => {
		const handle = fs.openSync(file, "r+");
		fs.writeSync(handle, "written");
		return true;
	};
	ways[`link ${what} into the project`] = () => {
		fs.linkSync(file, path.join(scratch, `hard-${Math.random()}`));
		return true;
	};
}
for (const [what, place] of Object.entries(target.hidden)) {
	ways[`see ${what}`] = () => fs.lstatSync(place) !== null;
	// Its own /tmp it may write: what is below it is not the machine's.
	if (!place.startsWith("/tmp/")) ways[`make a file beside ${what}`] = () => writes(path.dirname(place));
}
for (const [what, folder] of Object.entries(target.shared)) {
	ways[`make a file in ${what}`] = () => writes(folder);
	ways[`change the mode of ${what}`] = () => {
		fs.chmodSync(folder, 0o777);
		return true;
	};
	ways[`mount over ${what} and write`] = () =>
		shell(`unshare -Urm sh -c 'mount -o remount,bind,rw "${folder}" && touch "${folder}/x"'`);
	ways[`unmount ${what}`] = () => shell(`unshare -Urm umount -l "${folder}"`);
	ways[`write to ${what} in walls of its own making`] = () => shell(`bwrap --bind / / --dev /dev -- touch "${folder}/x"`);
}

function writes(folder: string): boolean {
	fs.writeFileSync(path.join(folder, `attack-${process.pid}`), "");
	return true;
}
const shell = (line: string): boolean => spawnSync("/bin/sh", ["-c", line], { timeout: 20_000 }).status === 0;
/** A system call by its number on this processor; true when the kernel did it. */
const systemCall = (x64: number, arm64: number, args: string): boolean =>
	shell(`perl -e 'exit(syscall(${process.arch === "arm64" ? arm64 : x64}, ${args}) >= 0 ? 0 : 1)'`);

// --- Processes
ways["read the studio's environment by its pid"] = () => read(`/proc/${target.studioPid}/environ`);
ways["read a process's environment by its pid"] = () => read(`/proc/${target.bystanderPid}/environ`);
ways["find the environment of any process outside"] = () =>
	pids().some((pid) => {
		try {
			return fs.readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(`CANARY=${target.canary}`);
		} catch {
			return false;
		}
	});
ways["see a process that is not its own"] = () => pids().length > 12;
ways["signal the studio"] = () => process.kill(target.studioPid, 0);
ways["signal another process"] = () => process.kill(target.bystanderPid, "SIGKILL");
ways["signal everything and more than itself"] = () => shell(`kill -9 ${target.bystanderPid}`);
ways["slow the studio down"] = () => {
	os.setPriority(target.studioPid, 19);
	return true;
};
ways["debug another process"] = () => systemCall(101, 117, "16, 1, 0, 0");
ways["read another process's memory by a system call"] = () => systemCall(310, 270, "1, 0, 0, 0, 0, 0");
const pids = (): string[] => fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name));

// --- Network
ways["connect to a port of this machine"] = () => connects({ host: "127.0.0.1", port: target.port });
ways["connect to a port of this machine by name"] = () => connects({ host: "localhost", port: target.port });
ways["connect to a port of this machine over IPv6"] = () => connects({ host: "::1", port: target.port });
ways["connect to a port of this machine by the unspecified address"] = () => connects({ host: "0.0.0.0", port: target.port });
ways["connect to an address outside"] = () => connects({ host: "1.1.1.1", port: 443 });
ways["connect to the cloud's metadata"] = () => connects({ host: "169.254.169.254", port: 80 });
ways["resolve a name"] = async () => (await lookup("example.com")).address !== "";
ways["send a datagram"] = () =>
	new Promise((resolve) => {
		const socket = dgram.createSocket("udp4");
		socket.once("message", () => resolve(true));
		socket.once("error", () => resolve(false));
		socket.send("hello", target.udpPort, "127.0.0.1", (error) => error && resolve(false));
		setTimeout(() => resolve(false), 1_000);
	});
ways["have an interface of the machine's"] = () =>
	Object.values(os.networkInterfaces())
		.flat()
		.some((each) => each !== undefined && !each.internal);
for (const [what, file] of Object.entries(target.sockets)) ways[`connect to ${what}`] = () => connects({ path: file });
ways["connect to its own listening socket's host again"] = () =>
	shell(
		`perl -MSocket -e 'open(S, "+<&=", 3) or exit 1; exit(connect(S, pack_sockaddr_in(${target.port}, inet_aton("127.0.0.1"))) ? 0 : 1)'`,
	);
ways["take the gateway's place"] = () => {
	fs.renameSync(target.gateway, `${target.gateway}.old`);
	return true;
};
ways["remove the gateway's socket"] = () => {
	fs.rmSync(target.gateway);
	return true;
};
for (const [name, family] of Object.entries({ packet: 17, vsock: 40, alg: 38, bluetooth: 31, can: 29, xdp: 44 })) {
	ways[`make a ${name} socket`] = () => shell(`perl -e 'exit(socket(S, ${family}, ${name === "packet" ? 3 : 1}, 0) ? 0 : 1)'`);
}

// --- The kernel
ways["load a BPF program"] = () => systemCall(321, 280, "0, 0, 0");
ways["open a performance counter"] = () => systemCall(298, 241, '"\\0" x 128, 0, -1, -1, 0');
ways["use the key ring"] = () => systemCall(250, 219, "0, -3, 1, 0, 0");
ways["make an io_uring"] = () => systemCall(425, 425, '1, "\\0" x 256');
ways["handle page faults of others"] = () => systemCall(323, 282, "0");
ways["change the personality"] = () => systemCall(135, 92, "0x0040000");
ways["set the clock"] = () => shell("date -s 2001-01-01");
// Opened and not written: were it to succeed, the machine would not be the same.
for (const setting of [
	"kernel/core_pattern",
	"kernel/modprobe",
	"kernel/hostname",
	"vm/overcommit_memory",
	"fs/protected_symlinks",
]) {
	ways[`change the kernel's setting ${setting}`] = () => fs.openSync(`/proc/sys/${setting}`, "r+") > 0;
	ways[`change the kernel's setting ${setting} after uncovering it`] = () =>
		shell(`unshare -Urm sh -c 'umount /proc/sys; exec 3<>/proc/sys/${setting}'`);
}
ways["change any part of /proc that is the machine's"] = () =>
	shell(
		"find /proc -path '/proc/[0-9]*' -prune -o -path /proc/self -prune -o -type f -writable -exec test -f {} \\; -print 2>/dev/null | grep -q .",
	);
ways["read the kernel's memory"] = () => fs.readSync(fs.openSync("/proc/kcore", "r"), Buffer.alloc(16)) > 0;
ways["mount another list of processes"] = () =>
	shell(`unshare -Urm sh -c 'mount -t proc proc /tmp && grep -qz ^CANARY=${target.canary} /tmp/*/environ'`);
ways["see the devices of the machine"] = () =>
	fs.readdirSync("/dev").some((name) => /^(sd|vd|nvme|mem|kmsg|dri|loop|fuse)/.test(name));
ways["make a device"] = () => shell(`mknod ${scratch}/mem c 1 1`);
ways["see the kernel's file systems"] = () => fs.readdirSync("/sys").length > 0;
ways["become root"] = () => {
	process.setuid?.(0);
	return process.getuid?.() === 0;
};
ways["change the host's name"] = () => shell("hostname attacked");
ways["write to its root"] = () => writes("/");

// --- Limits
ways["write a file without end"] = () => {
	const file = fs.openSync(path.join(scratch, "big"), "w");
	try {
		fs.writeSync(file, "x", target.fileBytes + 1);
		return true;
	} finally {
		fs.closeSync(file);
		fs.rmSync(path.join(scratch, "big"), { force: true });
	}
};
ways["open files without end"] = () => {
	const open: number[] = [];
	try {
		for (let count = 0; count < 20_000; count++) open.push(fs.openSync("/dev/null", "r"));
		return true;
	} finally {
		for (const each of open) fs.closeSync(each);
	}
};
ways["raise its own limits"] = () => shell("ulimit -Hn 1000000");
ways["fill the memory through /tmp"] = () => shell("head -c 400000000 /dev/zero > /tmp/fill; s=$?; rm -f /tmp/fill; exit $s");
ways["leave a core file"] = () => shell('test "$(ulimit -c)" != 0');

function connects(to: net.NetConnectOpts): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = net.connect(to);
		const end = (found: boolean) => {
			socket.destroy();
			resolve(found);
		};
		socket.setTimeout(1_500, () => end(false));
		socket.once("connect", () => end(true));
		socket.once("error", () => end(false));
	});
}

process.on("SIGXFSZ", () => undefined);
const reached: string[] = [];
for (const [what, way] of Object.entries(ways)) {
	try {
		if (await way()) reached.push(what);
	} catch {
		// It did not succeed.
	}
}
fs.writeFileSync(path.join(SANDBOX_DIR, "outcome.json"), JSON.stringify({ tried: Object.keys(ways).length, reached }));
setInterval(() => {}, 1_000);
